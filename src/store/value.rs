//! Values that statements take and rows that they give, the same for every engine.

use jiff::civil::Date;
use serde::de::DeserializeOwned;
use sqlx::sqlite::SqliteRow;
use sqlx::{Decode, Row as _, Sqlite, Type};

use crate::content::Moment;
use crate::error::{Error, Result};

/// A value bound to a placeholder.
#[derive(Clone, Debug)]
pub enum Value {
    Text(String),
    Integer(i64),
    Bytes(Vec<u8>),
    Null,
}

/// A row of an answer, read by the names of its columns.
pub enum Row {
    Sqlite(SqliteRow),
}

impl Row {
    pub fn text(&self, column: &str) -> Result<String> {
        self.get(column)
    }

    pub fn optional_text(&self, column: &str) -> Result<Option<String>> {
        self.get(column)
    }

    pub fn integer(&self, column: &str) -> Result<i64> {
        self.get(column)
    }

    /// The number of a revision.
    pub fn revision_number(&self, column: &str) -> Result<i32> {
        i32::try_from(self.integer(column)?).map_err(|error| corrupt(column, &error))
    }

    pub fn optional_revision_number(&self, column: &str) -> Result<Option<i32>> {
        let number = self.get::<Option<i64>>(column)?;
        number
            .map(|number| i32::try_from(number).map_err(|error| corrupt(column, &error)))
            .transpose()
    }

    pub fn optional_moment(&self, column: &str) -> Result<Option<Moment>> {
        let text = self.optional_text(column)?;
        text.map(|text| Moment::parse(&text).map_err(|error| corrupt(column, &error)))
            .transpose()
    }

    pub fn bytes(&self, column: &str) -> Result<Vec<u8>> {
        self.get(column)
    }

    /// A column whose text is a value of ours; what does not parse was not written by us.
    pub fn parsed<T: TryFrom<String, Error: std::fmt::Display>>(&self, column: &str) -> Result<T> {
        T::try_from(self.text(column)?).map_err(|error| corrupt(column, &error))
    }

    pub fn moment(&self, column: &str) -> Result<Moment> {
        Moment::parse(&self.text(column)?).map_err(|error| corrupt(column, &error))
    }

    pub fn day(&self, column: &str) -> Result<Date> {
        let text = self.text(column)?;
        text.parse()
            .map_err(|error: jiff::Error| corrupt(column, &error))
    }

    pub fn json<T: DeserializeOwned>(&self, column: &str) -> Result<T> {
        serde_json::from_str(&self.text(column)?).map_err(|error| corrupt(column, &error))
    }

    pub fn optional_json<T: DeserializeOwned>(&self, column: &str) -> Result<Option<T>> {
        let text = self.optional_text(column)?;
        text.map(|text| serde_json::from_str(&text).map_err(|error| corrupt(column, &error)))
            .transpose()
    }

    fn get<'r, T: Decode<'r, Sqlite> + Type<Sqlite>>(&'r self, column: &str) -> Result<T> {
        match self {
            Self::Sqlite(row) => Ok(row.try_get(column)?),
        }
    }
}

fn corrupt(column: &str, error: &impl std::fmt::Display) -> Error {
    Error::Corrupt(format!("column {column}: {error}"))
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<Moment> for Value {
    fn from(moment: Moment) -> Self {
        Self::Text(moment.to_string())
    }
}

impl From<Date> for Value {
    fn from(day: Date) -> Self {
        Self::Text(day.to_string())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
