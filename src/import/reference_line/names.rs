//! The authors of a line.

use std::sync::LazyLock;

use regex::Regex;

use super::source::pattern;
use crate::content::CslName;

/// Initials alone: `M`, `MA`, `M. A.`, `J.-M.`
static INITIALS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\p{Lu}\p{Ll}?\.[\s-]?){1,5}\p{Lu}?\.?$|^\p{Lu}{1,4}$|^\p{Lu}(?:[\s-]\p{Lu}){1,3}$",
    )
});
/// A family name and initials without a comma between them: `Majchrzycki M`, `Yeun Y. R.`
static FAMILY_INITIALS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<family>(?:[\p{L}’'ʼ.-]+\s){0,4}?[\p{L}’'ʼ-]{2,})\s(?P<given>(?:\p{Lu}\.[\s-]?){1,4}|\p{Lu}{1,4}|\p{Lu}-\p{Lu})$",
    )
});
/// Anything that shows that persons are listed: initials after a name.
static HAS_INITIALS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[\p{L}],?\s+(?:\p{Lu}\.|\p{Lu}{1,3}(?:[,;.&\s]|$))"));
const SUFFIXES: [&str; 6] = ["Jr", "Jr.", "Sr", "Sr.", "II", "III"];
const PARTICLES: [&str; 20] = [
    "van", "von", "der", "den", "de", "la", "le", "du", "di", "da", "ten", "ter", "dos", "del",
    "della", "el", "al", "bin", "zu", "zur",
];
/// Words that only names of groups have.
const GROUP_WORDS: [&str; 30] = [
    "institute",
    "institutes",
    "organization",
    "organisation",
    "association",
    "society",
    "college",
    "group",
    "team",
    "clinic",
    "department",
    "ministry",
    "centre",
    "center",
    "centers",
    "service",
    "university",
    "foundation",
    "committee",
    "academy",
    "council",
    "agency",
    "hospital",
    "network",
    "collaboration",
    "federation",
    "trust",
    "nhs",
    "consortium",
    "investigators",
];
/// The longest name, in words.
const MAX_NAME_WORDS: usize = 12;

/// Reads a list of authors; `None` if a part of it is no name.
pub fn read(text: &str) -> Option<Vec<CslName>> {
    let text = text.trim().trim_end_matches([',', ':', ';']).trim();
    if text.is_empty() || text.contains(['?', '!', '“', '"', '[']) {
        return None;
    }
    if !HAS_INITIALS.is_match(text) {
        return group(text).map(|name| vec![name]);
    }
    let text = text
        .replace(" & ", ", ")
        .replace(", and ", ", ")
        .replace(" and ", ", ");
    let text = text.replace(',', ", ");
    let separator = if text.contains(';') { ';' } else { ',' };
    let parts: Vec<&str> = text
        .split(separator)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if separator == ';' {
        return parts.into_iter().map(whole_name).collect();
    }
    read_parts(&parts)
}

/// A name and perhaps its initials, part by part.
fn read_parts(parts: &[&str]) -> Option<Vec<CslName>> {
    let mut names: Vec<CslName> = Vec::new();
    for part in parts {
        let part = part.trim_start_matches("& ").trim_start_matches("and ");
        let last = names.last_mut();
        if let Some(name) = last
            && name.given.is_none()
            && name.literal.is_some()
            && INITIALS.is_match(part)
        {
            let family = name.literal.take().unwrap_or_default();
            *name = person(&family, part);
        } else if SUFFIXES.contains(&part) {
            names.last_mut()?.suffix = Some(part.to_owned());
        } else if let Some(name) = family_initials(part) {
            names.push(name);
        } else if matches!(part.trim_end_matches('.'), "et al" | "others" | "…" | "..") {
            names.push(CslName::literal("et al.".to_owned()));
        } else {
            names.push(bare(part)?);
        }
    }
    let is_sure = names.iter().all(|name| {
        let literal = name.literal.as_deref();
        literal.is_none_or(|name| name == "et al." || is_group(name))
    });
    is_sure.then_some(names)
}

/// A name between semicolons: `Bell, Judith` or `Bell J`.
fn whole_name(text: &str) -> Option<CslName> {
    let text = text.trim_start_matches("& ").trim_start_matches("and ");
    match text.split_once(',') {
        Some((family, given)) => Some(person(&bare(family)?.literal?, given.trim())),
        None => family_initials(text).or_else(|| group(text)),
    }
}

fn family_initials(text: &str) -> Option<CslName> {
    let captures = FAMILY_INITIALS.captures(text)?;
    let (family, given) = (&captures["family"], &captures["given"]);
    let is_name = family.split(' ').count() <= 4
        && family
            .split(' ')
            .all(|word| is_particle(word) || word.starts_with(char::is_uppercase));
    is_name.then(|| person(family, given))
}

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word) || word.starts_with("d’") || word.starts_with("d'")
}

