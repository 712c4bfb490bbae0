//! The text of a source: UTF-8, UTF-16 with a mark, or what somebody names. Nothing is guessed.

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a file its own word on its encoding is looked for, in bytes.
const DECLARED_WITHIN: usize = 1024;

/// Why a file is not text, with what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The line of the first byte that cannot be read, where there is one.
    pub line: Option<usize>,
    /// In one sentence without a full stop.
    pub message: String,
    /// In one sentence without a full stop.
    pub help: String,
}

/// Takes the name of an encoding as the web knows it, such as `windows-1252`.
pub fn parse_encoding(name: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label_no_replacement(name.as_bytes()).ok_or_else(|| {
        "must be the name of an encoding, such as windows-1252, iso-8859-2, shift_jis or utf-16le"
            .to_owned()
    })
}

/// The text of some bytes without its byte order mark. The named encoding holds for what has no mark and is not UTF-8.
pub fn text_of(bytes: Vec<u8>, named: Option<&'static Encoding>) -> Result<String, Refusal> {
    let marked = Encoding::for_bom(&bytes);
    if let Some((encoding, mark)) = marked {
        return if encoding == UTF_8 {
            utf_8(bytes[mark..].to_vec())
        } else {
            decoded(&bytes[mark..], encoding)
        };
    }
    match named {
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => decoded(&bytes, encoding),
        _ if bytes.contains(&0) => Err(Refusal {
            line: None,
            message: "the file holds NUL bytes, as no text does".to_owned(),
            help: "if it is UTF-16 without a byte order mark, name it with `--encoding utf-16le`"
                .to_owned(),
        }),
        Some(encoding) if !encoding.is_ascii_compatible() => decoded(&bytes, encoding),
        Some(encoding) => match String::from_utf8(bytes) {
            Ok(text) => Ok(text),
            Err(error) => decoded(error.as_bytes(), encoding),
        },
        None => utf_8(bytes),
    }
}

fn utf_8(bytes: Vec<u8>) -> Result<String, Refusal> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        Refusal {
            line: Some(line_at(bytes, valid)),
            message: format!(
                "the file is not UTF-8: byte {:#04x} has no meaning there",
                bytes[valid]
            ),
            help: match declared(bytes) {
                Some(encoding) => format!(
                    "it calls itself {0}: if that is right, add `--encoding {0}`",
                    encoding.name().to_ascii_lowercase()
                ),
                None => "save it as UTF-8, or name its encoding, such as `--encoding windows-1252`"
                    .to_owned(),
            },
        }
    })
}

/// The encoding that a page or an XML file says it has.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]);
    let head = head.to_ascii_lowercase();
    ["charset=", "encoding="].iter().find_map(|sign| {
        let rest = head.split_once(sign)?.1.trim_start_matches(['"', '\'']);
        let end = rest
            .find(['"', '\'', ' ', '>', ';', '/'])
            .unwrap_or(rest.len());
        let encoding = Encoding::for_label_no_replacement(&rest.as_bytes()[..end])?;
        (encoding != UTF_8).then_some(encoding)
    })
}

fn decoded(bytes: &[u8], encoding: &'static Encoding) -> Result<String, Refusal> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::new();
    let mut at = 0;
    loop {
        let need = decoder.max_utf8_buffer_length_without_replacement(bytes.len() - at);
        text.reserve(need.unwrap_or(bytes.len()).clamp(64, 1 << 20));
        let (result, read) =
            decoder.decode_to_string_without_replacement(&bytes[at..], &mut text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => return Ok(text),
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(_, _) => {
                let name = encoding.name();
                return Err(Refusal {
                    line: Some(text.matches('\n').count() + 1),
                    message: format!("the file is not {name}: a character there has no meaning"),
                    help: "name the encoding in which the file was saved, or save it as UTF-8"
                        .to_owned(),
                });
            }
        }
    }
}

fn line_at(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16(text: &str, mark: &[u8], to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let units = text.encode_utf16().flat_map(to_bytes);
        mark.iter().copied().chain(units).collect()
    }

    #[test]
    fn marked_texts_are_read_without_their_mark() {
        let big = utf_16("Schmerz ≤ 3", b"\xFE\xFF", u16::to_be_bytes);
        let little = utf_16("Schmerz ≤ 3", b"\xFF\xFE", u16::to_le_bytes);

        for bytes in [big, little, "\u{FEFF}Schmerz ≤ 3".as_bytes().to_vec()] {
            assert_eq!(text_of(bytes, None).as_deref(), Ok("Schmerz ≤ 3"));
        }
    }

    #[test]
    fn another_encoding_is_refused_with_its_line_until_it_is_named() {
        let bytes = b"one\ntwo\ncaf\xE9\n".to_vec();

        let refused = text_of(bytes.clone(), None);
        let named = text_of(bytes, parse_encoding("windows-1252").ok());

        assert_eq!(refused.map_err(|refusal| refusal.line), Err(Some(3)));
        assert_eq!(named.as_deref(), Ok("one\ntwo\ncaf\u{e9}\n"));
    }

    #[test]
    fn a_page_that_names_its_encoding_is_refused_with_that_name() {
        let bytes = b"<html><meta charset=\"iso-8859-2\"><p>caf\xE9".to_vec();

        let refused = text_of(bytes, None).map_err(|refusal| refusal.help);

        assert!(refused.is_err_and(|help| help.contains("--encoding iso-8859-2")));
    }

    #[test]
    fn a_named_encoding_does_not_garble_what_is_utf_8() {
        let text = text_of("café".as_bytes().to_vec(), parse_encoding("latin1").ok());

        assert_eq!(text.as_deref(), Ok("café"));
    }

    #[test]
    fn halves_of_characters_and_bytes_of_programs_are_refused() {
        let lone_surrogate = b"\xFF\xFEa\x00\n\x00\x00\xD8b\x00".to_vec();

        assert_eq!(
            text_of(lone_surrogate, None).map_err(|refusal| refusal.line),
            Err(Some(2))
        );
        assert!(text_of(b"\x7fELF\x00\x01".to_vec(), None).is_err());
        assert!(text_of(b"a\xFF".to_vec(), parse_encoding("shift_jis").ok()).is_err());
        assert!(parse_encoding("latin-nonsense").is_err());
    }
}
