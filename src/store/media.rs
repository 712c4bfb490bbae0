//! Questions about image files.

use super::Store;
use super::entries::tags_of;
use crate::content::{MediaFormat, Tagged};
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
        let extension = row.text("format")?;
        let format = MediaFormat::of_extension(&extension)
            .ok_or_else(|| Error::Corrupt(format!("image format {extension}")))?;
        Ok(Tagged {
            value: Media {
                format,
                bytes: row.bytes("bytes")?,
            },
            tags: tags_of("media", sha256),
            modified_at: Some(row.moment("created_at")?),
        })
    }
}
