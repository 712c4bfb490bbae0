//! Running text in its normal form: every inline, and texts of every style side by side.

use proptest::prelude::{Just, Strategy, any, prop, prop_oneof};
use proptest::sample::select;

use super::texts::{href, key, line_text, raw_text, slug};
use crate::content::{
    CitationInline, Inline, LineBreakInline, LinkInline, MentionInline, MentionKind, TextInline,
};

fn kind() -> impl Strategy<Value = MentionKind> {
    select(
        &[
            MentionKind::Article,
            MentionKind::Therapy,
            MentionKind::Condition,
        ][..],
    )
}

/// The words of a link: blanks may stand around them.
fn words() -> impl Strategy<Value = String> {
    raw_text().prop_map(|text| {
        let has_words = !text.trim().is_empty();
        if has_words { text } else { format!("{text}x") }
    })
}

fn locator() -> impl Strategy<Value = String> {
    line_text().prop_map(|text| text.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
}

fn citation() -> impl Strategy<Value = Inline> {
    let several = prop::collection::vec(key(), 1..4).prop_map(|keys| (keys, None));
    let one = (key(), locator()).prop_map(|(key, locator)| (vec![key], Some(locator)));
    prop_oneof![3 => several, 2 => one].prop_map(|(references, locator)| {
        Inline::Citation(CitationInline {
            references,
            numbers: Vec::new(),
            label: String::new(),
            locator,
        })
    })
}

fn inline(has_breaks: bool) -> impl Strategy<Value = Inline> {
    let style = || (prop::bool::weighted(0.3), prop::bool::weighted(0.3));
    let text = (raw_text(), style()).prop_map(|(text, (strong, emphasis))| {
        Inline::Text(TextInline {
            text,
            strong,
            emphasis,
        })
    });
    let link = (words(), href(), style(), any::<bool>()).prop_map(
        |(text, href, (strong, emphasis), is_own)| {
            Inline::Link(LinkInline {
                text: if is_own { href.to_string() } else { text },
                strong,
                emphasis,
                href,
            })
        },
    );
    let mention =
        (words(), kind(), slug(), style()).prop_map(|(text, kind, slug, (strong, emphasis))| {
            Inline::Mention(MentionInline {
                text,
                strong,
                emphasis,
                kind,
                slug,
                title: String::new(),
            })
        });
    let line_break = Just(Inline::LineBreak(LineBreakInline {}));
    let breaks = u32::from(has_breaks) * 2;
    prop_oneof![
        12 => text,
        2 => link,
        2 => mention,
        3 => citation(),
        breaks => line_break,
    ]
}

/// Running text that may be empty, in its normal form.
pub fn maybe_inlines(has_breaks: bool) -> impl Strategy<Value = Vec<Inline>> {
    prop::collection::vec(inline(has_breaks), 0..6).prop_map(normal)
}

/// Running text with something in it.
pub fn inlines(has_breaks: bool) -> impl Strategy<Value = Vec<Inline>> {
    maybe_inlines(has_breaks).prop_map(|inlines| {
        if inlines.is_empty() {
            return vec![text("x")];
        }
        inlines
    })
}

fn text(text: &str) -> Inline {
    Inline::Text(TextInline {
        text: text.to_owned(),
        strong: false,
        emphasis: false,
    })
}

/// Texts of one style are one, none is empty, and no blank or line break stands at either end.
fn normal(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut merged: Vec<Inline> = Vec::new();
    for inline in inlines {
        match (merged.last_mut(), inline) {
            (_, Inline::Text(next)) if next.text.is_empty() => {}
            (Some(Inline::Text(last)), Inline::Text(next))
                if (last.strong, last.emphasis) == (next.strong, next.emphasis) =>
            {
                last.text.push_str(&next.text);
            }
            (_, inline) => merged.push(inline),
        }
    }
    while trim_edge(&mut merged, true) || trim_edge(&mut merged, false) {}
    merged
}

/// Takes blanks off one end. True if an inline went with them.
fn trim_edge(inlines: &mut Vec<Inline>, is_start: bool) -> bool {
    let at = if is_start {
        0
    } else {
        inlines.len().saturating_sub(1)
    };
    let is_gone = match inlines.get_mut(at) {
        Some(Inline::Text(text)) => {
            text.text = if is_start {
                text.text.trim_start_matches([' ', '\t']).to_owned()
            } else {
                text.text.trim_end_matches([' ', '\t']).to_owned()
            };
            text.text.is_empty()
        }
        Some(Inline::LineBreak(_)) => true,
        Some(Inline::Link(_) | Inline::Mention(_) | Inline::Citation(_)) | None => false,
    };
    if is_gone {
        inlines.remove(at);
    }
    is_gone
}
