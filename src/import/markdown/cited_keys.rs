//! Citations of Pandoc, `[@key, p. 12; @other]`, which stay citations when the bibliography knows their keys.

use std::collections::HashMap;

use super::Remarks;
use crate::content::{
    ArticleDraft, CitationInline, Inline, Piece, ReferenceKey, TextInline, walk_article,
};
use crate::import::page::excerpt::{first_sentence, first_sentences, first_words};

/// Turns the citations in an article's texts into citations of ours. `lines` says where each key stands.
pub fn place_citations(
    draft: &mut ArticleDraft,
    keys: &HashMap<String, ReferenceKey>,
    lines: &HashMap<String, usize>,
    remarks: &mut Remarks,
) {
    if lines.is_empty() {
        return;
    }
    let before = first_words(&draft.introduction, &draft.sections);
    walk_article(draft, &mut |piece| {
        if let Piece::Inlines(inlines) = piece
            && inlines.iter().any(cites)
        {
            *inlines = std::mem::take(inlines)
                .into_iter()
                .flat_map(|inline| split(inline, keys, lines, remarks))
                .collect();
        }
    });
    without_citations(draft, before.as_deref());
}

/// Takes the title and summary that were made from the text from it again, now that its citations are no words.
fn without_citations(draft: &mut ArticleDraft, before: Option<&str>) {
    let after = first_words(&draft.introduction, &draft.sections);
    let (Some(before), Some(after)) = (before, after) else {
        return;
    };
    let retaken = |text: &mut String, of: fn(&str) -> &str| {
        if text == of(before) && !of(&after).is_empty() {
            of(&after).clone_into(text);
        }
    };
    retaken(&mut draft.title, first_sentence);
    retaken(&mut draft.summary, first_sentences);
}

/// The first line of each key that a text cites or names, counted from 1.
pub fn key_lines(text: &str) -> HashMap<String, usize> {
    let mut lines = HashMap::new();
    for (at, line) in text.lines().enumerate() {
        for part in line.split('@').skip(1) {
            let (key, _) = key_of(part);
            if !key.is_empty() {
                lines.entry(key.to_owned()).or_insert(at + 1);
            }
        }
    }
    lines
}

fn cites(inline: &Inline) -> bool {
    matches!(inline, Inline::Text(run) if run.text.contains('@') && run.text.contains('['))
}

fn split(
    inline: Inline,
    keys: &HashMap<String, ReferenceKey>,
    lines: &HashMap<String, usize>,
    remarks: &mut Remarks,
) -> Vec<Inline> {
    let Inline::Text(run) = inline else {
        return vec![inline];
    };
    let mut inlines = Vec::new();
    let mut words = String::new();
    let mut rest = run.text.as_str();
    while let Some(open) = rest.find('[') {
        let end = rest[open + 1..]
            .find(['[', ']'])
            .map_or(rest.len(), |end| open + 1 + end);
        let is_closed = rest[end..].starts_with(']');
        let after = if is_closed { end + 1 } else { end };
        words.push_str(&rest[..open]);
        match citations_of(&rest[open + 1..end], keys) {
            _ if !is_closed => words.push_str(&rest[open..after]),
            Cited::All(cited) => {
                for (before, citation) in cited {
                    words.push_str(before);
                    push_words(&mut words, &run, &mut inlines);
                    inlines.push(Inline::Citation(citation));
                }
            }
            Cited::Unknown(key) => {
                words.push_str(&rest[open..after]);
                remark_on(key, lines, remarks);
            }
            Cited::Nothing => words.push_str(&rest[open..after]),
        }
        rest = &rest[after..];
    }
    words.push_str(rest);
    push_words(&mut words, &run, &mut inlines);
    inlines
}

fn remark_on(key: &str, lines: &HashMap<String, usize>, remarks: &mut Remarks) {
    let line = lines.get(key).copied().unwrap_or(1);
    let message = format!("no reference has the key `{key}`, so the citation stays as words");
    remarks.add(line, message, "import its bibliography in the same call");
}

fn push_words(words: &mut String, run: &TextInline, inlines: &mut Vec<Inline>) {
    if !words.is_empty() {
        let text = std::mem::take(words);
        inlines.push(Inline::Text(TextInline {
            text,
            ..run.clone()
        }));
    }
}

