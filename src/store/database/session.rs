//! A transaction, and what is asked and written in it.

use std::borrow::Cow;

use sqlx::{Sqlite, SqliteConnection, Transaction};

use super::deferred::{Deferred, insert_of_json, json_of};
use crate::error::{Error, Result};
use crate::store::binding::bound;
use crate::store::readers::Taken;
use crate::store::value::{Row, Value};

/// A transaction: every statement in it sees one state of the database. Dropped without `commit`, it leaves no trace.
pub enum Session {
    Sqlite(SqliteSession),
}

/// The connection that writes or, until the transaction ends, one of those that read.
pub enum SqliteSession {
    Writing {
        transaction: Transaction<'static, Sqlite>,
        /// What waits to be written.
        deferred: Deferred,
    },
    Reading(Taken),
}

impl Session {
    pub async fn all<const N: usize>(
        &mut self,
        sql: &'static str,
        values: [Value; N],
    ) -> Result<Vec<Row>> {
        match self {
            Self::Sqlite(session) => {
                let rows = bound(sql, values)
                    .fetch_all(session.connection().await?)
                    .await?;
                Ok(rows.into_iter().map(Row::Sqlite).collect())
            }
        }
    }

    pub async fn one<const N: usize>(
        &mut self,
        sql: &'static str,
        values: [Value; N],
    ) -> Result<Option<Row>> {
        match self {
            Self::Sqlite(session) => {
                let connection = session.connection().await?;
                let row = bound(sql, values).fetch_optional(connection).await?;
                Ok(row.map(Row::Sqlite))
            }
        }
    }

    /// Has a statement executed before the next question, and before the end of the transaction; they say whether it failed.
    pub async fn execute<const N: usize>(
        &mut self,
        sql: &'static str,
        values: [Value; N],
    ) -> Result<()> {
        match self {
            Self::Sqlite(session) => session.defer(sql, values.into()).await,
        }
    }

    /// Has many rows of one width inserted in the same way. `insert` is the statement up to and without `VALUES`, `conflict`
    /// what follows.
    pub async fn insert_rows<const N: usize>(
        &mut self,
        insert: &'static str,
        rows: Vec<[Value; N]>,
        conflict: &'static str,
    ) -> Result<()> {
        match self {
            Self::Sqlite(session) => {
                for rows in json_of(rows)? {
                    let sql = insert_of_json(insert, N, conflict);
                    session.defer(sql, vec![rows.into()]).await?;
                }
                Ok(())
            }
        }
    }

    /// Has all executed that waits: so what is sent together is of one piece of content, and the same statements as for the
    /// next one, which are prepared then.
    pub async fn settle(&mut self) -> Result<()> {
        match self {
            Self::Sqlite(session) => session.connection().await.map(drop),
        }
    }

    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(SqliteSession::Writing {
                mut transaction,
                mut deferred,
            }) => {
                deferred.send(&mut transaction).await?;
                Ok(transaction.commit().await?)
            }
            Self::Sqlite(SqliteSession::Reading(reader)) => reader.commit().await,
        }
    }
}

impl SqliteSession {
    pub fn writing(transaction: Transaction<'static, Sqlite>) -> Self {
        Self::Writing {
            transaction,
            deferred: Deferred::default(),
        }
    }

    /// The connection for a question, which sees all that was written before.
    pub async fn connection(&mut self) -> Result<&mut SqliteConnection> {
        match self {
            Self::Writing {
                transaction,
                deferred,
            } => {
                deferred.send(&mut *transaction).await?;
                Ok(&mut **transaction)
            }
            Self::Reading(reader) => reader.within(),
        }
    }

    async fn defer(&mut self, sql: impl Into<Cow<'static, str>>, values: Vec<Value>) -> Result<()> {
        match self {
            Self::Writing {
                transaction,
                deferred,
            } => {
                deferred.add(sql, values);
                match deferred.is_full() {
                    true => deferred.send(&mut *transaction).await,
                    false => Ok(()),
                }
            }
            Self::Reading(_) => Err(Error::Corrupt(
                "a transaction that reads is to write".to_owned(),
            )),
        }
    }
}
