//! Applying image files.

use super::Run;
use crate::content::{Action, Change, Kind, MediaFile};
use crate::error::Result;

impl Run<'_> {
    pub(super) async fn media(&mut self, file: &MediaFile) -> Result<()> {
        let sha256 = file.sha256.as_str();
        let is_stored = self
            .session
            .one(
                "SELECT 1 AS found FROM media WHERE sha256 = $1",
                [sha256.into()],
            )
            .await?
            .is_some();
        // A file that only moved is another name for the same bytes.
        if is_stored {
            self.unchanged += 1;
            return Ok(());
        }
        let earlier = self
            .session
            .one(
                "SELECT sha256 FROM seed_file WHERE path = $1",
                [file.path.as_str().into()],
            )
            .await?;
        self.changes.push(Change {
            action: earlier.map_or(Action::Create, |_| Action::Update),
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
        self.log(Kind::Image, sha256).await
    }
}
