//! What holds other blocks: alerts, quotes and containers.

use super::attributes::Attributes;
use super::blocks::Writer;
use super::lists::Marker;
use super::text::{self, Setting};
use crate::content::{
    Anchor, CallToAction, CalloutBlock, CalloutRole, DefinitionBlock, FaqBlock, ListBlock,
    ListStyle, QuoteBlock, SimpleBlock, TipBlock, VideoBlock,
};

impl Writer<'_> {
    pub fn callout(&self, callout: &CalloutBlock) -> String {
        let kind = match callout.role {
            CalloutRole::Info => "NOTE",
            CalloutRole::KeyPoint => "IMPORTANT",
            CalloutRole::Warning => "WARNING",
            CalloutRole::Emergency => "CAUTION",
        };
        let title = callout.title.as_deref().unwrap_or_default();
        let id = self.ids.written(&callout.id, "callout");
        alert(kind, title, id, &self.simple_blocks(&callout.body))
    }

    pub fn tip(&self, tip: &TipBlock) -> String {
        let mut body = self.simple_blocks(&tip.body);
        if let Some(image) = &tip.image {
            let picture = self.picture(image);
            let is_after_text = matches!(tip.body.last(), Some(SimpleBlock::Paragraph(_)));
            // In one paragraph, a backtick of the text and one of the picture would make code of what is between them.
            let is_joined = is_after_text && !picture.contains('`');
            body.push_str(if is_joined { "\n" } else { "\n\n" });
            body.push_str(&picture);
        }
        let id = self.ids.written(&tip.id, "tip");
        alert("TIP", &tip.title, id, &body)
    }

    /// A quote. Attributes at its very end are its own, so that those of its last paragraph may need something after them.
    pub fn quote(&self, quote: &QuoteBlock) -> String {
        let mut body = self.simple_blocks(&quote.body);
        let own = Attributes::default().id(self.ids.written(&quote.id, "quote"));
        let has_own_end = match quote.body.last() {
            Some(SimpleBlock::Paragraph(last)) => !self.paragraph_attributes(last).is_empty(),
            Some(SimpleBlock::List(list)) => self.ids.written(&list.id, "list").is_some(),
            None => false,
        };
        let ends_in_text = matches!(quote.body.last(), Some(SimpleBlock::Paragraph(_)));
        match &quote.attribution {
            Some(who) => {
                body.push_str("\n\n");
                body.push_str(&own.after(&attribution(who)));
            }
            None if own.is_empty() && has_own_end => body.push_str("\n\n<!-- -->"),
            None if own.is_empty() => {}
            None if has_own_end || !ends_in_text => {
                body.push_str("\n\n");
                body.push_str(&own.braced());
            }
            None => body = own.after(&body),
        }
        quoted(&body)
    }

    pub fn definition(&self, definition: &DefinitionBlock) -> String {
        let line = Attributes::default()
            .on_line("term", &definition.term)
            .word("condition", definition.condition.as_ref())
            .line("definition", self.ids.written(&definition.id, "definition"));
        container(&line, &self.simple_blocks(&definition.body))
    }

    pub fn faq(&self, faq: &FaqBlock) -> String {
        let line = Attributes::default()
            .on_line("question", &faq.question)
            .line("faq", self.ids.written(&faq.id, "faq"));
        container(&line, &self.simple_blocks(&faq.answer))
    }

    /// What to do or not to do.
    pub fn advice(&self, list: &ListBlock) -> String {
        let name = match list.style {
            ListStyle::Dont => "dont",
            ListStyle::Do | ListStyle::Bulleted | ListStyle::Numbered => "do",
        };
        let line = Attributes::default().line(name, self.ids.written(&list.id, "list"));
        container(&line, &self.items(list, Marker::Hyphen))
    }

    pub fn video(&self, video: &VideoBlock) -> String {
        let line = Attributes::default()
            .address("url", video.url.as_str())
            .on_line("title", &video.title)
            .line("video", self.ids.written(&video.id, "video"));
        container(&line, "")
    }

    pub fn disclaimer(&self, disclaimer: &[SimpleBlock]) -> String {
        container("::: disclaimer", &self.simple_blocks(disclaimer))
    }

    pub fn call_to_action(&self, call: &CallToAction) -> String {
        let line = Attributes::default()
            .on_line("title", &call.title)
            .address("href", call.link.href.as_str())
            .on_line("label", &call.link.label)
            .line("call-to-action", None);
        container(&line, &self.simple_blocks(&call.body))
    }
}

/// Who said it. Nothing but hyphens would make a divider of the line.
fn attribution(who: &str) -> String {
    let words = text::plain(who, Setting::Line);
    let is_divider = words.chars().all(|c| c == '-' || c.is_whitespace());
    let escape = if is_divider { "\\" } else { "" };
    format!("-- {escape}{words}")
}

fn alert(kind: &str, title: &str, id: Option<&Anchor>, body: &str) -> String {
    let title = text::plain(title, Setting::Line);
    let first = match title.as_str() {
        "" => format!("[!{kind}]"),
        title => format!("[!{kind}] {title}"),
    };
    let first = Attributes::default().id(id).after(&first);
    match body {
        "" => quoted(&first),
        body => quoted(&format!("{first}\n{body}")),
    }
}

pub fn quoted(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| match line {
            "" => ">".to_owned(),
            line => format!("> {line}"),
        })
        .collect();
    lines.join("\n")
}

fn container(line: &str, body: &str) -> String {
    match body {
        "" => format!("{line}\n:::"),
        body => format!("{line}\n{body}\n:::"),
    }
}
