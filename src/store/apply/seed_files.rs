//! The files of a folder as they stand, kept so that they can be written back byte for byte. They are no content: what a
//! comment or a blank line changes makes no revision.

use std::collections::HashMap;

use super::{Absent, Run};
use crate::content::{Library, sha256_of};
use crate::error::Result;

impl Run<'_> {
    /// Makes the remembered files those of the library. What it does not have is remembered as absent, or forgotten.
    pub(super) async fn remember_files(&mut self, library: &Library, absent: Absent) -> Result<()> {
        let mut known = self.known_files().await?;
        let texts = library.texts.iter().map(|file| {
            let text = file.text.as_str();
            (file.path.as_str(), sha256_of(text.as_bytes()), Some(text))
        });
        let images = library.media.iter().map(|file| {
            let path = file.path.as_str();
            (path, file.sha256.clone(), None)
        });
        let mut rows = Vec::new();
        for (path, sha256, text) in texts.chain(images) {
            let is_same = known
                .remove(path)
                .is_some_and(|file| file == (sha256.clone(), true));
            if !is_same {
                rows.push([path.into(), sha256.into(), text.into(), 1.into()]);
            }
        }
        self.writing
            .session
            .insert_rows(
                "INSERT INTO seed_file (path, sha256, text, is_present)",
                rows,
                "ON CONFLICT (path) DO UPDATE
                 SET sha256 = excluded.sha256, text = excluded.text, is_present = excluded.is_present",
            )
            .await?;
        for (path, (_, is_present)) in known {
            self.part_with(&path, is_present, absent).await?;
        }
        Ok(())
    }

    async fn part_with(&mut self, path: &str, is_present: bool, absent: Absent) -> Result<()> {
        let sql = match absent {
            Absent::Remove => "DELETE FROM seed_file WHERE path = $1",
            Absent::Keep if is_present => "UPDATE seed_file SET is_present = 0 WHERE path = $1",
            Absent::Keep => return Ok(()),
        };
        self.writing.session.execute(sql, [path.into()]).await
    }

    /// By path, the hash of each remembered file and whether the folder before had it.
    async fn known_files(&mut self) -> Result<HashMap<String, (String, bool)>> {
        let rows = self
            .writing
            .session
            .all(
                "SELECT f.path, f.sha256, f.is_present
                 FROM seed_file f
                 ORDER BY f.path",
                [],
            )
            .await?;
        rows.iter()
            .map(|row| {
                let file = (row.text("sha256")?, row.integer("is_present")? == 1);
                Ok((row.text("path")?, file))
            })
            .collect()
    }
}
