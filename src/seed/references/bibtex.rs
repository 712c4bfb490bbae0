//! The syntax of BibTeX: entries with decoded fields, each at its place.
//!
//! The crate's dates, cross-references and abbreviations panic or never end on some inputs; they are not used.

use biblatex::{
    Chunk, Chunks, ChunksExt, ParseError, ParseErrorKind, RawBibliography, RawChunk, RawEntry,
    Spanned,
};

use super::bib_parentheses::in_braces;
use super::bib_text::decode;
use super::strings::{Macros, Piece};
use crate::content::Code;
use crate::seed::Span;
use crate::seed::report::Report;
use crate::seed::source_text::{Placed, SourceText};

/// How many fields an entry may have.
const MAX_FIELDS: usize = 500;

/// True for fields that are names of things, not text: nothing in them is decoded.
pub fn is_verbatim(name: &str) -> bool {
    matches!(
        name,
        "url" | "doi" | "pmid" | "pmcid" | "isbn" | "issn" | "eprint" | "file" | "ids"
    )
}

/// One entry with its fields in the order of the file.
#[derive(Clone, Debug)]
pub struct BibEntry {
    pub key: Placed<String>,
    /// The kind of entry, in lower case.
    pub kind: Placed<String>,
    pub fields: Vec<BibField>,
    /// The entry as it stands in the file.
    pub text: String,
}

/// One field.
#[derive(Clone, Debug)]
pub struct BibField {
    /// The name, in lower case.
    pub name: String,
    /// The place of the value.
    pub span: Span,
    /// The value with its accents decoded.
    pub chunks: Chunks,
    /// The value as it is written, for identifiers and addresses.
    pub raw: String,
}

impl BibField {
    /// The value as plain text.
    pub fn text(&self) -> String {
        let text = self.chunks.format_verbatim();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The value without decoding: only braces and the backslash before a special character go.
    pub fn verbatim(&self) -> String {
        let mut text = String::with_capacity(self.raw.len());
        let mut rest = self.raw.chars().peekable();
        while let Some(c) = rest.next() {
            let is_escape =
                c == '\\' && rest.peek().is_some_and(|next| next.is_ascii_punctuation());
            if is_escape {
                text.extend(rest.next());
            } else if !matches!(c, '{' | '}') {
                text.push(c);
            }
        }
        text.trim().to_owned()
    }
}

/// Reads every entry of a file. One that is broken is reported and passed over.
pub fn read_entries(text: &str, report: &mut Report) -> Vec<BibEntry> {
    let source = SourceText::new(text);
    let braced = in_braces(text);
    let pieces = parse_pieces(&braced, &source, report);
    let macros = Macros::new(&pieces);
    let mut entries = Vec::new();
    for piece in &pieces {
        for entry in &piece.raw.entries {
            let mut reader = EntryReader {
                text,
                braced: &braced,
                source: &source,
                offset: piece.offset,
                macros: &macros,
                report: &mut *report,
            };
            entries.extend(reader.read(entry));
        }
    }
    entries
}

/// The whole file at once; if its syntax is broken, entry by entry, so that one broken entry does not hide the next.
fn parse_pieces<'t>(text: &'t str, source: &SourceText, report: &mut Report) -> Vec<Piece<'t>> {
    if let Ok(raw) = RawBibliography::parse(text) {
        return vec![Piece { offset: 0, raw }];
    }
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('@') {
            starts.push(at + line.len() - line.trim_start().len());
        }
        at += line.len();
    }
    let mut pieces = Vec::new();
    for (index, &offset) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(text.len());
        match RawBibliography::parse(&text[offset..end]) {
            Ok(raw) => pieces.push(Piece { offset, raw }),
            Err(error) => {
                let rest = text[..end].get(offset + error.span.start..);
                let is_open = error.kind == ParseErrorKind::UnexpectedEof
                    || rest.is_none_or(|rest| rest.trim().is_empty());
                let (span, message) = if is_open {
                    let line_end = text[offset..].find('\n').map_or(end, |at| offset + at);
                    (
                        offset..line_end,
                        "the entry has no end, or a value has none".to_owned(),
                    )
                } else {
                    let start = offset + error.span.start;
                    (start..offset + error.span.end, explained(&error))
                };
                let help = "check the braces, the quotes, and the commas between fields".to_owned();
                report.add(Code::Bibliography, source.span(span), message, help);
            }
        }
    }
    pieces
}

fn explained(error: &ParseError) -> String {
    format!("the entry cannot be read: {}", error.kind)
}

struct EntryReader<'r, 'f, 't> {
    text: &'r str,
    /// The same text without entries in parentheses.
    braced: &'t str,
    source: &'r SourceText<'r>,
    offset: usize,
    macros: &'r Macros<'t>,
    report: &'r mut Report<'f>,
}

impl<'t> EntryReader<'_, '_, 't> {
    fn read(&mut self, entry: &Spanned<RawEntry<'t>>) -> Option<BibEntry> {
        if entry.v.fields.len() > MAX_FIELDS {
            let message = format!("the entry has more than {MAX_FIELDS} fields");
            let help = "keep the fields that describe the source".to_owned();
            let span = self.span(&entry.v.key.span);
            self.report.add(Code::Bibliography, span, message, help);
            return None;
        }
        let mut fields: Vec<BibField> = Vec::new();
        for pair in &entry.v.fields {
            let name = pair.key.v.to_ascii_lowercase();
            if let Some(first) = fields.iter().find(|field| field.name == name) {
                let message = format!("`{name}` stands twice in `{}`", entry.v.key.v);
                let help = format!("keep one; the first is in line {}", first.span.line);
                let span = self.span(&pair.key.span);
                self.report.add(Code::Bibliography, span, message, help);
                continue;
            }
            fields.extend(self.field(name, &pair.value));
        }
        Some(BibEntry {
            key: self.placed(&entry.v.key, str::to_owned),
            kind: self.placed(&entry.v.kind, str::to_ascii_lowercase),
            fields,
            text: self.text_of(&entry.span),
        })
    }

