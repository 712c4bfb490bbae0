//! Which ids are written out.

use std::collections::HashSet;

use crate::content::Anchor;

/// The ids that are written out.
pub enum Ids<'a> {
    All,
    These(HashSet<&'a Anchor>),
    /// All but those that look as if alignment had derived them. Whoever wrote such an id by hand loses nothing: a text
    /// without it is given the same id again.
    NotDerived,
}

impl<'a> Ids<'a> {
    pub fn these(written: &'a [Anchor]) -> Self {
        Self::These(written.iter().collect())
    }

    /// The id of a place of this kind, if it is to be written.
    pub fn written<'i>(&self, id: &'i Anchor, kind: &str) -> Option<&'i Anchor> {
        let is_written = match self {
            Self::All => true,
            Self::These(written) => written.contains(id),
            Self::NotDerived => !is_derived(id.as_str(), kind),
        };
        (is_written && !id.is_unassigned()).then_some(id)
    }
}

/// True for the kind and eight hexadecimal digits.
fn is_derived(id: &str, kind: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f');
    id.strip_prefix(kind)
        .and_then(|rest| rest.strip_prefix('-'))
        .is_some_and(|digits| digits.len() == 8 && digits.bytes().all(is_digit))
}

#[cfg(test)]
mod tests {
    use crate::content::{
        Block, DividerBlock, Inline, Origin, ParagraphBlock, TextInline, align_blocks,
    };

    use super::*;

    #[test]
    fn what_alignment_derives_is_not_written_and_what_an_author_wrote_is() {
        let text = TextInline {
            text: "Words.".to_owned(),
            strong: false,
            emphasis: false,
        };
        let mut blocks = vec![
            Block::Paragraph(ParagraphBlock {
                id: Anchor::unassigned(),
                content: vec![Inline::Text(text)],
                claim: None,
            }),
            Block::Divider(DividerBlock {
                id: Anchor::parse("a-break").expect("a valid id"),
            }),
        ];
        let origin = Origin {
            owner: "massage",
            revision: 1,
        };

        align_blocks(&mut blocks, None, &origin);

        let [Block::Paragraph(paragraph), Block::Divider(divider)] = blocks.as_slice() else {
            panic!("two blocks were expected")
        };
        assert!(!paragraph.id.is_unassigned());
        assert_eq!(Ids::NotDerived.written(&paragraph.id, "paragraph"), None);
        assert_eq!(
            Ids::NotDerived.written(&divider.id, "divider"),
            Some(&divider.id)
        );
        assert_eq!(Ids::All.written(&Anchor::unassigned(), "list"), None);
    }
}
