//! From the bytes of a file to its text. What is not text is refused with the place where that shows.

use super::Fault;
use super::files::file_fault;
use super::source_text::SourceText;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The text of a file, as far as it has one.
pub struct FileText {
    /// With replacement characters where the bytes are not UTF-8.
    pub text: String,
    /// False when all that reading on could find follows from what is reported.
    pub is_readable: bool,
}

/// Why bytes are not the text of a seed file, and at which of them that shows.
struct Obstacle {
    at: usize,
    message: &'static str,
    help: &'static str,
}

/// The text of a file; what is wrong with it is reported. A letter in another encoding does not keep the rest from being
/// read, so that its other faults are found, and what it defines is not missed elsewhere.
pub fn text_of(path: &str, bytes: Vec<u8>, faults: &mut Vec<Fault>) -> FileText {
    let obstacle = obstacle_of(&bytes);
    let is_readable = obstacle.is_none();
    let obstacle = obstacle.or_else(|| foreign_letter(&bytes));
    let place = obstacle.as_ref().map(|obstacle| {
        let before = &bytes[..obstacle.at];
        let before = before.strip_prefix(BYTE_ORDER_MARK).unwrap_or(before);
        let before = String::from_utf8_lossy(before);
        SourceText::new(&before).span(before.len()..before.len())
    });
    if let (Some(Obstacle { message, help, .. }), Some(span)) = (obstacle, place) {
        let fault = file_fault(path, message.to_owned(), help);
        faults.push(Fault { span, ..fault });
    }
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    FileText { text, is_readable }
}

fn foreign_letter(bytes: &[u8]) -> Option<Obstacle> {
    let error = std::str::from_utf8(bytes).err()?;
    Some(Obstacle {
        at: error.valid_up_to(),
        message: "the file is not UTF-8",
        help: "save it as UTF-8",
    })
}

/// What makes reading on useless.
fn obstacle_of(bytes: &[u8]) -> Option<Obstacle> {
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    if text.trim_ascii().is_empty() {
        return Some(Obstacle {
            at: 0,
            message: "the file is empty",
            help: "fill it, or remove it",
        });
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Some(Obstacle {
            at: 0,
            message: "the file is UTF-16",
            help: "save it as UTF-8",
        });
    }
    let first = |sought: u8| bytes.iter().position(|&byte| byte == sought);
    if let Some(at) = first(b'\0') {
        return Some(Obstacle {
            at,
            message: "the file holds the character U+0000, as no text does",
            help: "save it as text in UTF-8, or delete the character",
        });
    }
    if first(b'\n').is_some() {
        return None;
    }
    Some(Obstacle {
        at: first(b'\r')?,
        message: "the lines end in carriage returns alone",
        help: "save it with line feeds at the ends of lines, or with both",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (FileText, Vec<String>) {
        let mut faults = Vec::new();
        let text = text_of("a.md", bytes.to_vec(), &mut faults);
        (text, faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn what_is_no_text_is_refused_where_that_shows() {
        for (bytes, expected) in [
            (&b""[..], "a.md:1:1: error[FILE001]: the file is empty"),
            (
                b"\xEF\xBB\xBF \r\n",
                "a.md:1:1: error[FILE001]: the file is empty",
            ),
            (
                b"\xFF\xFEa\0",
                "a.md:1:1: error[FILE001]: the file is UTF-16",
            ),
            (
                b"\xEF\xBB\xBFa\n\xC3\xA9\0",
                "a.md:2:2: error[FILE001]: the file holds the character U+0000",
            ),
            (
                b"---\rtitle",
                "a.md:1:4: error[FILE001]: the lines end in carriage returns",
            ),
        ] {
            let (text, faults) = read(bytes);

            assert!(!text.is_readable);
            assert_eq!(faults.len(), 1);
            assert!(faults[0].starts_with(expected), "{faults:?}");
        }
    }

    #[test]
    fn a_letter_in_another_encoding_is_refused_and_the_rest_is_read() {
        let (text, faults) = read(b"a\nm\xFCller \xFC");

        assert!(text.is_readable);
        assert_eq!(text.text, "a\nm\u{FFFD}ller \u{FFFD}");
        assert_eq!(faults.len(), 1);
        assert!(faults[0].starts_with("a.md:2:2: error[FILE001]: the file is not UTF-8"));
    }

    #[test]
    fn marks_tabs_and_both_kinds_of_line_ends_are_text() {
        let (text, faults) = read("\u{FEFF}a\tb\r\nc\n".as_bytes());

        assert!(text.is_readable && faults.is_empty());
        assert_eq!(text.text, "\u{FEFF}a\tb\r\nc\n");
    }
}
