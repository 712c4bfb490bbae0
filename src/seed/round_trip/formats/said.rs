//! What an article says, as each format should say it.

use crate::content::{Article, ArticleDraft, CitationInline, Inline, Piece, walk_article};

/// How a format writes what is not words.
pub struct Signs {
    pub link: fn(&str, &str) -> String,
    pub citation: fn(&CitationInline) -> String,
}

pub fn label(citation: &CitationInline) -> String {
    let Some(locator) = &citation.locator else {
        return citation.label.clone();
    };
    citation.label.replace(']', &format!(", {locator}]"))
}

pub fn notes(citation: &CitationInline) -> String {
    let mut numbers = citation.numbers.clone();
    numbers.sort_unstable();
    numbers.dedup();
    let notes: String = numbers
        .iter()
        .map(|number| format!("[^{number}]"))
        .collect();
    let locator = citation.locator.as_ref();
    let locator = locator.map(|locator| format!("({locator})"));
    format!("{notes}{}", locator.unwrap_or_default())
}

pub fn words_only(words: &str, _: &str) -> String {
    words.to_owned()
}

pub fn with_address(words: &str, address: &str) -> String {
    match words == address {
        true => words.to_owned(),
        false => format!("{words}({address})"),
    }
}

/// Every text of an article, without its blanks, as a format should say it.
pub fn texts(article: &Article, signs: &Signs) -> Vec<String> {
    let mut draft = ArticleDraft {
        introduction: article.introduction.clone(),
        sections: article.sections.clone(),
        disclaimer: article.disclaimer.clone(),
        call_to_action: article.call_to_action.clone(),
        ..draft_of(article)
    };
    let mut texts = Vec::new();
    walk_article(&mut draft, &mut |piece| match piece {
        Piece::Inlines(inlines) => texts.push(said(inlines, signs)),
        Piece::Words(words) | Piece::Aside(words) => texts.push(words.to_owned()),
        Piece::Image(image) => {
            texts.extend([image.alt.clone(), image.credit.clone().unwrap_or_default()]);
        }
        Piece::Place { .. } | Piece::Claim(_) | Piece::Therapy(_) | Piece::Condition(_) => {}
    });
    texts.iter().map(|text| bare(text)).collect()
}

fn draft_of(article: &Article) -> ArticleDraft {
    serde_json::from_value(serde_json::json!({
        "slug": article.slug, "locale": article.locale, "title": article.title,
        "summary": article.summary, "introduction": [], "sections": [], "disclaimer": [],
    }))
    .expect("a draft")
}

fn said(inlines: &[Inline], signs: &Signs) -> String {
    let texts = inlines.iter().map(|inline| match inline {
        Inline::Text(text) => text.text.clone(),
        Inline::Link(link) => (signs.link)(&link.text, link.href.as_str()),
        Inline::Mention(mention) => mention.text.clone(),
        Inline::Citation(citation) => (signs.citation)(citation),
        Inline::LineBreak(_) => String::new(),
    });
    texts.collect()
}

/// A text without its blanks: formats break lines where they like.
pub fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}
