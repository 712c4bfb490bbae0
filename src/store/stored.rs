//! All that is stored, as the library that an apply would take: what an export writes back.

use serde::de::DeserializeOwned;

use super::Store;
use super::database::Session;
use super::value::Row;
use crate::content::{Authored, AuthoredArticle, Library, MediaFile, MediaFormat, Source};
use crate::error::{Error, Result};

/// All that is stored, at one moment.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The number of the last write before it was read.
    pub version: i64,
    pub library: Library,
    /// Whether anything of it was written over HTTP and is in no folder yet.
    pub has_unseen: bool,
}

impl Store {
    /// Heads and what is published, all entries, the images that they show, and the files of the folder that was applied
    /// last. History is not in it.
    pub async fn stored_library(&self) -> Result<Stored> {
        let mut session = self.db.read_all().await?;
        let library = Library {
            articles: articles(&mut session).await?,
            therapies: entries(&mut session, "therapy").await?,
            conditions: entries(&mut session, "condition").await?,
            people: entries(&mut session, "person").await?,
            references: entries(&mut session, "reference").await?,
            media: images(&mut session).await?,
            texts: texts(&mut session).await?,
        };
        Ok(Stored {
            version: version(&mut session).await?,
            has_unseen: has_unseen(&mut session).await?,
            library,
        })
    }

    /// A folder has now what was written over HTTP up to a version: it may write over it. No answer changes by this, so it
    /// takes no number.
    pub async fn see_all(&self, version: i64) -> Result<()> {
        let mut session = self.db.write().await?;
        for sql in [
            "UPDATE article SET http_version = 0 WHERE http_version BETWEEN 1 AND $1",
            "UPDATE entry SET http_version = 0 WHERE http_version BETWEEN 1 AND $1",
            "UPDATE removed_article SET http_version = 0 WHERE http_version BETWEEN 1 AND $1",
            "DELETE FROM removed_entry WHERE http_version <= $1",
        ] {
            session.execute(sql, [version.into()]).await?;
        }
        session.commit().await
    }
}

async fn version(session: &mut Session) -> Result<i64> {
    let row = session
        .one("SELECT version FROM content_version WHERE id = 1", [])
        .await?;
    row.map_or(Ok(0), |row| row.integer("version"))
}

async fn has_unseen(session: &mut Session) -> Result<bool> {
    let row = session
        .one(
            "SELECT EXISTS (SELECT 1 FROM article WHERE http_version > 0)
                OR EXISTS (SELECT 1 FROM entry WHERE http_version > 0)
                OR EXISTS (SELECT 1 FROM removed_article WHERE http_version > 0)
                OR EXISTS (SELECT 1 FROM removed_entry) AS has_unseen",
            [],
        )
        .await?;
    row.map_or(Ok(false), |row| Ok(row.integer("has_unseen")? == 1))
}

/// What is published of each article, then its head where that is another text.
async fn articles(session: &mut Session) -> Result<Vec<AuthoredArticle>> {
    let rows = session
        .all(
            "SELECT r.body, r.source_path, r.source, a.slug, a.published_revision, a.is_draft,
                CASE WHEN r.number = a.published_revision THEN 1 ELSE 0 END AS is_published
             FROM article a
             JOIN revision r ON r.kind = 'article' AND r.owner = a.id
                AND r.number IN (a.head_revision, a.published_revision)
             ORDER BY a.locale, a.slug, is_published DESC",
            [],
        )
        .await?;
    rows.iter().map(article).collect()
}

fn article(row: &Row) -> Result<AuthoredArticle> {
    let is_head_alone = row.integer("is_published")? == 0;
    let has_public = row
        .optional_revision_number("published_revision")?
        .is_some();
    let draft_of = match is_head_alone && has_public {
        true => Some(row.parsed("slug")?),
        false => None,
    };
    Ok(AuthoredArticle {
        draft: row.json("body")?,
        is_draft: is_head_alone && row.integer("is_draft")? == 1,
        draft_of,
        source: source(row)?,
    })
}

async fn entries<T: DeserializeOwned>(
    session: &mut Session,
    kind: &'static str,
) -> Result<Vec<Authored<T>>> {
    let rows = session
        .all(
            "SELECT r.body, r.source_path, r.source
             FROM entry e
             JOIN revision r ON r.kind = e.kind AND r.owner = e.id AND r.number = e.revision
             WHERE e.kind = $1
             ORDER BY e.id",
            [kind.into()],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Authored {
                content: row.json("body")?,
                source: source(row)?,
            })
        })
        .collect()
}

fn source(row: &Row) -> Result<Source> {
    Ok(Source {
        path: row.text("source_path")?,
        text: row.text("source")?,
    })
}

/// The images of the folder under their paths; of those that a text shows all the same, the paths that they had before,
/// or else names made of their hashes.
async fn images(session: &mut Session) -> Result<Vec<MediaFile>> {
    let rows = session
        .all(
            "SELECT f.path, m.sha256, m.format, m.width, m.height, m.bytes
             FROM media m
             LEFT JOIN seed_file f ON f.sha256 = m.sha256 AND f.text IS NULL
             WHERE f.is_present = 1 OR (
                EXISTS (SELECT 1 FROM link l WHERE l.target_kind = 'media' AND l.target = m.sha256)
                AND NOT EXISTS (
                    SELECT 1 FROM seed_file p
                    WHERE p.sha256 = m.sha256 AND p.text IS NULL AND p.is_present = 1
                )
             )
             ORDER BY f.path, m.sha256",
            [],
        )
        .await?;
    rows.iter().map(image).collect()
}

fn image(row: &Row) -> Result<MediaFile> {
    let sha256 = row.text("sha256")?;
    let ending = row.text("format")?;
    let format = MediaFormat::of_extension(&ending)
        .ok_or_else(|| Error::Corrupt(format!("an image of format {ending}")))?;
    let side = |column| {
        u32::try_from(row.integer(column)?)
            .map_err(|error| Error::Corrupt(format!("column {column}: {error}")))
    };
    let unnamed = || format!("media/{}.{ending}", &sha256[..12.min(sha256.len())]);
    Ok(MediaFile {
        path: row.optional_text("path")?.unwrap_or_else(unnamed),
        format,
        width: side("width")?,
        height: side("height")?,
        bytes: row.bytes("bytes")?,
        sha256,
    })
}

async fn texts(session: &mut Session) -> Result<Vec<Source>> {
    let rows = session
        .all(
            "SELECT f.path, f.text
             FROM seed_file f
             WHERE f.text IS NOT NULL AND f.is_present = 1
             ORDER BY f.path",
            [],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Source {
                path: row.text("path")?,
                text: row.text("text")?,
            })
        })
        .collect()
}
