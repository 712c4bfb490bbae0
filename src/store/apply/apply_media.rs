//! Applying image files.

use super::Run;
use crate::content::{Action, Change, Kind, MediaFile};
use crate::error::Result;

impl Run<'_> {
    pub(super) async fn media(&mut self, file: &MediaFile) -> Result<()> {
        let before = self
            .writing
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
        let is_stored = is_met || self.writing.has_image(&file.sha256).await?;
        let is_used = is_met || (is_stored && self.is_used(&file.sha256).await?);
        let action = match before {
            Some(before) if before != file.sha256 => Action::Update,
            // A file that only moved is another name for the same bytes.
            _ if is_used => {
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
        match is_stored {
            true => self.writing.name_image(&file.sha256).await,
            false => self.writing.store_image(file).await,
        }
    }

    /// True for an image that a folder had or that a text shows; false for one that was uploaded and never used.
    async fn is_used(&mut self, sha256: &str) -> Result<bool> {
        let row = self
            .writing
            .session
            .one(
                "SELECT 1 AS found
                 WHERE EXISTS (SELECT 1 FROM seed_file f WHERE f.sha256 = $1 AND f.text IS NULL)
                    OR EXISTS (SELECT 1 FROM link l WHERE l.target_kind = 'media' AND l.target = $1)",
                [sha256.into()],
            )
            .await?;
        Ok(row.is_some())
    }
}
