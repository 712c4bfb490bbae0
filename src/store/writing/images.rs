//! Storing the bytes of an image.

use super::Writing;
use crate::content::{AuditAction, Kind, MediaFile};
use crate::error::Result;

impl Writing<'_> {
    pub(in crate::store) async fn has_image(&mut self, sha256: &str) -> Result<bool> {
        let row = self
            .session
            .one(
                "SELECT 1 AS found FROM media WHERE sha256 = $1",
                [sha256.into()],
            )
            .await?;
        Ok(row.is_some())
    }

    /// Stores an image that a file of a folder has.
    pub(in crate::store) async fn store_image(&mut self, file: &MediaFile) -> Result<()> {
        self.upload_image(file).await?;
        self.name_image(&file.sha256).await
    }

    /// Stores the bytes of an image. Nothing shows them yet, so no answer changes, and the content takes no number for it:
    /// a plan that was made before still holds.
    pub(in crate::store) async fn upload_image(&mut self, file: &MediaFile) -> Result<()> {
        let sha256 = file.sha256.as_str();
        self.session
            .execute(
                "INSERT INTO media (sha256, format, width, height, bytes, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (sha256) DO NOTHING",
                [
                    sha256.into(),
                    file.format.extension().into(),
                    file.width.into(),
                    file.height.into(),
                    file.bytes.clone().into(),
                    self.at.into(),
                ],
            )
            .await?;
        self.done(AuditAction::Upload, "media", sha256, (None, None));
        Ok(())
    }

    /// A file of a folder has an image now whose bytes are stored.
    pub(in crate::store) async fn name_image(&mut self, sha256: &str) -> Result<()> {
        self.tags.add("media", sha256);
        self.log(Kind::Image, sha256).await
    }
}
