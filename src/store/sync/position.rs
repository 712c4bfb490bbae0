//! Where a walk along all changes stands, and the opaque text by which a reader comes back to it.

use crate::content::Addresses;
use crate::error::{InvalidValue, Result};
use crate::store::page::Cursor;
use crate::store::value::{Row, Value};

/// To what the text of a position is bound.
const QUESTION: &str = "changes";

/// Where a walk along all changes stands: after a piece, in the order of the writes that changed them last. Within a write
/// come first what it withdrew and then what it published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncPosition {
    /// The write that changed the piece.
    pub(super) version: i64,
    pub(super) is_public: bool,
    pub(super) kind: String,
    pub(super) id: String,
    /// The last write before the walk began: what had been withdrawn by then is not on its way.
    pub(super) floor: i64,
    /// Tells the history of the database up to the position from any other.
    pub(super) identity: String,
}

impl SyncPosition {
    /// Takes what `Display` wrote.
    pub fn parse(text: &str) -> std::result::Result<Self, InvalidValue> {
        let refused = || {
            let expected =
                "the `next_token` of an answer or the id of an event; leave it out to begin anew";
            InvalidValue::new(expected.to_owned(), text)
        };
        let cursor = Cursor::parse(text, QUESTION, 6).map_err(|_| refused())?;
        // A number of a write is never as large; one that was made up must not lead past the end of numbers.
        let number = |at: usize| match cursor.part(at).parse::<u32>() {
            Ok(number) => Ok(i64::from(number)),
            Err(_) => Err(refused()),
        };
        Ok(Self {
            version: number(0)?,
            is_public: cursor.part(1) == "1",
            kind: cursor.part(2).to_owned(),
            id: cursor.part(3).to_owned(),
            floor: number(4)?,
            identity: cursor.part(5).to_owned(),
        })
    }

    /// The last write that what was walked along knows of.
    pub(super) fn reach(&self) -> i64 {
        self.version.max(self.floor)
    }

    /// After what of the public a walk goes on.
    pub(super) fn after_public(&self) -> [Value; 3] {
        match self.is_public {
            true => after(self.version, &self.kind, &self.id),
            false => after(self.version, "", ""),
        }
    }

    /// After what of the withdrawn a walk goes on.
    pub(super) fn after_withdrawn(&self) -> [Value; 3] {
        if self.floor >= self.version {
            after(self.floor + 1, "", "")
        } else if self.is_public {
            after(self.version + 1, "", "")
        } else {
            after(self.version, &self.kind, &self.id)
        }
    }

    /// The position after a piece of the same walk. Past its beginning, all walks are one.
    pub(super) fn at(&self, row: &Row, addresses: &Addresses) -> Result<Self> {
        let version = row.integer("version")?;
        let is_begun_over = version >= self.floor;
        Ok(Self {
            version,
            is_public: row.integer("is_public")? == 1,
            kind: row.text("kind")?,
            id: row.text("id")?,
            floor: if is_begun_over { 0 } else { self.floor },
            identity: match is_begun_over {
                true => identity(addresses, &row.text("mark")?),
                false => self.identity.clone(),
            },
        })
    }
}

impl std::fmt::Display for SyncPosition {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let key = vec![
            self.version.to_string(),
            i32::from(self.is_public).to_string(),
            self.kind.clone(),
            self.id.clone(),
            self.floor.to_string(),
            self.identity.clone(),
        ];
        Cursor::new(QUESTION, key).fmt(out)
    }
}

/// A digest of all that decides what a position means: the program, whose documents may be others than those of another
/// version, the addresses in them, and the history of the database.
pub(super) fn identity(addresses: &Addresses, mark: &str) -> String {
    let whole = [
        env!("CARGO_PKG_VERSION"),
        addresses.public_url().unwrap_or_default(),
        addresses.default_locale().as_str(),
        mark,
    ]
    .join("\n");
    blake3::hash(whole.as_bytes()).to_hex()[..16].to_owned()
}

fn after(version: i64, kind: &str, id: &str) -> [Value; 3] {
    [version.into(), kind.into(), id.into()]
}
