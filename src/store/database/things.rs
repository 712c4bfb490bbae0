//! A question about many things at once, in one statement.

use sqlx::AssertSqlSafe;

use super::{Session, refuse_late};
use crate::error::Result;
use crate::store::binding::{MAX_THINGS, bind, placeholders, things_at_once};
use crate::store::value::{Row, Value};

impl Session {
    /// The rows of a question about many things, each of them a row of one width: `before` is the statement up to and
    /// without `VALUES`, `after` what follows. One thing may be asked for twice, so that few statements are prepared.
    pub async fn all_of<const N: usize>(
        &mut self,
        before: &'static str,
        things: Vec<[Value; N]>,
        after: &'static str,
    ) -> Result<Vec<Row>> {
        match self {
            Self::Sqlite {
                transaction,
                reader,
            } => {
                let mut found = Vec::new();
                for chunk in things.chunks(MAX_THINGS) {
                    refuse_late(reader)?;
                    let size = things_at_once(chunk.len());
                    let sql = format!("{before} VALUES {} {after}", placeholders(size, N));
                    let query = sqlx::query(AssertSqlSafe(sql));
                    let values = chunk.iter().cycle().take(size).flatten().cloned();
                    let query = values.fold(query, bind);
                    let rows = query.fetch_all(&mut **transaction).await?;
                    found.extend(rows.into_iter().map(Row::Sqlite));
                }
                Ok(found)
            }
        }
    }
}
