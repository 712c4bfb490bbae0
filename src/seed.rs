//! From a folder of files to checked content. No HTTP; what it reads is handed to the store as one library.

mod fault;
mod report;
mod source_text;

mod fields;
mod front_matter;
mod yaml;

mod markdown;

mod articles;
mod folder;
mod media;
mod people;
mod pointers;
mod topics;

pub use fault::{Class, Code, Fault, Severity, Span};
