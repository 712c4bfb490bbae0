//! What browsers are told: who may read across origins, and what a page may do.
