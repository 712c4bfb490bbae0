//! Content codings: brotli, zstd and gzip, chosen by what the client prefers.
