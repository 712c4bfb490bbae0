//! Operations that will go: what tells clients of the day.
