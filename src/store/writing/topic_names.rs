//! The names of therapies and conditions, kept beside them: texts are searched for all of them.

use super::Writing;
use crate::content::{Entry, Kind};
use crate::error::Result;

impl Writing<'_> {
    /// Makes the names that are kept those of an entry.
    pub(super) async fn write_topic_names<T: Entry>(
        &mut self,
        content: &T,
        number: i32,
    ) -> Result<()> {
        let names = content.topic_names();
        if names.is_empty() {
            return Ok(());
        }
        if number > 1 {
            self.delete_topic_names(T::KIND, content.id()).await?;
        }
        let rows = (0_i64..).zip(names).map(|(position, name)| {
            [
                T::KIND.as_str().into(),
                content.id().into(),
                position.into(),
                name.name.into(),
            ]
        });
        self.session
            .insert_rows(
                "INSERT INTO topic_name (kind, id, position, name)",
                rows.collect(),
                "",
            )
            .await
    }

    pub(super) async fn delete_topic_names(&mut self, kind: Kind, id: &str) -> Result<()> {
        self.session
            .execute(
                "DELETE FROM topic_name WHERE kind = $1 AND id = $2",
                [kind.as_str().into(), id.into()],
            )
            .await
    }
}
