//! Storing an older revision again as a new draft.

use super::{Stood, Target};
use crate::content::{AuditAction, Publicity, Signature};
use crate::error::Result;
use crate::store::Store;
use crate::store::writing::{Edit, Writing};

impl Store {
    /// Makes the content of a revision the head again, with its ids as they were. What the head says already makes no new
    /// revision.
    pub async fn restore(
        &self,
        signature: &Signature,
        target: &Target,
        number: i32,
    ) -> Result<Stood> {
        let mut writing = Writing::begin(self, signature).await?;
        let known = writing.meant(target).await?;
        let restored = writing.revision_of(&known.id, number).await?;
        if restored.content == known.head {
            return writing.stand(&known.id).await;
        }
        let edit = Edit::of_head(&known, &restored.content, Publicity::Draft);
        writing.refuse_taken_slugs(&edit, Some(&known)).await?;
        writing
            .store_edit(&restored.source, &edit, Some(&known))
            .await?;
        let revisions = (Some(known.head_revision), Some(edit.number));
        writing.done(AuditAction::Restore, "article", &known.id, revisions);
        writing.stand(&known.id).await
    }
}
