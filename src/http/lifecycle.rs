//! From start to stop: readiness turns first, requests under way are finished.
