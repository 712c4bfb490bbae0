//! The known name nearest to an unknown one, for the help of a fault.

/// The known name that differs least from one that is not known, if it is close enough to have been meant.
pub fn nearest_name<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    const MAX_LENGTH: usize = 200;
    // Advice may not cost more than the check itself, so in large folders not every name is compared.
    const MAX_COMPARED: usize = 1_000;
    if name.len() > MAX_LENGTH {
        return None;
    }
    let initial = name.chars().next().map(|c| c.to_ascii_lowercase());
    let allowed = (name.chars().count() / 3).max(1);
    let folded = name.to_lowercase();
    known
        .into_iter()
        .filter(|known| known.len().abs_diff(name.len()) <= allowed)
        .filter(|known| known.chars().next().map(|c| c.to_ascii_lowercase()) == initial)
        .take(MAX_COMPARED)
        .map(|known| {
            (
                strsim::damerau_levenshtein(&folded, &known.to_lowercase()),
                known,
            )
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, known)| known)
}

/// A help text: the nearest known name, or what to do when none is near.
pub fn nearest_or<'n>(
    name: &str,
    known: impl IntoIterator<Item = &'n str>,
    otherwise: &str,
) -> String {
    match nearest_name(name, known) {
        Some(near) => format!("the nearest that exists is `{near}`"),
        None => otherwise.to_owned(),
    }
}

/// What to do about an unknown word: the nearest known one if there is one, and all that are known.
pub fn advice(word: &str, known: &[&str]) -> String {
    let all = listed(known);
    match nearest_name(word, known.iter().copied()) {
        Some(near) => format!("write `{near}`, if that is meant; known here: {all}"),
        None => format!("known here: {all}"),
    }
}

/// Words in code style, joined by commas.
pub fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_name_finds_its_neighbour_and_a_strange_one_finds_none() {
        let known = ["title", "summary", "slug"];

        assert_eq!(nearest_name("tilte", known), Some("title"));
        assert_eq!(nearest_name("Summary", known), Some("summary"));
        assert_eq!(nearest_name("hero", known), None);
        assert_eq!(nearest_name(&"x".repeat(100_000), known), None);
    }

    #[test]
    fn a_slip_of_the_pen_finds_its_word() {
        assert_eq!(nearest_name("purpse", ["id", "purpose"]), Some("purpose"));
        assert_eq!(nearest_name("NOTES", ["NOTE", "TIP"]), Some("NOTE"));
    }
}
