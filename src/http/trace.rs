//! Which request this is: its id, its trace, its line in the log.
