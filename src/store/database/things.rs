//! A question about many things at once, in one statement.

use sqlx::AssertSqlSafe;

use super::Session;
use crate::error::Result;
use crate::store::binding::{MAX_THINGS, bind, placeholders, things_at_once};
use crate::store::value::{Row, Value};

impl Session {
    /// All rows about some names. The statement is `before`, the names as a table, whose columns are called `column1` and so
    /// on by every engine, and `after`.
    pub async fn all_about<const N: usize>(
        &mut self,
        before: &'static str,
        names: Vec<[Value; N]>,
        after: &'static str,
    ) -> Result<Vec<Row>> {
        let before = format!("{before} (SELECT DISTINCT * FROM (");
        self.all_of(&before, names, &format!(")) {after}")).await
    }

    /// The rows of a question about many things, each of them a row of one width: `before` is the statement up to and
    /// without `VALUES`, `after` what follows. Things come again until there are as many as a statement has, so that few
    /// statements are prepared.
    pub async fn all_of<const N: usize>(
        &mut self,
        before: &str,
        things: Vec<[Value; N]>,
        after: &str,
    ) -> Result<Vec<Row>> {
        match self {
            Self::Sqlite(session) => {
                let mut found = Vec::new();
                for chunk in things.chunks(MAX_THINGS) {
                    let size = things_at_once(chunk.len());
                    let sql = format!("{before} VALUES {} {after}", placeholders(size, N));
                    let query = sqlx::query(AssertSqlSafe(sql));
                    let values = chunk.iter().cycle().take(size).flatten().cloned();
                    let query = values.fold(query, bind);
                    let rows = query.fetch_all(session.connection().await?).await?;
                    found.extend(rows.into_iter().map(Row::Sqlite));
                }
                Ok(found)
            }
        }
    }
}
