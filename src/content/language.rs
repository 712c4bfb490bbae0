//! Language tags (BCP 47).

use oxilangtag::LanguageTag;

use super::checked::checked_text;
use crate::error::InvalidValue;

checked_text! {
    /// A language tag (BCP 47) in its canonical case, such as `en` or `en-GB`: the language in lower case, the script
    /// with a capital, the region in capitals, all else in lower case.
    // The pattern is the grammar of RFC 5646, 2.1, in canonical case; last come the irregular tags of old.
    #[schema(
        value_type = String,
        pattern = "^(([a-z]{2,3}(-[a-z]{3}){0,3}|[a-z]{4,8})(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[a-wyz0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?|x(-[a-z0-9]{1,8})+|i-(ami|bnn|default|enochian|hak|klingon|lux|mingo|navajo|pwn|tao|tay|tsu)|en-GB-oed|sgn-(BE-(FR|NL)|CH-DE))$",
        max_length = 35,
        example = "en",
    )]
    Locale, check_locale
}

impl Locale {
    /// True for every kind of English: the reading grade holds for no other language.
    pub fn is_english(&self) -> bool {
        self.as_str() == "en" || self.as_str().starts_with("en-")
    }
}

fn check_locale(text: &str) -> Result<(), InvalidValue> {
    let canonical = LanguageTag::parse_and_normalize(text)
        .ok()
        .map(LanguageTag::into_inner);
    match canonical {
        Some(canonical) if canonical == text && text.len() <= 35 => Ok(()),
        Some(canonical) => Err(InvalidValue::new(
            format!("the language tag in its canonical form `{canonical}`"),
            text,
        )),
        None => Err(InvalidValue::new(
            "a language tag (BCP 47) such as `en` or `en-GB`".to_owned(),
            text,
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_taken_in_its_canonical_case_only() {
        assert!(Locale::parse("en").is_ok());
        assert!(Locale::parse("pt-BR").is_ok());
        assert!(Locale::parse("en-gb").is_err_and(|error| error.to_string().contains("en-GB")));
        assert!(Locale::parse("english language").is_err());
        assert!(Locale::parse("").is_err());
    }
}
