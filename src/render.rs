//! Content as text: the seed files that an author would write by hand. No I/O.

mod bibliography;
pub mod yaml;

pub use bibliography::{BibliographyFormat, bibliography};

mod plan_text;

pub use plan_text::{PlanLook, applied_summary, change_line, plan_text, summary};
