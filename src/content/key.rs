//! Keys as their holders have them, `sinew_ID_SECRET_CHECK`, and what is kept of them. The secret leaves by `reveal` alone.

use std::fmt;

use serde::Serialize;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::{Moment, Scope};
use crate::error::{Error, Result};

/// What every key starts with, so that a scanner for leaked secrets knows one of ours.
const PREFIX: &str = "sinew";
const ID_LENGTH: usize = 8;
/// 62^43 is just above 2^256, so 43 digits hold 32 bytes.
const SECRET_LENGTH: usize = 43;
/// Six digits hold the 32 bits of a CRC-32.
const CHECK_LENGTH: usize = 6;
const KEY_LENGTH: usize = PREFIX.len() + ID_LENGTH + SECRET_LENGTH + CHECK_LENGTH + 3;

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The public part of a key: eight letters and digits, by which it is found, listed and revoked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct KeyId(String);

/// A key, secret included. It has no `Display`, and its `Debug` shows the id alone.
pub struct Key {
    id: KeyId,
    secret: String,
}

/// What is kept of a secret: its SHA-256. A secret of 256 random bits needs no slow hash.
pub struct KeyDigest([u8; 32]);

/// Who sent a key that is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyHolder {
    pub id: KeyId,
    pub scope: Scope,
}

/// What may be told of a key that has been made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IssuedKey {
    pub id: KeyId,
    pub scope: Scope,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub state: KeyState,
    pub created_at: Moment,
    pub expires_at: Moment,
    /// To the minute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<Moment>,
}

/// Whether a key opens anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyState {
    Active,
    Expired,
    Revoked,
}

impl Key {
    /// A new key from random bytes of the operating system.
    pub fn random() -> Result<Self> {
        let mut id = [0; 8];
        let mut secret = [0; 32];
        getrandom::fill(&mut id)
            .and_then(|()| getrandom::fill(&mut secret))
            .map_err(|cause| {
                Error::Configuration(format!(
                    "the operating system gives no random bytes: {cause}"
                ))
            })?;
        Ok(Self::of_bytes(id, secret))
    }

    /// The key that a text is, to the letter: no other length, no other letters, no other check.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != KEY_LENGTH {
            return None;
        }
        let parts: [&str; 4] = text.split('_').collect::<Vec<_>>().try_into().ok()?;
        let [prefix, id, secret, check] = parts;
        let key = Self {
            id: KeyId::parse(id)?,
            secret: secret.to_owned(),
        };
        let is_whole = prefix == PREFIX && is_base62(secret, SECRET_LENGTH) && check == key.check();
        is_whole.then_some(key)
    }

    /// A key that nobody was given. It stands for what is no key at all, so that this is looked up like any other.
    pub fn of_nobody() -> Self {
        Self::of_bytes([0; 8], [0; 32])
    }

    pub fn id(&self) -> &KeyId {
        &self.id
    }

    pub fn digest(&self) -> KeyDigest {
        KeyDigest(Sha256::digest(self.secret.as_bytes()).into())
    }

    /// The whole text, for the one moment in which the holder gets it.
    pub fn reveal(&self) -> String {
        format!("{}_{}", self.unchecked(), self.check())
    }

    fn of_bytes(id: [u8; 8], secret: [u8; 32]) -> Self {
        Self {
            id: KeyId(base62(&id, ID_LENGTH)),
            secret: base62(&secret, SECRET_LENGTH),
        }
    }

    /// Finds a mistyped key without asking anybody; it protects nothing.
    fn check(&self) -> String {
        let sum = crc32fast::hash(self.unchecked().as_bytes());
        base62(&sum.to_be_bytes(), CHECK_LENGTH)
    }

    fn unchecked(&self) -> String {
        format!("{PREFIX}_{}_{}", self.id.0, self.secret)
    }
}

impl KeyId {
    pub fn parse(text: &str) -> Option<Self> {
        is_base62(text, ID_LENGTH).then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl KeyDigest {
    /// A digest that was stored.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Takes as long for digests that differ early as for those that differ late or not at all.
    pub fn is_same(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl KeyState {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
        }
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Key")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

fn is_base62(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The last `length` digits of a big-endian number in base 62.
fn base62(number: &[u8], length: usize) -> String {
    let mut rest = number.to_vec();
    let mut digits: Vec<char> = (0..length)
        .map(|_| char::from(DIGITS[divide_by_62(&mut rest)]))
        .collect();
    digits.reverse();
    digits.into_iter().collect()
}

/// Divides a big-endian number in place, as on paper, and gives the remainder.
fn divide_by_62(number: &mut [u8]) -> usize {
    let mut remainder: u16 = 0;
    for byte in number {
        let part = (remainder << 8) | u16::from(*byte);
        // The remainder of the place before is below 62, so the quotient is below 256.
        *byte = (part / 62) as u8;
        remainder = part % 62;
    }
    remainder.into()
}

#[cfg(test)]
mod tests;
