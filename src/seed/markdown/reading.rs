//! What is collected while a body is read: faults, ids and what the text points at.

use std::collections::HashMap;
use std::ops::Range;

use super::page::Page;
use super::{Target, Use};
use crate::content::{Anchor, Slug};
use crate::seed::{Code, Fault};

/// One reading of one body.
pub(super) struct Reading<'a> {
    pub page: &'a Page,
    file: &'a str,
    faults: &'a mut Vec<Fault>,
    /// The line on which each id was written first.
    lines_of_ids: HashMap<Anchor, usize>,
    written_ids: Vec<(usize, Anchor)>,
    uses: Vec<Use>,
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

    /// The written ids and the uses, each in the order of the text.
    pub fn finish(self) -> (Vec<Anchor>, Vec<Use>) {
        let Self {
            mut written_ids,
            mut uses,
            ..
        } = self;
        written_ids.sort_by_key(|(at, _)| *at);
        uses.sort_by_key(|used| used.span);
        (
            written_ids.into_iter().map(|(_, anchor)| anchor).collect(),
            uses,
        )
    }
}
