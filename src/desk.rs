//! What editors do with content: drafts are read, checked against what is stored, and published at once or at their
//! moment. No HTTP, no SQL.

mod checking;
mod drafts;
mod folder;
mod form;
mod given_ids;
mod reading;

pub use checking::findings;
pub use drafts::{DraftPlace, Written, draft_place, markdown, write_draft};
pub use folder::{apply_folder, checked_image, plan_folder, stored_folder};
pub use form::differences;
pub use reading::Sent;
