//! Whether every image that is shown is stored, with the bytes that it had.

use sha2::{Digest, Sha256};

use super::Examination;
use crate::content::MediaFormat;
use crate::error::Result;
use crate::store::value::Row;

impl Examination {
    /// The hashes of all images.
    pub async fn images(&mut self) -> Result<Vec<String>> {
        let rows = sqlx::query("SELECT m.sha256 FROM media m ORDER BY m.sha256")
            .fetch_all(&mut self.connection)
            .await?;
        rows.into_iter()
            .map(|row| Row::Sqlite(row).text("sha256"))
            .collect()
    }

    /// What is wrong with one image, if anything is.
    pub async fn fault_of_image(&mut self, sha256: &str) -> Result<Option<String>> {
        let row = sqlx::query(
            "SELECT m.format, m.bytes
             FROM media m
             WHERE m.sha256 = $1",
        )
        .bind(sha256)
        .fetch_one(&mut self.connection)
        .await?;
        let row = Row::Sqlite(row);
        let (format, bytes) = (row.text("format")?, row.bytes("bytes")?);
        if MediaFormat::of_extension(&format).is_none() {
            return Ok(Some(format!(
                "the image {sha256} is of the unknown format `{format}`"
            )));
        }
        let found: String = Sha256::digest(&bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Ok((found != sha256)
            .then(|| format!("the image {sha256} has other bytes: their hash is {found}")))
    }

    /// Images that a text shows, or a folder had, and that are not stored.
    pub async fn missing_images(&mut self) -> Result<Vec<String>> {
        let rows = sqlx::query(
            "SELECT l.source_kind AS kind, l.source AS name, l.target AS sha256
             FROM link l
             WHERE l.target_kind = 'media' AND NOT EXISTS (SELECT 1 FROM media m WHERE m.sha256 = l.target)
             UNION
             SELECT 'file', f.path, f.sha256
             FROM seed_file f
             WHERE f.text IS NULL AND NOT EXISTS (SELECT 1 FROM media m WHERE m.sha256 = f.sha256)
             ORDER BY 1, 2, 3",
        )
        .fetch_all(&mut self.connection)
        .await?;
        rows.into_iter()
            .map(|row| {
                let row = Row::Sqlite(row);
                let (kind, name) = (row.text("kind")?, row.text("name")?);
                let sha256 = row.text("sha256")?;
                Ok(format!(
                    "the image {sha256} of the {kind} `{name}` is not stored"
                ))
            })
            .collect()
    }
}
