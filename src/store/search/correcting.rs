//! Words that nothing has, and the words that were meant.

use std::cmp::Reverse;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::engine::{self, Match};
use crate::content::{SearchCorrection, SearchTerm};
use crate::error::Result;
use crate::store::database::Session;
use crate::store::value::Row;

/// Above every word.
pub const LAST: &str = "\u{10ffff}";

/// Puts for each word that nothing has the nearest one that something has, and says so.
pub async fn correct(
    session: &mut Session,
    terms: &mut [SearchTerm],
) -> Result<Vec<SearchCorrection>> {
    let mut corrected = Vec::new();
    for term in terms {
        let Some(from) = term.word().map(str::to_owned) else {
            continue;
        };
        let wanted = Match::all(std::slice::from_ref(term), &[]);
        if session.one(engine::HAS, [wanted.value()]).await?.is_some() {
            continue;
        }
        if let Some(to) = nearest(session, &from).await? {
            term.words = vec![to.clone()];
            term.is_beginning = false;
            corrected.push(SearchCorrection { from, to });
        }
    }
    Ok(corrected)
}

/// The word that differs least from one; first of those with its first letter, which is rarely mistyped.
async fn nearest(session: &mut Session, word: &str) -> Result<Option<String>> {
    let word = folded(word);
    let most = most_mistakes(&word);
    let Some(first) = word.chars().next().filter(|_| most > 0) else {
        return Ok(None);
    };
    let length = i64::try_from(word.chars().count()).unwrap_or(i64::MAX);
    let distance = i64::try_from(most).unwrap_or(0);
    for (begin, end) in [
        (first.to_string(), format!("{first}{LAST}")),
        (String::new(), LAST.to_owned()),
    ] {
        let rows = session
            .all(
                engine::WORDS,
                [
                    begin.into(),
                    end.into(),
                    (length - distance).into(),
                    (length + distance).into(),
                ],
            )
            .await?;
        if let Some(found) = nearest_of(&rows, &word, most)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Of words that differ as little, the one that most parts have.
fn nearest_of(rows: &[Row], word: &str, most: usize) -> Result<Option<String>> {
    let mut best: Option<(usize, Reverse<i64>, String)> = None;
    for row in rows {
        let known = row.text("term")?;
        let distance = strsim::osa_distance(word, &known);
        let candidate = (distance, Reverse(row.integer("doc")?), known);
        if distance <= most && best.as_ref().is_none_or(|best| candidate < *best) {
            best = Some(candidate);
        }
    }
    Ok(best.map(|(_, _, word)| word))
}

/// How many letters may be wrong, missing, too many or swapped. Of a short word or a number none: too many are like it.
fn most_mistakes(word: &str) -> usize {
    if word.chars().any(char::is_numeric) {
        return 0;
    }
    match word.chars().count() {
        0..=3 => 0,
        4..=5 => 1,
        _ => 2,
    }
}

/// As the index has it: in lower case, without diacritics.
pub fn folded(word: &str) -> String {
    let bare = word.nfd().filter(|sign| !is_combining_mark(*sign));
    bare.collect::<String>().to_lowercase()
}
