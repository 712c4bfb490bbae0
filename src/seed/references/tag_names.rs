//! Names as RIS and PubMed write them.

use crate::content::CslName;

/// `Bell, Judith, Jr` with its parts; what has no comma is a whole name.
pub fn inverted_name(text: &str) -> Option<CslName> {
    let mut parts = text.split(',').map(str::trim);
    let family = parts.next().filter(|part| !part.is_empty());
    let given = parts.next().filter(|part| !part.is_empty());
    let suffix: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    match (family, given) {
        (Some(family), given) if text.contains(',') => Some(CslName {
            family: Some(family.to_owned()),
            given: given.map(str::to_owned),
            suffix: (!suffix.is_empty()).then(|| suffix.join(", ")),
            ..CslName::default()
        }),
        _ => Some(text.trim_matches([',', ' ']))
            .filter(|name| !name.is_empty())
            .map(|name| CslName::literal(name.to_owned())),
    }
}

/// `Bell, Judith A Jr` of PubMed's `FAU`, whose suffix follows the given names.
pub fn full_name(text: &str) -> Option<CslName> {
    let mut name = inverted_name(text)?;
    if let Some((given, suffix)) = name
        .given
        .as_deref()
        .and_then(|given| given.rsplit_once(' '))
        && is_suffix(suffix)
    {
        name.suffix = Some(suffix.to_owned());
        name.given = Some(given.trim_end().to_owned());
    }
    Some(name)
}

/// `Bell JA Jr` of PubMed's `AU`: the family name, initials in capitals, perhaps a suffix.
pub fn short_name(text: &str) -> Option<CslName> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let suffix = words.pop_if(|word| is_suffix(word));
    let initials = words.pop_if(|word| word.chars().all(char::is_uppercase));
    match (words.is_empty(), initials) {
        (false, Some(initials)) => Some(CslName {
            family: Some(words.join(" ")),
            given: Some(initials.to_owned()),
            suffix: suffix.map(str::to_owned),
            ..CslName::default()
        }),
        _ => Some(text.trim())
            .filter(|name| !name.is_empty())
            .map(|name| CslName::literal(name.to_owned())),
    }
}

fn is_suffix(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Jr" | "Sr" | "2nd" | "3rd" | "4th" | "II" | "III" | "IV"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Family, given and suffix, or the literal.
    fn shown(name: Option<CslName>) -> String {
        let Some(name) = name else {
            return "-".to_owned();
        };
        let parts = name
            .parts()
            .into_iter()
            .filter_map(|(_, text)| text.clone());
        parts.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn names_are_taken_apart_where_their_parts_are_marked() {
        assert_eq!(shown(inverted_name("Bell, J.")), "Bell|J.");
        assert_eq!(
            shown(inverted_name("van der Berg, Jan, Jr")),
            "van der Berg|Jan|Jr"
        );
        assert_eq!(shown(inverted_name("Bell,")), "Bell");
        assert_eq!(
            shown(inverted_name("World Health Organization")),
            "World Health Organization"
        );
        assert_eq!(shown(inverted_name(", ,")), "-");
        assert_eq!(shown(full_name("Bell, Judith A Jr")), "Bell|Judith A|Jr");
        assert_eq!(
            shown(short_name("van der Berg JA 3rd")),
            "van der Berg|JA|3rd"
        );
        assert_eq!(shown(short_name("Sinew Group")), "Sinew Group");
        assert_eq!(shown(short_name("")), "-");
    }
}
