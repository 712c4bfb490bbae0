//! Validators and conditional requests (RFC 9110, sections 8.8 and 13).
