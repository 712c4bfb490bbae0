//! Words that nothing has, and the words that were meant.

use std::cmp::Reverse;

use super::engine;
use super::weights::Weights;
use crate::content::{SearchCorrection, SearchTerm, folded};
use crate::error::Result;
use crate::store::database::Session;

/// Above every word.
const LAST: &str = "\u{10ffff}";

/// Puts for each word that nothing has the nearest one that something has, and says so.
pub async fn correct(
    session: &mut Session,
    terms: &mut [SearchTerm],
    weights: &Weights,
) -> Result<Vec<SearchCorrection>> {
    let mut corrected = Vec::new();
    for (number, term) in terms.iter_mut().enumerate() {
        let word = term.word().map(str::to_owned);
        let Some(from) = word.filter(|_| weights.is_missing(number)) else {
            continue;
        };
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
        let [shortest, longest] = [length - distance, length + distance];
        let values = [begin.into(), end.into(), shortest.into(), longest.into()];
        let row = session.one(engine::WORDS, values).await?;
        let words = row.map(|row| row.optional_text("words")).transpose()?;
        let found = nearest_of(&words.flatten().unwrap_or_default(), &word, most);
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Of words that differ as little, the one that most pages have.
fn nearest_of(words: &str, word: &str, most: usize) -> Option<String> {
    let known = words.split(';').filter_map(|known| known.split_once(' '));
    let alike = known.filter_map(|(known, pages)| {
        let distance = strsim::osa_distance(word, known);
        let pages: u32 = pages.parse().ok()?;
        (distance <= most).then_some((distance, Reverse(pages), known))
    });
    alike.min().map(|(_, _, known)| known.to_owned())
}

/// How many letters may be wrong, missing, too many or swapped. Of a short word or a number none: too many are like it.
fn most_mistakes(word: &str) -> usize {
    if word.chars().any(char::is_numeric) {
        return 0;
    }
    match word.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}
