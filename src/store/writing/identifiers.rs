//! The identifiers of references, kept beside them: two references with one identifier are one source.

use super::Writing;
use crate::content::{Entry, Kind};
use crate::error::{Result, Violation};

impl Writing<'_> {
    /// Makes the identifiers that are kept those of an entry.
    pub(super) async fn write_identifiers<T: Entry>(
        &mut self,
        content: &T,
        number: i32,
    ) -> Result<()> {
        if T::KIND != Kind::Reference {
            return Ok(());
        }
        if number > 1 {
            self.delete_identifiers(content.id()).await?;
        }
        let identifiers = content.identifiers().into_iter();
        let rows = identifiers.map(|identifier| [identifier.folded.into(), content.id().into()]);
        self.session
            .insert_rows(
                "INSERT INTO reference_identifier (identifier, reference)",
                rows.collect(),
                "",
            )
            .await
    }

    pub(super) async fn delete_identifiers(&mut self, reference: &str) -> Result<()> {
        self.session
            .execute(
                "DELETE FROM reference_identifier WHERE reference = $1",
                [reference.into()],
            )
            .await
    }

    /// What is wrong with an entry that has an identifier of another one.
    pub(in crate::store) async fn shared_identifiers<T: Entry>(
        &mut self,
        content: &T,
    ) -> Result<Vec<Violation>> {
        let mut violations = Vec::new();
        for identifier in content.identifiers() {
            let other = self
                .session
                .one(
                    "SELECT i.reference
                     FROM reference_identifier i
                     WHERE i.identifier = $1 AND i.reference <> $2
                     ORDER BY i.reference
                     LIMIT 1",
                    [identifier.folded.as_str().into(), content.id().into()],
                )
                .await?;
            if let Some(other) = other {
                let (member, other) = (identifier.member, other.text("reference")?);
                let message = format!(
                    "`{}` and `{other}` have the same {}; keep one of them, or correct one",
                    content.id(),
                    member.to_uppercase()
                );
                let pointer = format!("#/{member}");
                violations.push(Violation::of_member(&pointer, "REF001", message));
            }
        }
        Ok(violations)
    }
}
