//! Questions about image files.

use super::Store;
use super::entries::tags_of;
use super::value::Row;
use super::writing::Writing;
use crate::content::{MediaFile, MediaFormat, Signature, StoredMedia, Tagged};
use crate::error::{Error, Result};

/// The bytes of an image file.
#[derive(Clone, Debug)]
pub struct Media {
    pub format: MediaFormat,
    pub bytes: Vec<u8>,
}

impl Store {
    /// An image that something published shows.
    pub async fn media(&self, sha256: &str) -> Result<Tagged<Media>> {
        let row = self
            .db
            .one(
                "SELECT m.format, m.bytes, m.created_at
                 FROM media m
                 WHERE m.sha256 = $1 AND (
                    EXISTS (SELECT 1 FROM published_article_link l WHERE l.target_kind = 'media' AND l.target = $1)
                    OR EXISTS (SELECT 1 FROM published_entry_link l WHERE l.target_kind = 'media' AND l.target = $1))",
                [sha256.into()],
            )
            .await?;
        let row = row.ok_or_else(|| Error::NotFound {
            what: "image",
            name: sha256.to_owned(),
        })?;
        Ok(Tagged {
            value: Media {
                format: format(&row)?,
                bytes: row.bytes("bytes")?,
            },
            tags: tags_of("media", sha256),
            modified_at: Some(row.moment("created_at")?),
        })
    }

    /// What is known of an image that is stored, public or not.
    pub async fn stored_media(&self, sha256: &str) -> Result<StoredMedia> {
        let row = self
            .db
            .one(
                "SELECT m.format, m.width, m.height, length(m.bytes) AS size_bytes,
                    EXISTS (SELECT 1 FROM published_article_link l WHERE l.target_kind = 'media' AND l.target = $1)
                    OR EXISTS (SELECT 1 FROM published_entry_link l WHERE l.target_kind = 'media' AND l.target = $1)
                    AS is_public
                 FROM media m
                 WHERE m.sha256 = $1",
                [sha256.into()],
            )
            .await?;
        let row = row.ok_or_else(|| Error::Missing {
            what: "image",
            name: sha256.to_owned(),
        })?;
        let format = format(&row)?;
        let address = format!("/media/{sha256}.{}", format.extension());
        Ok(StoredMedia {
            sha256: sha256.to_owned(),
            format,
            width: side(&row, "width")?,
            height: side(&row, "height")?,
            size_bytes: row.integer("size_bytes")?,
            src: self.addresses.image(&address),
            is_public: row.integer("is_public")? == 1,
        })
    }

    /// Stores an image, unless it is stored already; true when it is new.
    pub async fn upload(&self, file: &MediaFile, signature: &Signature) -> Result<bool> {
        let mut writing = Writing::begin(self, signature).await?;
        if writing.has_image(&file.sha256).await? {
            return Ok(false);
        }
        writing.upload_image(file).await?;
        writing.finish().await?;
        Ok(true)
    }

    /// A stored image under a path of a folder, without its bytes; `None` when it is not stored.
    pub async fn uploaded(&self, path: &str, sha256: &str) -> Result<Option<MediaFile>> {
        let row = self
            .db
            .one(
                "SELECT m.format, m.width, m.height FROM media m WHERE m.sha256 = $1",
                [sha256.into()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(MediaFile {
            path: path.to_owned(),
            sha256: sha256.to_owned(),
            format: format(&row)?,
            width: side(&row, "width")?,
            height: side(&row, "height")?,
            bytes: Vec::new(),
        }))
    }
}

fn format(row: &Row) -> Result<MediaFormat> {
    let extension = row.text("format")?;
    MediaFormat::of_extension(&extension)
        .ok_or_else(|| Error::Corrupt(format!("image format {extension}")))
}

fn side(row: &Row, column: &str) -> Result<u32> {
    u32::try_from(row.integer(column)?)
        .map_err(|error| Error::Corrupt(format!("column {column}: {error}")))
}
