//! A reference as a bibliography gives it, in no format's own words: CSL names to text. Here it is checked and becomes
//! a reference.

use crate::content::{
    Authored, CslDate, CslName, CslType, Doi, EvidenceLevel, Href, Isbn, Issn, LevelScheme, Notice,
    NoticeKind, Pmcid, Pmid, Reference, ReferenceKey, Source, StudyType,
};
use crate::seed::fields::parse_day;
use crate::seed::nearest::nearest_or;
use crate::seed::report::Report;
use crate::seed::source_text::Placed;
use crate::seed::{Code, Span};

use super::identifiers::{Identifier, checked};

/// What one entry says, before it is checked.
pub struct ReferenceDraft {
    pub key: Placed<String>,
    pub csl_type: CslType,
    pub author: Vec<CslName>,
    pub editor: Vec<CslName>,
    pub issued: Option<CslDate>,
    pub accessed: Option<CslDate>,
    /// CSL variables, our own fields, and whatever else the entry has.
    pub texts: Vec<(String, Placed<String>)>,
    pub source: Source,
}

/// A reference with the places that are needed to compare it with others.
pub struct ReadReference {
    pub path: String,
    pub key: Placed<ReferenceKey>,
    pub identifiers: Vec<Placed<Identifier>>,
    pub reference: Authored<Reference>,
}

impl ReferenceDraft {
    /// The text of a variable, taken out.
    pub fn take(&mut self, name: &str) -> Option<Placed<String>> {
        let at = self.texts.iter().position(|(known, _)| known == name)?;
        Some(self.texts.remove(at).1)
    }

    /// Checks everything. `None` only when the key cannot be read, which is reported like all the rest.
    pub fn check(mut self, report: &mut Report) -> Option<ReadReference> {
        let key_span = self.key.span;
        let key = checked("key", &self.key, ReferenceKey::parse, report);
        let title = self.take("title").map(|title| title.value);
        if title.is_none() {
            let message = format!("`{}` has no title", self.key.value);
            let help = "add its title".to_owned();
            report.add(Code::Bibliography, key_span, message, help);
        }
        // A stand-in keeps an entry without a key readable to its end.
        let shown = key
            .clone()
            .or_else(|| ReferenceKey::parse("unreadable").ok())?;
        let mut reference = Reference::new(shown, self.csl_type, title.unwrap_or_default());
        let identifiers = fill_identifiers(&mut reference, &mut self, report);
        reference.url = self.parsed("URL", Href::parse, report);
        reference.issn = self.parsed("ISSN", Issn::parse, report);
        fill_evidence(&mut reference, &mut self, report);
        fill_texts(&mut reference, &mut self);
        reference.author = self.author;
        reference.editor = self.editor;
        reference.issued = self.issued;
        reference.accessed = self.accessed;
        Some(ReadReference {
            path: self.source.path.clone(),
            key: Placed {
                value: key?,
                span: key_span,
            },
            identifiers,
            reference: Authored {
                content: reference,
                source: self.source,
            },
        })
    }

    fn parsed<T>(
        &mut self,
        name: &str,
        parse: fn(&str) -> Result<T, crate::error::InvalidValue>,
        report: &mut Report,
    ) -> Option<T> {
        let text = self.take(name)?;
        checked(name, &text, parse, report)
    }

    fn choice<T: Copy>(
        &mut self,
        name: &str,
        words: &[(&str, T)],
        report: &mut Report,
    ) -> Option<Placed<T>> {
        let Placed { value, span } = self.take(name)?;
        if let Some((_, chosen)) = words.iter().find(|(word, _)| *word == value) {
            return Some(Placed {
                value: *chosen,
                span,
            });
        }
        let allowed: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let message = format!("`{name}` has no value `{value}`");
        let all = format!("it can be {}", allowed.join(", "));
        let help = nearest_or(&value, allowed, &all);
        report.add(Code::Bibliography, span, message, help);
        None
    }
}

