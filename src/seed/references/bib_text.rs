//! The value of a field of BibTeX as characters: accents, commands and macros of months.

use biblatex::{Bibliography, Chunks, RawBibliography, RawChunk, RawEntry, Spanned};

use super::latex::without_commands;

/// How many braces a field may open: the parser's time grows with their square.
const MAX_BRACES: usize = 2_000;
/// How deep braces may stand in each other: the parser calls itself.
const MAX_DEPTH: usize = 30;
/// The longest field, in bytes.
const MAX_FIELD_BYTES: usize = 100_000;

/// Decodes accents and commands by giving the parser an entry with this field alone.
pub fn decode(chunks: Vec<Spanned<RawChunk>>, raw: &str) -> Result<Chunks, String> {
    refuse_what_takes_too_long(raw)?;
    let plain = chunks.iter().map(|chunk| match &chunk.v {
        RawChunk::Normal(text) => without_commands(text),
        RawChunk::Abbreviation(name) => (*name).to_owned(),
    });
    let plain: Vec<String> = plain.collect();
    let chunks = chunks.iter().zip(&plain);
    let chunks = chunks.map(|(chunk, text)| {
        Spanned::zero(match &chunk.v {
            RawChunk::Normal(_) => RawChunk::Normal(text),
            RawChunk::Abbreviation(name) => RawChunk::Abbreviation(name),
        })
    });
    let pair = biblatex::Pair::new(Spanned::zero("field"), Spanned::zero(chunks.collect()));
    let entry = RawEntry {
        key: Spanned::zero("key"),
        kind: Spanned::zero("misc"),
        fields: vec![pair],
    };
    let alone = RawBibliography {
        preamble: String::new(),
        entries: vec![Spanned::zero(entry)],
        abbreviations: Vec::new(),
    };
    let bibliography = Bibliography::from_raw(alone).map_err(|error| error.kind.to_string())?;
    let field = bibliography
        .into_iter()
        .next()
        .and_then(|mut entry| entry.remove("field"));
    let mut chunks = field.unwrap_or_default();
    let has_real_tilde = raw.contains("\\~") || raw.contains("textasciitilde");
    if !has_real_tilde {
        for chunk in &mut chunks {
            let text = chunk.v.get_mut();
            *text = text.replace('~', " ");
        }
    }
    Ok(chunks)
}

fn refuse_what_takes_too_long(raw: &str) -> Result<(), String> {
    let mut depth: usize = 0;
    let mut opened: usize = 0;
    for byte in raw.bytes() {
        match byte {
            b'{' => {
                depth += 1;
                opened += 1;
            }
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH || opened > MAX_BRACES {
            return Err("it has too many braces".to_owned());
        }
    }
    if raw.len() > MAX_FIELD_BYTES {
        return Err(format!("it is longer than {MAX_FIELD_BYTES} bytes"));
    }
    Ok(())
}
