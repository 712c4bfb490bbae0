//! How often a key or an address may ask, and how much work is taken at once.
