//! Links: to pages elsewhere, and mentions of what is ours.

use super::Target;
use super::characters::{Glyph, text_of};
use super::citations;
use super::pieces::{LinkPiece, Piece};
use super::reading::Reading;
use crate::content::{Code, Href, Inline, LinkInline, MentionInline, MentionKind};
use crate::seed::nearest::nearest_name;

const KINDS: [(&str, MentionKind); 3] = [
    ("therapy", MentionKind::Therapy),
    ("condition", MentionKind::Condition),
    ("article", MentionKind::Article),
];

/// Reads a link. `None` if it leads nowhere; then there is a fault.
pub(super) fn read(link: &LinkPiece, reading: &mut Reading) -> Option<Inline> {
    check_words(link, reading);
    match mention_kind(&link.url) {
        Some((kind, slug)) => read_mention(link, kind, slug, reading),
        None => read_link(link, reading),
    }
}

/// What a link mentions: the kind and the slug as it is written.
pub(super) fn mention_kind(url: &str) -> Option<(MentionKind, &str)> {
    let (word, slug) = url.split_once(':')?;
    let (_, kind) = KINDS.iter().find(|(known, _)| *known == word)?;
    Some((*kind, slug))
}

/// Refuses what a link would lose: a title, a citation in its words, all of its words.
pub(super) fn check_words(link: &LinkPiece, reading: &mut Reading) {
    if !link.title.is_empty() {
        reading.fault(
            Code::Structure,
            link.range.clone(),
            format!("a link with a title: `{}`", link.title),
            "delete the title, or say it in the text",
        );
    }
    if text_of(&link.words).trim().is_empty() {
        reading.fault(
            Code::Structure,
            link.range.clone(),
            "a link without words",
            "write the words of the link in its brackets",
        );
    }
    let pieces: Vec<Piece> = link.words.iter().copied().map(Piece::Glyph).collect();
    let cites =
        |index: usize| pieces[index].is_sign('[') && citations::is_citation(&pieces[index..]);
    if let Some(index) = (0..pieces.len()).find(|&index| cites(index)) {
        reading.fault(
            Code::Citation,
            pieces[index].range(reading.page),
            "a citation inside a link",
            "put the citation after the link",
        );
    }
}

fn read_mention(
    link: &LinkPiece,
    kind: MentionKind,
    slug: &str,
    reading: &mut Reading,
) -> Option<Inline> {
    let slug = reading.slug(slug, link.range.clone(), |slug| match kind {
        MentionKind::Article => Target::Article(slug),
        MentionKind::Therapy => Target::Therapy(slug),
        MentionKind::Condition => Target::Condition(slug),
    })?;
    Some(Inline::Mention(MentionInline {
        text: text_of(&link.words),
        strong: all(link, |glyph| glyph.style.is_strong),
        emphasis: all(link, |glyph| glyph.style.is_emphasis),
        kind,
        slug,
        title: String::new(),
    }))
}

fn read_link(link: &LinkPiece, reading: &mut Reading) -> Option<Inline> {
    match Href::parse(&link.url) {
        Ok(href) => Some(Inline::Link(LinkInline {
            text: text_of(&link.words),
            strong: all(link, |glyph| glyph.style.is_strong),
            emphasis: all(link, |glyph| glyph.style.is_emphasis),
            href,
        })),
        Err(invalid) => {
            let scheme = link.url.split_once(':').map_or("", |(scheme, _)| scheme);
            let near = nearest_name(scheme, KINDS.map(|(word, _)| word));
            let help = match near {
                Some(word) => format!("write `{word}:slug`, if that is meant"),
                None => "write a whole URL, or `therapy:slug`, `condition:slug` or `article:slug`"
                    .to_owned(),
            };
            let message = format!("the address of a link {invalid}");
            reading.fault(Code::UnsafeLink, link.range.clone(), message, help);
            None
        }
    }
}

fn all(link: &LinkPiece, is_marked: impl Fn(&Glyph) -> bool) -> bool {
    let mut words = link
        .words
        .iter()
        .filter(|glyph| !glyph.character.is_whitespace())
        .peekable();
    words.peek().is_some() && words.all(is_marked)
}