    fn field(
        &mut self,
        name: String,
        value: &Spanned<Vec<Spanned<RawChunk<'t>>>>,
    ) -> Option<BibField> {
        let span = self.span(&value.v.first()?.span);
        let mut field = BibField {
            name,
            span,
            chunks: Vec::new(),
            raw: String::new(),
        };
        let problem = match self.macros.expand(&value.v) {
            Err(message) => message,
            Ok(chunks) => {
                for chunk in &chunks {
                    let (RawChunk::Normal(text) | RawChunk::Abbreviation(text)) = &chunk.v;
                    field.raw.push_str(text);
                }
                if is_verbatim(&field.name) {
                    let text = Chunk::Verbatim(field.verbatim());
                    field.chunks = vec![Spanned::zero(text)];
                    return Some(field);
                }
                match decode(chunks, &field.raw) {
                    Ok(chunks) => {
                        field.chunks = chunks;
                        return Some(field);
                    }
                    Err(message) => message,
                }
            }
        };
        let message = format!("`{}` cannot be read: {problem}", field.name);
        let help = "check its braces and commands, or write the characters themselves".to_owned();
        self.report.add(Code::Bibliography, span, message, help);
        None
    }

    fn placed(&self, text: &Spanned<&str>, change: fn(&str) -> String) -> Placed<String> {
        Placed {
            value: change(text.v),
            span: self.span(&text.span),
        }
    }

    /// The parser ends an entry before the brace that closes it.
    fn text_of(&self, span: &std::ops::Range<usize>) -> String {
        let start = self.offset + span.start;
        let end = self.offset + span.end;
        let end = self.braced[end..].find('}').map_or(end, |at| end + at + 1);
        self.text[start..end].to_owned()
    }

    fn span(&self, span: &std::ops::Range<usize>) -> Span {
        self.source
            .span(self.offset + span.start..self.offset + span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<BibEntry>, Vec<String>) {
        let mut faults = Vec::new();
        let entries = read_entries(text, &mut Report::new("references.bib", &mut faults));
        (entries, faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn accents_braces_macros_and_comments_are_understood() {
        let (entries, faults) = read(
            "@comment{x}\n@string{JBMT = {Journal of Bodywork}}\n% a remark\n\
             @Article{a-1,\n  title = {Caf{\\'e} {DNA} \\& a~b},\n  journal = jbmt # { Extra},\n  doi = {10.1/a\\_b--c},\n  month = feb\n}\n",
        );

        assert_eq!(faults, Vec::<String>::new());
        let entry = &entries[0];
        assert_eq!(entry.kind.value, "article");
        assert_eq!(entry.fields[0].text(), "Café DNA & a b");
        assert_eq!(entry.fields[1].text(), "Journal of Bodywork Extra");
        assert_eq!(entry.fields[2].verbatim(), "10.1/a_b--c");
        assert_eq!(entry.fields[3].text(), "February");
        assert_eq!(
            (entry.fields[0].span.line, entry.fields[0].span.column),
            (5, 12)
        );
        assert!(entry.text.starts_with("@Article{a-1,") && entry.text.ends_with("feb\n}"));
    }

    #[test]
    fn one_broken_entry_does_not_hide_the_next() {
        let (entries, faults) = read(
            "@article{a, title = {A}}\n@article{b, title = {B}\n@article{c, title {C}}\n@article{d, title = {D}, title = {E}}\n@article{e, title = nothing}\n",
        );

        let keys: Vec<&str> = entries.iter().map(|e| e.key.value.as_str()).collect();
        assert_eq!(keys, ["a", "d", "e"]);
        let places: Vec<&str> = faults.iter().filter_map(|f| f.split(' ').next()).collect();
        assert_eq!(
            places,
            [
                "references.bib:2:1:",
                "references.bib:3:19:",
                "references.bib:4:26:",
                "references.bib:5:21:"
            ]
        );
    }

    #[test]
    fn inputs_made_to_hang_or_overflow_are_refused() {
        let deep = format!(
            "@misc{{a, title = {{{}{}}}}}",
            "{".repeat(50_000),
            "}".repeat(50_000)
        );
        let wide = format!("@misc{{a, title = {{{}}}}}", "{a}".repeat(50_000));
        let long = format!("@misc{{a, title = {{{}}}}}", "a".repeat(200_000));
        let circle = "@string{a = b}\n@string{b = a}\n@misc{k, title = a}".to_owned();
        let growing: String = (1..40)
            .map(|n| format!("@string{{s{n} = s{} # s{}}}\n", n - 1, n - 1))
            .collect();
        let growing = format!("@string{{s0 = {{x}}}}\n{growing}@misc{{k, title = s39}}");

        for bad in [deep, wide, long, circle, growing] {
            let (_, faults) = read(&bad);
            assert_eq!(faults.len(), 1, "{faults:?}");
        }
    }
}
