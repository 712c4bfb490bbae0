//! Applying image files.

use super::Run;
use crate::content::{Action, Change, Kind, MediaFile};
use crate::error::Result;

impl Run<'_> {
    pub(super) async fn media(&mut self, file: &MediaFile) -> Result<()> {
        let before = self
            .session
            .one(
                "SELECT f.sha256
                 FROM seed_file f
                 WHERE f.path = $1 AND f.text IS NULL",
                [file.path.as_str().into()],
            )
            .await?;
        let before = before.map(|row| row.text("sha256")).transpose()?;
        let is_met = !self.met_images.insert(file.sha256.clone());
        let is_stored = is_met || self.is_stored(&file.sha256).await?;
        let action = match before {
            Some(before) if before != file.sha256 => Action::Update,
            // A file that only moved is another name for the same bytes.
            _ if is_stored => {
                self.unchanged += 1;
                return Ok(());
            }
            Some(_) | None => Action::Create,
        };
        self.changes.push(Change {
            action,
            kind: Kind::Image,
            name: file.path.clone(),
            locale: None,
            file: Some(file.path.clone()),
            revision: None,
            publicity: None,
            differences: Vec::new(),
        });
        if self.is_plan() {
            return Ok(());
        }
        self.store_image(file).await
    }

    async fn is_stored(&mut self, sha256: &str) -> Result<bool> {
        let row = self
            .session
            .one(
                "SELECT 1 AS found FROM media WHERE sha256 = $1",
                [sha256.into()],
            )
            .await?;
        Ok(row.is_some())
    }

    async fn store_image(&mut self, file: &MediaFile) -> Result<()> {
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
        self.tags.add("media", sha256);
        self.log(Kind::Image, sha256).await
    }
}
