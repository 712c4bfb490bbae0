//! Bodies of requests: read within limits, as strict JSON, checked whole.
