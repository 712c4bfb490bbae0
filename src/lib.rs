//! Sinew.

pub mod content;
pub mod error;
pub mod seed;
pub mod store;
