//! A file that is hashed while it is read, and that has an end.

use std::io::{Error, Read, Result};

use sha2::{Digest, Sha256};

/// Four times what the data set has.
const MAX_BYTES: u64 = 256 * 1024 * 1024;

pub struct Hashed<R> {
    file: R,
    hash: Sha256,
    bytes: u64,
}

impl<R: Read> Hashed<R> {
    pub fn new(file: R) -> Self {
        Self {
            file,
            hash: Sha256::new(),
            bytes: 0,
        }
    }

    /// The SHA-256 of what has been read, in hexadecimal.
    pub fn sha256(self) -> String {
        let digest = self.hash.finalize();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let read = self.file.read(into)?;
        self.hash.update(&into[..read]);
        self.bytes += read as u64;
        if self.bytes > MAX_BYTES {
            return Err(Error::other(format!(
                "data on retractions must have at most {} MiB",
                MAX_BYTES >> 20
            )));
        }
        Ok(read)
    }
}
