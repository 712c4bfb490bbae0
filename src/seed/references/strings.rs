//! The `@string` macros of BibTeX, replaced by what they stand for.

use std::collections::HashMap;

use biblatex::{RawBibliography, RawChunk, Spanned};

/// How many parts a value may have once its macros are replaced: macros of macros grow without end.
const MAX_PARTS: usize = 1_000;
/// How many macros may stand for each other before it is taken for a circle.
const MAX_DEPTH: usize = 16;

/// A part of a file, with its start in the file.
pub struct Piece<'t> {
    pub offset: usize,
    pub raw: RawBibliography<'t>,
}

/// The macros of a file, by their names in lower case.
pub struct Macros<'t> {
    values: HashMap<String, Vec<Spanned<RawChunk<'t>>>>,
}

impl<'t> Macros<'t> {
    pub fn new(pieces: &[Piece<'t>]) -> Self {
        let mut values = HashMap::new();
        for pair in pieces.iter().flat_map(|piece| &piece.raw.abbreviations) {
            values.insert(pair.key.v.to_ascii_lowercase(), pair.value.v.clone());
        }
        Self { values }
    }

    /// The parts of a value without macros; only the names of months stay.
    pub fn expand(
        &self,
        value: &[Spanned<RawChunk<'t>>],
    ) -> Result<Vec<Spanned<RawChunk<'t>>>, String> {
        let mut parts = Vec::new();
        self.expand_into(value, 0, &mut parts)?;
        Ok(parts)
    }

    fn expand_into(
        &self,
        value: &[Spanned<RawChunk<'t>>],
        depth: usize,
        parts: &mut Vec<Spanned<RawChunk<'t>>>,
    ) -> Result<(), String> {
        for chunk in value {
            let macro_value = match &chunk.v {
                RawChunk::Abbreviation(name) => self.values.get(&name.to_ascii_lowercase()),
                RawChunk::Normal(_) => None,
            };
            match macro_value {
                Some(_) if depth >= MAX_DEPTH => {
                    return Err("its macros stand for each other".to_owned());
                }
                Some(inner) => self.expand_into(inner, depth + 1, parts)?,
                None => parts.push(chunk.clone()),
            }
            if parts.len() > MAX_PARTS {
                return Err("its macros stand for too much text".to_owned());
            }
        }
        Ok(())
    }
}
