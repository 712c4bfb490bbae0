//! What editors do with content: drafts are read, checked against what is stored, and published at once or at their
//! moment. No HTTP, no SQL.

mod background;
mod checking;
mod drafts;
mod entries;
mod folder;
mod form;
mod given_ids;
mod kept_entries;
mod kept_places;
pub mod publishing;
mod reading;
mod schedule;

pub use checking::{findings, published_checks};
pub use drafts::{DraftPlace, Written, draft_place, markdown, write_draft};
pub use entries::{entry_to_change, put_entry, restore_entry};
pub use folder::{apply_folder, checked_image, plan_folder, stored_folder};
pub use form::differences;
pub use kept_entries::Filed;
pub use reading::Sent;
pub use schedule::Schedule;
