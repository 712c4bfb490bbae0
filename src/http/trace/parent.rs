//! The header `traceparent` (W3C trace context), read as strictly as the specification asks.

/// The bytes of a header of version 00, and the least that a later version has.
const LENGTH: usize = 55;

/// The caller's place in a trace. Whether it is sampled there does not matter here, because all is measured alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parent {
    pub trace_id: String,
    pub span_id: String,
}

impl Parent {
    /// `None` for what is no `traceparent`. Of a later version only what version 00 has is read, as it asks.
    pub fn parse(text: &str) -> Option<Self> {
        let (known, rest) = text.split_at_checked(LENGTH)?;
        let mut fields = known.split('-');
        let version = hexadecimal(fields.next()?, 2)?;
        let trace_id = nonzero(hexadecimal(fields.next()?, 32)?)?;
        let span_id = nonzero(hexadecimal(fields.next()?, 16)?)?;
        hexadecimal(fields.next()?, 2)?;
        let is_whole = match version {
            "ff" => false,
            "00" => rest.is_empty(),
            _ => rest.is_empty() || rest.starts_with('-'),
        };
        is_whole.then(|| Self {
            trace_id: trace_id.to_owned(),
            span_id: span_id.to_owned(),
        })
    }
}

/// A field of lower-case hexadecimal digits; upper-case ones are not allowed.
fn hexadecimal(text: &str, length: usize) -> Option<&str> {
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    (text.len() == length && text.bytes().all(is_digit)).then_some(text)
}

fn nonzero(text: &str) -> Option<&str> {
    text.bytes().any(|byte| byte != b'0').then_some(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
    const SPAN: &str = "00f067aa0ba902b7";

    fn known() -> Option<Parent> {
        Some(Parent {
            trace_id: TRACE.to_owned(),
            span_id: SPAN.to_owned(),
        })
    }

    #[test]
    fn what_the_specification_allows_is_read() {
        for good in [
            format!("00-{TRACE}-{SPAN}-01"),
            format!("00-{TRACE}-{SPAN}-00"),
            format!("00-{TRACE}-{SPAN}-ff"),
            format!("01-{TRACE}-{SPAN}-01"),
            format!("cc-{TRACE}-{SPAN}-01-what-the-future-holds"),
            format!("fe-{TRACE}-{SPAN}-01-"),
        ] {
            assert_eq!(Parent::parse(&good), known(), "{good}");
        }
    }

    #[test]
    fn everything_else_is_no_parent() {
        let (zero_trace, zero_span) = ("0".repeat(32), "0".repeat(16));
        for bad in [
            String::new(),
            "-".repeat(LENGTH),
            format!("ff-{TRACE}-{SPAN}-01"),
            format!("00-{TRACE}-{SPAN}-01-more"),
            format!("00-{TRACE}-{SPAN}-01-"),
            format!("01-{TRACE}-{SPAN}-01.more"),
            format!("00-{TRACE}-{SPAN}-1"),
            format!("00-{TRACE}-{SPAN}"),
            format!("0-{TRACE}-{SPAN}-011"),
            format!("00-{zero_trace}-{SPAN}-01"),
            format!("00-{TRACE}-{zero_span}-01"),
            format!("00-{}-{SPAN}-01", TRACE.to_uppercase()),
            format!("00-{TRACE}-{}-01", SPAN.to_uppercase()),
            format!("0G-{TRACE}-{SPAN}-01"),
            format!("00-{TRACE}-{SPAN}-0g"),
            format!("00_{TRACE}_{SPAN}_01"),
            format!(" 00-{TRACE}-{SPAN}-01"),
            format!("00-{TRACE}-{SPAN}-01,00-{TRACE}-{SPAN}-01"),
            format!("00-{}ü-{SPAN}-01", &TRACE[..30]),
        ] {
            assert_eq!(Parent::parse(&bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_read_as_anything_but_two_ids(text in "\\PC{0,80}") {
            let is_in_text =
                |parent: Parent| text.contains(&format!("-{}-{}-", parent.trace_id, parent.span_id));

            prop_assert!(Parent::parse(&text).is_none_or(is_in_text));
        }

        #[test]
        fn one_wrong_letter_of_a_good_header_is_noticed_or_stands_in_an_id(at in 0..LENGTH, letter in "[g-zA-Z!~ ]") {
            let mut text = format!("00-{TRACE}-{SPAN}-01");
            text.replace_range(at..=at, &letter);

            prop_assert_eq!(Parent::parse(&text), None);
        }
    }
}
