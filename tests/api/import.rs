//! `sinew import`, run as a user runs it, on real folders.

mod bibliographies;
mod formats;
mod hostile;
mod overwriting;
mod workspace;
