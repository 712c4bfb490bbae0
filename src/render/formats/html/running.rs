//! Running text as HTML.

use maud::{Markup, html};

use super::Writer;
use crate::content::{CitationInline, Inline, ReferenceKey};

impl<'a> Writer<'a> {
    pub fn running(&mut self, inlines: &'a [Inline]) -> Markup {
        html! { @for inline in inlines { (self.inline(inline)) } }
    }

    fn inline(&mut self, inline: &'a Inline) -> Markup {
        match inline {
            Inline::Text(run) => styled(run.strong, run.emphasis, html! { (run.text) }),
            Inline::Link(link) => {
                let words = html! { a href=(link.href) { (link.text) } };
                styled(link.strong, link.emphasis, words)
            }
            Inline::Mention(mention) => {
                let address = self
                    .addresses
                    .mentioned(mention.kind, &mention.slug, self.locale);
                let words = html! { a href=(address) { (mention.text) } };
                styled(mention.strong, mention.emphasis, words)
            }
            Inline::Citation(citation) => self.citation(citation),
            Inline::LineBreak(_) => html! { br; },
        }
    }

    /// "[2, 5]" or "[3, p. 281]", where each number leads to its source.
    fn citation(&mut self, citation: &'a CitationInline) -> Markup {
        let numbers = citation.numbers.iter().copied();
        let mut sources: Vec<(u32, &ReferenceKey)> = numbers.zip(&citation.references).collect();
        sources.sort_unstable();
        sources.dedup();
        html! {
            "["
            @for (nth, (number, key)) in sources.into_iter().enumerate() {
                @if nth > 0 { ", " }
                (self.number(number, key))
            }
            @if let Some(locator) = &citation.locator { ", " (locator) }
            "]"
        }
    }

    fn number(&mut self, number: u32, key: &'a ReferenceKey) -> Markup {
        if !self.sources.contains(key) {
            return html! { (number) };
        }
        self.citations_so_far += 1;
        let citation = self.citations_so_far;
        self.citations.entry(key).or_default().push(citation);
        html! {
            a id={ "_cite-" (citation) } href={ "#_ref-" (key) } role="doc-biblioref" { (number) }
        }
    }
}

fn styled(is_strong: bool, is_emphasis: bool, words: Markup) -> Markup {
    let words = match is_emphasis {
        true => html! { em { (words) } },
        false => words,
    };
    match is_strong {
        true => html! { strong { (words) } },
        false => words,
    }
}