/// Words that wait for initials, or are the name of a group.
fn bare(text: &str) -> Option<CslName> {
    let words = text.split_whitespace().count();
    let is_name = text
        .chars()
        .all(|c| c.is_alphabetic() || c.is_whitespace() || "’'ʼ-.&()/".contains(c))
        && words <= MAX_NAME_WORDS
        && text.contains(char::is_uppercase);
    is_name.then(|| CslName::literal(text.trim_end_matches('.').to_owned()))
}

/// A group, or a person whose name has no parts.
fn group(text: &str) -> Option<CslName> {
    let text = text.trim_end_matches('.');
    let is_short = text.split_whitespace().count() <= MAX_NAME_WORDS;
    (is_short && is_group(text)).then(|| CslName::literal(text.to_owned()))
}

fn is_group(text: &str) -> bool {
    let is_capital = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_uppercase());
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| GROUP_WORDS.contains(&word.to_lowercase().as_str()))
        || text.split_whitespace().count() == 1 && is_capital(text)
}

fn person(family: &str, given: &str) -> CslName {
    let words: Vec<&str> = family.split_whitespace().collect();
    let particles = words.iter().take_while(|word| is_particle(word)).count();
    let (particle, family) = match particles < words.len() {
        true => words.split_at(particles),
        false => words.split_at(0),
    };
    CslName {
        family: Some(family.join(" ")),
        given: Some(dotted(given)),
        non_dropping_particle: (!particle.is_empty()).then(|| particle.join(" ")),
        ..CslName::default()
    }
}

/// Initials with full stops and spaces: `MA` is `M. A.`
fn dotted(given: &str) -> String {
    let given = given.trim();
    let is_bare = given.chars().all(|c| c.is_uppercase()) && given.chars().count() <= 4;
    if is_bare {
        let initials = given.chars().map(|c| format!("{c}."));
        return initials.collect::<Vec<_>>().join(" ");
    }
    let is_initial = |word: &&str| word.chars().count() == 1 && word.contains(char::is_uppercase);
    given
        .replace(".-", "-")
        .replace('.', ". ")
        .split_whitespace()
        .map(|word| match is_initial(&word) {
            true => format!("{word}."),
            false => word.to_owned(),
        })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let names = read(text).unwrap_or_default();
        names
            .into_iter()
            .map(|name| {
                let parts = [
                    name.non_dropping_particle,
                    name.family,
                    name.given,
                    name.literal,
                ];
                parts.into_iter().flatten().collect::<Vec<_>>().join("|")
            })
            .collect()
    }

    #[test]
    fn names_of_every_style_are_told_apart() {
        for text in [
            "Majchrzycki, M., Kocur, P., & Kotwicki, T.",
            "Majchrzycki M, Kocur P, Kotwicki T",
            "Majchrzycki, M., Kocur, P. and Kotwicki, T.",
            "Majchrzycki M.; Kocur P.; Kotwicki T.",
        ] {
            assert_eq!(
                shown(text),
                ["Majchrzycki|M.", "Kocur|P.", "Kotwicki|T."],
                "{text}"
            );
        }
    }

    #[test]
    fn initials_get_their_full_stops() {
        assert_eq!(
            shown("Weerapong P, Hume PA, Kolt GS"),
            ["Weerapong|P.", "Hume|P. A.", "Kolt|G. S."]
        );
        assert_eq!(shown("Yeun Y. R."), ["Yeun|Y. R."]);
        assert_eq!(shown("Bell J."), ["Bell|J."]);
    }

    #[test]
    fn family_names_of_several_words_stay_whole() {
        assert_eq!(
            shown("Ahmad Siraj, S., & Dadgal, R."),
            ["Ahmad Siraj|S.", "Dadgal|R."]
        );
        assert_eq!(
            shown("van der Windt D, Hay EM"),
            ["van der|Windt|D.", "Hay|E. M."]
        );
        assert_eq!(shown("Pool-Goudzwaard AL"), ["Pool-Goudzwaard|A. L."]);
    }

    #[test]
    fn groups_are_names_and_sentences_are_not() {
        assert_eq!(
            shown("National Institute for Health and Care Excellence."),
            ["National Institute for Health and Care Excellence"]
        );
        assert_eq!(
            shown("Hay EM, ATLAS Study Team"),
            ["Hay|E. M.", "ATLAS Study Team"]
        );
        assert_eq!(read("Massage eased the pain of many people"), None);
        assert_eq!(read("Does it help?"), None);
        assert_eq!(read(""), None);
    }
}