enum Cited<'t> {
    /// Each citation with the words before it.
    All(Vec<(&'t str, CitationInline)>),
    Unknown(&'t str),
    Nothing,
}

/// Reads what stands between brackets.
fn citations_of<'t>(bracket: &'t str, keys: &HashMap<String, ReferenceKey>) -> Cited<'t> {
    let mut cited: Vec<(&str, CitationInline)> = Vec::new();
    for part in bracket.split(';') {
        let Some((before, after)) = part.split_once('@') else {
            return Cited::Nothing;
        };
        let before = before.trim_start().trim_end_matches('-');
        let (key, rest) = key_of(after);
        if key.is_empty() || !(before.is_empty() || before.ends_with(' ')) {
            return Cited::Nothing;
        }
        let Some(known) = keys.get(&key.to_ascii_lowercase()) else {
            return Cited::Unknown(key);
        };
        let locator = rest
            .trim_start_matches(',')
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let locator = (!locator.is_empty()).then_some(locator);
        match cited.last_mut() {
            Some((_, last)) if locator.is_none() && last.locator.is_none() && before.is_empty() => {
                if !last.references.contains(known) {
                    last.references.push(known.clone());
                }
            }
            _ => cited.push((
                before,
                CitationInline {
                    references: vec![known.clone()],
                    numbers: Vec::new(),
                    label: String::new(),
                    locator,
                },
            )),
        }
    }
    Cited::All(cited)
}

/// The key with which a text begins, as Pandoc reads it, and what follows.
fn key_of(text: &str) -> (&str, &str) {
    if let Some((key, rest)) = text
        .strip_prefix('{')
        .and_then(|inside| inside.split_once('}'))
    {
        return (key, rest);
    }
    let is_sign = |byte: u8| b":.#$%&-+?<>~/_".contains(&byte);
    let length = text
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || is_sign(*byte))
        .count();
    let key = text[..length].trim_end_matches(|c: char| c != '_' && c.is_ascii_punctuation());
    (key, &text[key.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(text: &str) -> (Vec<String>, usize) {
        let keys: HashMap<String, ReferenceKey> = ["Bell-2008", "yeun-2017"]
            .iter()
            .filter_map(|key| Some((key.to_ascii_lowercase(), ReferenceKey::parse(key).ok()?)))
            .collect();
        let mut remarks = Remarks::new("a.md");
        let run = TextInline {
            text: text.to_owned(),
            strong: false,
            emphasis: false,
        };
        let inlines = split(Inline::Text(run), &keys, &key_lines(text), &mut remarks);
        let shown = inlines.into_iter().map(|inline| match inline {
            Inline::Text(run) => run.text,
            Inline::Citation(citation) => {
                let keys: Vec<&str> = citation
                    .references
                    .iter()
                    .map(ReferenceKey::as_str)
                    .collect();
                format!(
                    "<{}|{}>",
                    keys.join(" "),
                    citation.locator.unwrap_or_default()
                )
            }
            other => panic!("unexpected {other:?}"),
        });
        (shown.collect(), remarks.notes.len())
    }

    #[test]
    fn known_keys_become_citations_with_their_locators() {
        assert_eq!(
            placed("Eased [@bell-2008; @yeun-2017].").0,
            ["Eased ", "<Bell-2008 yeun-2017|>", "."]
        );
        assert_eq!(
            placed("[see -@bell-2008, p. 3; @yeun-2017]").0,
            ["see ", "<Bell-2008|p. 3>", "<yeun-2017|>"]
        );
    }

    #[test]
    fn unknown_keys_stay_words_and_are_reported() {
        assert_eq!(
            placed("A [@nobody; @bell-2008]."),
            (vec!["A [@nobody; @bell-2008].".to_owned()], 1)
        );
    }

    #[test]
    fn addresses_and_other_brackets_are_words() {
        for text in ["[a@example.org]", "[ ] [x] @bell-2008 [", "[[@", "[@]"] {
            assert_eq!(placed(text), (vec![text.to_owned()], 0), "{text}");
        }
    }
}
