//! Addresses of links and of images elsewhere.

use url::Url;

use super::checked::checked_text;
use crate::error::InvalidValue;

/// The longest address, in bytes.
const MAX_LENGTH: usize = 2000;

checked_text! {
    /// The target of a link: an absolute `https`, `http`, `mailto` or `tel` URL without user information,
    /// at most 2000 bytes.
    #[schema(value_type = String, format = "uri", max_length = 2000, example = "https://example.org/book")]
    Href, check_href
}

fn check_href(text: &str) -> Result<(), InvalidValue> {
    let is_plain =
        !text.contains(|c: char| c.is_whitespace() || c.is_control() || !c.is_ascii() || c == '\\');
    let is_safe = is_plain
        && is_written_out(text)
        && text.len() <= MAX_LENGTH
        && Url::parse(text).is_ok_and(|url| match url.scheme() {
            "https" | "http" => {
                url.has_host() && url.username().is_empty() && url.password().is_none()
            }
            "mailto" | "tel" => !url.path().is_empty(),
            _ => false,
        });
    if is_safe {
        return Ok(());
    }
    Err(InvalidValue::new(
        "an absolute URL in ASCII that begins with `https://`, `http://`, `mailto:` or `tel:`, without spaces, \
         backslashes, user name or password"
            .to_owned(),
        text,
    ))
}

/// URL parsers forgive missing slashes, where a browser on an https page reads the rest as a path of that page.
fn is_written_out(text: &str) -> bool {
    match text.split_once(':') {
        Some(("https" | "http", rest)) => rest.starts_with("//") && !rest.starts_with("///"),
        Some(("mailto" | "tel", _)) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_a_browser_would_resolve_against_the_page_is_refused() {
        for bad in [
            "https:example.org",
            "https:/example.org",
            "https:///example.org",
            "https:\\\\example.org",
            "https://example.org\\@elsewhere.org",
            "http:example.org",
            "HTTPS://example.org",
        ] {
            assert!(Href::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn only_links_that_cannot_run_anything_are_taken() {
        for good in [
            "https://example.org/book?a=b#c",
            "http://example.org",
            "mailto:a@example.org",
            "tel:+44123",
        ] {
            assert!(Href::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//example.org",
            "/rooted",
            "https://user:secret@example.org",
            "https://exämple.org",
            " https://example.org",
            "",
        ] {
            assert!(Href::parse(bad).is_err(), "{bad}");
        }
    }
}
