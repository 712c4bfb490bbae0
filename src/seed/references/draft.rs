//! A reference as a bibliography gives it, in no format's own words: CSL names to text. Here it is checked and becomes
//! a reference.

use crate::content::{
    Authored, Code, CslDate, CslName, CslType, Doi, Href, Isbn, Issn, Pmcid, Pmid, Reference,
    ReferenceKey, Source,
};
use crate::seed::fields::is_hidden_control;
use crate::seed::nearest::nearest_or;
use crate::seed::report::Report;
use crate::seed::source_text::Placed;

use super::evidence::fill_evidence;
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

    /// The text of a variable.
    pub fn text(&self, name: &str) -> Option<&Placed<String>> {
        let (_, text) = self.texts.iter().find(|(known, _)| known == name)?;
        Some(text)
    }

    /// Keeps what a parser has refused among the variables that nobody reads.
    pub fn keep_as_given(&mut self, name: &str, text: Placed<String>) {
        self.texts.push((format!("{name}-as-given"), text));
    }

    /// Checks everything. `None` only when the key cannot be read, which is reported like all the rest.
    pub fn check(mut self, report: &mut Report) -> Option<ReadReference> {
        self.refuse_hidden_controls(report);
        let key_span = self.key.span;
        let key = self.read_key(report);
        let title = self.read_title(report);
        // A stand-in keeps an entry without a key readable to its end.
        let shown = key
            .clone()
            .or_else(|| ReferenceKey::parse("unreadable").ok())?;
        let mut reference = Reference::new(shown, self.csl_type, title);
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

    /// An empty key is one that is missing, which its reader has reported.
    fn read_key(&self, report: &mut Report) -> Option<ReferenceKey> {
        let is_given = !self.key.value.is_empty();
        is_given
            .then(|| checked("key", &self.key, ReferenceKey::parse, report))
            .flatten()
    }

    fn read_title(&mut self, report: &mut Report) -> String {
        if let Some(title) = self.take("title") {
            return title.value;
        }
        let shown = match self.key.value.as_str() {
            "" => "the entry".to_owned(),
            key => format!("`{key}`"),
        };
        let message = format!("{shown} has no title");
        report.add(
            Code::Bibliography,
            self.key.span,
            message,
            "add its title".to_owned(),
        );
        String::new()
    }

    fn refuse_hidden_controls(&self, report: &mut Report) {
        let texts = self.texts.iter().map(|(name, text)| {
            let hidden = text.value.chars().find(|&c| is_hidden_control(c));
            (name.as_str(), hidden, text.span)
        });
        let names = [("author", &self.author), ("editor", &self.editor)];
        let names = names.into_iter().flat_map(|(variable, names)| {
            let parts = names.iter().flat_map(|name| name.parts());
            let texts = parts.filter_map(|(_, text)| text.as_deref());
            texts.map(move |text| (variable, text.chars().find(|&c| is_hidden_control(c))))
        });
        let names = names.map(|(variable, hidden)| (variable, hidden, self.key.span));
        for (name, hidden, span) in texts.chain(names) {
            if let Some(hidden) = hidden {
                let code = u32::from(hidden);
                let message = format!("`{name}` holds the control character U+{code:04X}");
                let help = "remove it; it cannot be seen".to_owned();
                report.add(Code::Bibliography, span, message, help);
            }
        }
    }

    pub fn parsed<T>(
        &mut self,
        name: &str,
        parse: fn(&str) -> Result<T, crate::error::InvalidValue>,
        report: &mut Report,
    ) -> Option<T> {
        let text = self.take(name)?;
        let value = checked(name, &text, parse, report);
        if value.is_none() {
            self.keep_as_given(name, text);
        }
        value
    }

    pub fn choice<T: Copy>(
        &mut self,
        name: &str,
        words: &[(&str, T)],
        report: &mut Report,
    ) -> Option<Placed<T>> {
        let text = self.take(name)?;
        let span = text.span;
        if let Some((_, chosen)) = words.iter().find(|(word, _)| *word == text.value) {
            return Some(Placed {
                value: *chosen,
                span,
            });
        }
        let allowed: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let message = format!("`{name}` has no value `{}`", text.value);
        let all = format!("it can be {}", allowed.join(", "));
        let help = nearest_or(&text.value, allowed, &all);
        report.add(Code::Bibliography, span, message, help);
        self.keep_as_given(name, text);
        None
    }

    /// An identifier, remembered in the form in which two references are compared.
    fn identifier<T>(
        &mut self,
        name: &str,
        parse: fn(&str) -> Result<T, crate::error::InvalidValue>,
        fold: fn(&str) -> Option<Identifier>,
        found: &mut Vec<Placed<Identifier>>,
        report: &mut Report,
    ) -> Option<T> {
        let at = self.texts.iter().find(|(known, _)| known == name)?;
        let span = at.1.span;
        found.extend(fold(&at.1.value).map(|value| Placed { value, span }));
        self.parsed(name, parse, report)
    }
}

/// DOI, PMID, PMCID and ISBN. What is returned is what two references may not share.
fn fill_identifiers(
    reference: &mut Reference,
    draft: &mut ReferenceDraft,
    report: &mut Report,
) -> Vec<Placed<Identifier>> {
    let mut found = Vec::new();
    reference.doi = draft.identifier("DOI", Doi::parse, Identifier::of_doi, &mut found, report);
    reference.pmid = draft.identifier("PMID", Pmid::parse, Identifier::of_pmid, &mut found, report);
    let fold = Identifier::of_pmcid;
    reference.pmcid = draft.identifier("PMCID", Pmcid::parse, fold, &mut found, report);
    let mut of_book = Vec::new();
    let fold = Identifier::of_isbn;
    reference.isbn = draft.identifier("ISBN", Isbn::parse, fold, &mut of_book, report);
    // The ISBN of a part is that of the book around it, which other parts share.
    if reference.isbn.is_some() && !is_part(reference.csl_type) {
        found.append(&mut of_book);
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

/// The variables that are plain text; what is left belongs to `other`.
fn fill_texts(reference: &mut Reference, draft: &mut ReferenceDraft) {
    for (name, variable) in reference.texts_mut() {
        *variable = draft.take(name).map(|text| text.value);
    }
    for (name, text) in std::mem::take(&mut draft.texts) {
        let mut name = name;
        // A second value of a variable that a reference has one place for must not look like the first.
        while Reference::variable_named(&name).is_some() || reference.other.contains_key(&name) {
            name = format!("second-{name}");
        }
        reference.other.insert(name, text.value);
    }
}
