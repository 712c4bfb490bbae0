//! Questions about many names at once.

use sqlx::AssertSqlSafe;

use super::binding::{bind, placeholders, rows_at_once};
use super::database::Session;
use super::value::{Row, Value};
use crate::error::Result;

impl Session {
    /// All rows about some names. The statement is `before`, the names as a table of `VALUES`, whose columns are called
    /// `column1` and so on by every engine, and `after`.
    pub async fn all_about<const N: usize>(
        &mut self,
        before: &'static str,
        names: Vec<[Value; N]>,
        after: &'static str,
    ) -> Result<Vec<Row>> {
        let mut found = Vec::new();
        let mut rest = names.as_slice();
        while !rest.is_empty() {
            let (chunk, others) = rest.split_at(rows_at_once(rest.len()));
            rest = others;
            let sql = format!("{before} (VALUES {}) {after}", placeholders(chunk.len(), N));
            let query = sqlx::query(AssertSqlSafe(sql));
            let values = chunk.iter().flatten().cloned();
            match self {
                Self::Sqlite { transaction, .. } => {
                    let rows = values.fold(query, bind).fetch_all(&mut **transaction);
                    found.extend(rows.await?.into_iter().map(Row::Sqlite));
                }
            }
        }
        Ok(found)
    }
}
