//! The sources of a text as HTML, each with the places that cite it.

use maud::{Markup, html};

use super::Writer;
use crate::content::BibliographyEntry;
use crate::render::evidence_page::day;
use crate::render::formats::words::{self, notice_name};
use crate::render::source_addresses::addresses_of;

impl Writer<'_> {
    /// What the text cites, then further reading. It comes last, when all citations are known.
    pub fn bibliography(&self, entries: &[BibliographyEntry]) -> Markup {
        let (cited, further): (Vec<_>, Vec<_>) =
            entries.iter().partition(|entry| entry.number.is_some());
        html! {
            @if !cited.is_empty() {
                section role="doc-bibliography" aria-labelledby="_references" { "\n"
                    h2 #_references { (self.own(words::REFERENCES)) } "\n"
                    ol { "\n" @for entry in cited { (self.source(entry)) } } "\n"
                } "\n"
            }
            @if !further.is_empty() {
                section aria-labelledby="_further-reading" { "\n"
                    h2 #_further-reading { (self.own(words::FURTHER_READING)) } "\n"
                    ul { "\n" @for entry in further { (self.source(entry)) } } "\n"
                } "\n"
            }
        }
    }

    fn source(&self, entry: &BibliographyEntry) -> Markup {
        let reference = &entry.reference;
        let citations = self.citations.get(&reference.key);
        html! {
            li id={ "_ref-" (reference.key) } {
                bdi { (reference.citation) }
                @if let Some(notice) = &reference.notice {
                    " " strong { (self.own(html! { (notice_name(notice.kind)) " " (day(notice.on)) "." })) }
                }
                @for (name, address) in addresses_of(reference) { " " a href=(address) { (name) } }
                @if let Some(citations) = citations {
                    " " small {
                        (self.own("Cited:"))
                        @for (nth, citation) in citations.iter().enumerate() {
                            " " a href={ "#_cite-" (citation) } role="doc-backlink" { "↑" (nth + 1) }
                        }
                    }
                }
            } "\n"
        }
    }
}
