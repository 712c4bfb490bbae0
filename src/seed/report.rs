//! Collects the faults of one file, and finds the name that somebody probably meant.

use super::{Code, Fault, Span};

/// Where the faults of one file go.
pub struct Report<'a> {
    file: &'a str,
    faults: &'a mut Vec<Fault>,
}

impl<'a> Report<'a> {
    pub fn new(file: &'a str, faults: &'a mut Vec<Fault>) -> Self {
        Self { file, faults }
    }

    /// Adds a fault that stops the folder from being applied.
    pub fn add(&mut self, code: Code, span: Span, message: String, help: String) {
        self.faults
            .push(Fault::error(code, self.file, span, message, help));
    }

    /// Lets the reader of a body add its faults to the same list.
    pub fn read_body<T>(&mut self, read: impl FnOnce(&str, &mut Vec<Fault>) -> T) -> T {
        read(self.file, self.faults)
    }
}

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
}
