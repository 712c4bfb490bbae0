//! The known word nearest to an unknown one, for the help of a fault.

/// Two words less alike than this are not a slip of the pen.
const MIN_LIKENESS: f64 = 0.7;

/// The nearest of the known words, if one is near.
pub(super) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    const MAX_LENGTH: usize = 60;
    if word.len() > MAX_LENGTH {
        return None;
    }
    let word = word.to_lowercase();
    known
        .into_iter()
        .map(|known| (strsim::jaro_winkler(&word, &known.to_lowercase()), known))
        .filter(|(likeness, _)| *likeness >= MIN_LIKENESS)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| known)
}

/// What to do about an unknown word: the nearest known one if there is one, and all that are known.
pub(super) fn advice(word: &str, known: &[&str]) -> String {
    let all = listed(known);
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("Did you mean `{near}`? Known here: {all}"),
        None => format!("Known here: {all}"),
    }
}

/// Words in code style, joined by commas.
pub(super) fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_finds_its_word() {
        assert_eq!(nearest("purpse", ["id", "purpose"]), Some("purpose"));
        assert_eq!(nearest("NOTES", ["NOTE", "TIP"]), Some("NOTE"));
    }

    #[test]
    fn a_word_like_none_finds_none() {
        assert_eq!(nearest("zzz", ["id", "purpose"]), None);
    }
}
