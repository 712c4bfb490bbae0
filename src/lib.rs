//! Sinew: a headless content JSON API for health articles that cite their evidence.
//!
//! # The map
//!
//! ```text
//! main -> http, import -> seed -> store, render -> content
//! ```
//!
//! | module | what it is | what it never does |
//! |---|---|---|
//! | [`content`] | the model, its parsers, numbering, alignment of ids, building of answers | I/O, HTTP, SQL |
//! | [`render`] | content as text: the seed files that an author would write | I/O |
//! | [`store`] | the questions we ask the database, one method each, and the one way it changes | HTTP |
//! | [`seed`] | from files to checked content | HTTP, SQL |
//! | [`import`] | from what people have to seed files | HTTP, SQL |
//! | [`http`] | routes, problems, the OpenAPI document | SQL |
//! | [`config`] | the settings, read in `main` and handed down | |
//! | [`error`] | every way we can fail; used by all | |
//!
//! Imports run in the direction of the arrows only; a test in `tests/api/layers.rs` checks it.
//!
//! # What must not happen
//!
//! - A draft in a public answer: public questions read `published_*` views and nothing else.
//! - A number of a reference in the database: numbers are counted by first use when an answer is built.
//! - An id that changes because something else was edited: ids come from alignment with the head revision.
//! - A half-applied folder: a folder is read and checked whole, then applied in one transaction.
//! - A fault without file, line and column, or content that is dropped in silence.
//! - `null` in an answer, or an array that is missing.
//! - A changed row in `revision`: revisions are only ever added.
//! - An answer that needs a second request to resolve an id.

pub mod config;
pub mod content;
pub mod error;
pub mod http;
pub mod import;
pub mod render;
pub mod seed;
pub mod store;
