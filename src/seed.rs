//! From a folder of files to checked content. No HTTP; what it reads is handed to the store as one library.

mod fault;
pub mod markdown;

pub use fault::{Class, Code, Fault, Severity, Span};
