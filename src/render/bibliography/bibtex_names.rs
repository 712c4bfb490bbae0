//! Names as BibTeX reads them: `von Family, Jr, Given`, groups in braces.

use super::bibtex_text::escaped;
use crate::content::CslName;

/// The names of a field, and whether it says all of them.
pub fn names_field(names: &[CslName]) -> (String, bool) {
    let mut says_all = true;
    let mut written = Vec::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        let is_last = at + 1 == names.len();
        let (text, says_name) = match &name.literal {
            // Only the last of several can stand for those who are not named.
            Some(literal) if literal == "et al." && is_last && at > 0 => {
                ("others".to_owned(), true)
            }
            Some(literal) => (braced(literal), literal != "others" && literal != "et al."),
            None => person(name),
        };
        says_all &= says_name;
        written.push(text);
    }
    (written.join(" and "), says_all)
}

fn person(name: &CslName) -> (String, bool) {
    let family = name.family.as_deref().unwrap_or_default();
    let particle = name.non_dropping_particle.as_deref();
    // The particle that is dropped has no place of its own: it is read as the other one.
    let particle = particle.or(name.dropping_particle.as_deref());
    let mut says_all = name.dropping_particle.is_none() && name.given.is_some();
    let mut text = String::new();
    if let Some(particle) = particle {
        says_all &= is_particle(particle);
        text.push_str(&if is_particle(particle) {
            escaped(particle)
        } else {
            braced(particle)
        });
        text.push(' ');
    }
    text.push_str(&braced(family));
    if let Some(suffix) = &name.suffix {
        text.push_str(", ");
        text.push_str(&braced(suffix));
    }
    if let Some(given) = &name.given {
        text.push_str(", ");
        text.push_str(&if is_plain(given) {
            escaped(given)
        } else {
            braced(given)
        });
    }
    (text, says_all && !is_odd(family))
}

/// Braces keep what is inside together, whatever BibTeX would read into it; one plain word needs none.
fn braced(text: &str) -> String {
    let is_word = is_plain(text)
        && !text.contains(char::is_whitespace)
        && text.starts_with(char::is_uppercase);
    if is_word {
        return escaped(text);
    }
    format!("{{{}}}", escaped(text))
}

fn is_plain(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '-');
    text.chars().all(is_letter)
        && text
            .split_whitespace()
            .all(|word| !word.eq_ignore_ascii_case("and"))
}

/// Words that BibTeX takes for a particle: small letters.
fn is_particle(text: &str) -> bool {
    is_plain(text)
        && text
            .split(' ')
            .all(|word| word.starts_with(char::is_lowercase))
}

/// A family name that stands for something else where nothing follows it.
fn is_odd(family: &str) -> bool {
    family.is_empty()
}
