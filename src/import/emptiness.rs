//! Articles without a word below their title.

use super::{Imported, Note};

/// Makes an article that says nothing a draft, because nobody should read it as it is.
pub fn draft_if_empty(imported: &mut Imported, file: &str, line: usize) {
    for article in &mut imported.articles {
        let draft = &article.draft;
        let is_empty = draft.introduction.is_empty() && draft.sections.is_empty();
        if is_empty && !article.is_draft {
            article.is_draft = true;
            imported.notes.push(Note {
                file: file.to_owned(),
                line: Some(line),
                message: format!(
                    "`{}` has no words below its title, so it is a draft",
                    draft.title
                ),
                help: "write some, or remove the file".to_owned(),
            });
        }
    }
}
