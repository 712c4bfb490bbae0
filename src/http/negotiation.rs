//! Which media types a client accepts, and which one its body is of.