/// DOI, PMID, PMCID and ISBN. What is returned is what two references may not share.
fn fill_identifiers(
    reference: &mut Reference,
    draft: &mut ReferenceDraft,
    report: &mut Report,
) -> Vec<Placed<Identifier>> {
    let mut found = Vec::new();
    let mut remember = |value: Option<Identifier>, span: Span| {
        found.extend(value.map(|value| Placed { value, span }));
    };
    if let Some(text) = draft.take("DOI") {
        reference.doi = checked("DOI", &text, Doi::parse, report);
        remember(Identifier::of_doi(&text.value), text.span);
    }
    if let Some(text) = draft.take("PMID") {
        reference.pmid = checked("PMID", &text, Pmid::parse, report);
        remember(Identifier::of_pmid(&text.value), text.span);
    }
    if let Some(text) = draft.take("PMCID") {
        reference.pmcid = checked("PMCID", &text, Pmcid::parse, report);
        remember(Identifier::of_pmcid(&text.value), text.span);
    }
    if let Some(text) = draft.take("ISBN") {
        reference.isbn = checked("ISBN", &text, Isbn::parse, report);
        // The ISBN of a part is that of the book around it, which other parts share.
        if reference.isbn.is_some() && !is_part(reference.csl_type) {
            remember(Identifier::of_isbn(&text.value), text.span);
        }
    }
    found
}

fn is_part(csl_type: CslType) -> bool {
    matches!(
        csl_type,
        CslType::Chapter
            | CslType::PaperConference
            | CslType::Entry
            | CslType::EntryDictionary
            | CslType::EntryEncyclopedia
    )
}

/// Our own fields: how the study was done, how far it carries, what its publisher has said since.
fn fill_evidence(reference: &mut Reference, draft: &mut ReferenceDraft, report: &mut Report) {
    let study_type = draft.choice("study_type", &StudyType::ALL, report);
    reference.study_type = study_type.map(|study_type| study_type.value);
    let levels = [("1", 1), ("2", 2), ("3", 3), ("4", 4), ("5", 5)];
    let (has_level, has_reason) = (draft.has("level"), draft.has("level_reason"));
    let level = draft.choice("level", &levels, report);
    let reason = draft.take("level_reason");
    if has_level != has_reason {
        let at = level.as_ref().map(|level| level.span);
        let at = at.or(reason.as_ref().map(|reason| reason.span));
        let span = at.unwrap_or(draft.key.span);
        need_both("level", "level_reason", has_level, span, report);
    }
    reference.level = level.zip(reason).map(|(level, reason)| EvidenceLevel {
        value: level.value,
        scheme: LevelScheme::OxfordCebm2011,
        reason: Some(reason.value),
    });
    let (has_notice, has_day) = (draft.has("notice"), draft.has("notice_on"));
    let kind = draft.choice("notice", &NoticeKind::ALL, report);
    let day = draft.take("notice_on");
    if has_notice != has_day {
        let at = kind.as_ref().map(|kind| kind.span);
        let span = at.or(day.as_ref().map(|day| day.span));
        let span = span.unwrap_or(draft.key.span);
        need_both("notice", "notice_on", has_notice, span, report);
    }
    let on = day.and_then(|day| checked("notice_on", &day, parse_day, report));
    reference.notice = kind.zip(on).map(|(kind, on)| Notice {
        kind: kind.value,
        on,
    });
}

fn need_both(first: &str, second: &str, has_first: bool, span: Span, report: &mut Report) {
    let (given, missing) = if has_first {
        (first, second)
    } else {
        (second, first)
    };
    let message = format!("`{given}` stands without `{missing}`");
    let help = format!("add `{missing}`, or remove `{given}`");
    report.add(Code::Bibliography, span, message, help);
}

impl ReferenceDraft {
    fn has(&self, name: &str) -> bool {
        self.texts.iter().any(|(known, _)| known == name)
    }
}

/// The variables that are plain text; what is left belongs to `other`.
fn fill_texts(reference: &mut Reference, draft: &mut ReferenceDraft) {
    let variables: [(&str, &mut Option<String>); 13] = [
        ("container-title", &mut reference.container_title),
        ("collection-title", &mut reference.collection_title),
        ("event-title", &mut reference.event_title),
        ("edition", &mut reference.edition),
        ("volume", &mut reference.volume),
        ("issue", &mut reference.issue),
        ("number", &mut reference.number),
        ("page", &mut reference.page),
        ("publisher", &mut reference.publisher),
        ("publisher-place", &mut reference.publisher_place),
        ("genre", &mut reference.genre),
        ("language", &mut reference.language),
        ("note", &mut reference.note),
    ];
    for (name, variable) in variables {
        *variable = draft.take(name).map(|text| text.value);
    }
    for (name, text) in std::mem::take(&mut draft.texts) {
        reference.other.insert(name, text.value);
    }
}
