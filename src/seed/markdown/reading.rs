//! What is collected while a body is read: faults, ids and what the text points at.

use std::collections::HashMap;
use std::ops::Range;

use super::page::Page;
use super::{Target, Use};
use crate::content::{Anchor, Code, Slug};
use crate::seed::{Fault, Span};

/// One reading of one body.
pub(super) struct Reading<'a> {
    pub page: &'a Page,
    file: &'a str,
    faults: &'a mut Vec<Fault>,
    /// The line on which each id was written first.
    lines_of_ids: HashMap<Anchor, usize>,
    written_ids: Vec<(usize, Anchor)>,
    uses: Vec<Use>,
    /// Where each section, block and list item begins.
    places: Vec<usize>,
    /// What is lifted out of the text, in the order in which it stands behind it.
    lifted: Vec<Range<usize>>,
}

/// What is known of a body once it is read, besides its content.
pub(super) struct Finished {
    /// The ids that the author wrote, in the order of the text.
    pub written_ids: Vec<Anchor>,
    /// In the order of the text.
    pub uses: Vec<Use>,
    /// Of each section, block and list item, in the order of a walk through the article.
    pub places: Vec<Span>,
}

impl<'a> Reading<'a> {
    pub fn new(page: &'a Page, file: &'a str, faults: &'a mut Vec<Fault>) -> Self {
        Self {
            page,
            file,
            faults,
            lines_of_ids: HashMap::new(),
            written_ids: Vec::new(),
            uses: Vec::new(),
            places: Vec::new(),
            lifted: Vec::new(),
        }
    }

    /// Reports what is wrong at a place and what to do about it.
    pub fn fault(
        &mut self,
        code: Code,
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let span = self.page.span(&range);
        self.faults.push(Fault::error(
            code,
            self.file,
            span,
            message.into(),
            help.into(),
        ));
    }

    /// Takes an id that an author wrote.
    pub fn anchor(&mut self, text: &str, range: Range<usize>) -> Anchor {
        let anchor = match Anchor::parse(text) {
            Ok(anchor) => anchor,
            Err(invalid) => {
                self.fault(
                    Code::Identifier,
                    range,
                    format!("the id {invalid}"),
                    "write an id like `#what-to-expect`",
                );
                return Anchor::unassigned();
            }
        };
        let line = self.page.span(&range).line;
        if let Some(first) = self.lines_of_ids.get(&anchor) {
            let message = format!("the id `{anchor}` is already given on line {first}");
            self.fault(
                Code::DuplicateName,
                range,
                message,
                "give every place an id of its own",
            );
            return Anchor::unassigned();
        }
        self.lines_of_ids.insert(anchor.clone(), line);
        self.written_ids.push((range.start, anchor.clone()));
        anchor
    }

    /// Takes a slug that the text points at; `target` says what it names.
    pub fn slug(
        &mut self,
        text: &str,
        range: Range<usize>,
        target: impl Fn(Slug) -> Target,
    ) -> Option<Slug> {
        match Slug::parse(text) {
            Ok(slug) => {
                self.uses(target(slug.clone()), range);
                Some(slug)
            }
            Err(invalid) => {
                self.fault(
                    Code::Identifier,
                    range,
                    format!("the slug {invalid}"),
                    "write the slug as it stands in the name of the file",
                );
                None
            }
        }
    }

    /// Notes what the text points at.
    pub fn uses(&mut self, target: Target, range: Range<usize>) {
        let span = self.page.span(&range);
        self.uses.push(Use { target, span });
    }

    /// Notes where a section, block or list item begins, before what is inside it.
    pub fn begins(&mut self, start: usize) {
        self.places.push(start);
    }

    /// Notes what is lifted out of the text: the disclaimer comes before the call to action, wherever they stand.
    pub fn lifts(&mut self, range: Range<usize>, is_last: bool) {
        let at = if is_last { self.lifted.len() } else { 0 };
        self.lifted.insert(at, range);
    }

    /// What was collected.
    pub fn finish(self) -> Finished {
        let Self {
            page,
            mut written_ids,
            mut uses,
            mut places,
            lifted,
            ..
        } = self;
        let part = |start: &usize| {
            let around = lifted.iter().position(|range| range.contains(start));
            around.map_or(0, |at| at + 1)
        };
        places.sort_by_key(|start| (part(start), *start));
        let span_of = |start: usize| page.span(&(start..page.line_at(start).end));
        written_ids.sort_by_key(|(at, _)| *at);
        uses.sort_by_key(|used| used.span);
        Finished {
            written_ids: written_ids.into_iter().map(|(_, anchor)| anchor).collect(),
            uses,
            places: places.into_iter().map(span_of).collect(),
        }
    }
}
