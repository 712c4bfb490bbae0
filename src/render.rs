//! Content as text: the seed files that an author would write by hand. No I/O.

pub mod yaml;
