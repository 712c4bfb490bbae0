//! What editors do with content: drafts are read, checked against what is stored, and published at once or at their
//! moment. No HTTP, no SQL.

mod folder;
mod form;

pub use folder::{apply_folder, checked_image, plan_folder, stored_folder};
pub use form::differences;

use crate::content::{ArticleDraft, Finding};
use crate::error::Result;
use crate::store::Store;

/// What the checks find in a draft, against what is stored.
pub async fn findings(store: &Store, draft: &ArticleDraft) -> Result<Vec<Finding>> {
    let _ = (store, draft);
    Ok(Vec::new())
}
