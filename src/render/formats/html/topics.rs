//! Therapies and conditions as HTML.

use maud::{Markup, html};

use super::Writer;
use crate::content::{Addresses, Condition, ConditionCode, Therapy};
use crate::render::formats::words;

/// A therapy as an `article` element.
pub fn therapy_html(therapy: &Therapy, addresses: &Addresses) -> String {
    let mut writer = Writer::new(&therapy.references, addresses.default_locale(), addresses);
    html! {
        article lang=(writer.locale) dir="auto" { "\n"
            (writer.topic_head(&therapy.name, &therapy.also_known_as, &therapy.summary))
            (writer.blocks(&therapy.description, 2))
            @if !therapy.contraindications.is_empty() {
                section aria-labelledby="_contraindications" { "\n"
                    h2 #_contraindications { (writer.own(words::CONTRAINDICATIONS)) } "\n"
                    (lines(&therapy.contraindications))
                } "\n"
            }
            (writer.bibliography(&therapy.references))
        } "\n"
    }
    .into_string()
}

/// A condition as an `article` element.
pub fn condition_html(condition: &Condition, addresses: &Addresses) -> String {
    let mut writer = Writer::new(&condition.references, addresses.default_locale(), addresses);
    html! {
        article lang=(writer.locale) dir="auto" { "\n"
            (writer.topic_head(&condition.name, &condition.also_known_as, &condition.summary))
            @if !condition.red_flags.is_empty() {
                aside aria-labelledby="_red-flags" { "\n"
                    h2 #_red-flags { (writer.own(words::RED_FLAGS)) } "\n"
                    (lines(&condition.red_flags))
                } "\n"
            }
            (writer.blocks(&condition.description, 2))
            (writer.codes(&condition.codes))
            (writer.bibliography(&condition.references))
        } "\n"
    }
    .into_string()
}

impl Writer<'_> {
    fn topic_head(&self, name: &str, others: &[String], summary: &str) -> Markup {
        html! {
            header { "\n"
                h1 { (name) } "\n"
                p { (summary) } "\n"
                @if !others.is_empty() {
                    p { (self.own("Also known as")) " " (others.join(", ")) "." } "\n"
                }
            } "\n"
        }
    }

    fn codes(&self, codes: &[ConditionCode]) -> Markup {
        html! {
            @if !codes.is_empty() {
                section aria-labelledby="_codes" { "\n"
                    h2 #_codes { (self.own("Codes")) } "\n"
                    dl { "\n"
                        @for code in codes { dt { (code.system) } dd { (code.value) } "\n" }
                    } "\n"
                } "\n"
            }
        }
    }
}

fn lines(lines: &[String]) -> Markup {
    html! { ul { "\n" @for line in lines { li { (line) } "\n" } } "\n" }
}
