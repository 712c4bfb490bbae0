//! Content as text: the seed files that an author would write by hand. No I/O.

mod bibliography;
pub mod yaml;

pub use bibliography::{BibliographyFormat, bibliography};
