//! The kinds of entries of BibTeX and biblatex as types and genres of CSL.

use super::bibtex::BibEntry;
use crate::content::{Code, CslType};
use crate::seed::Span;
use crate::seed::nearest::nearest_or;
use crate::seed::report::Report;
use crate::seed::source_text::Placed;

/// Kinds of entries with their CSL types. `misc` is a page when it has an address; articles ask for their
/// `entrysubtype`.
const KINDS: [(&str, CslType); 47] = [
    ("article", CslType::ArticleJournal),
    ("artwork", CslType::Graphic),
    ("audio", CslType::Song),
    ("book", CslType::Book),
    ("bookinbook", CslType::Chapter),
    ("booklet", CslType::Pamphlet),
    ("collection", CslType::Book),
    ("conference", CslType::PaperConference),
    ("dataset", CslType::Dataset),
    ("electronic", CslType::Webpage),
    ("image", CslType::Figure),
    ("inbook", CslType::Chapter),
    ("incollection", CslType::Chapter),
    ("inproceedings", CslType::PaperConference),
    ("inreference", CslType::EntryEncyclopedia),
    ("jurisdiction", CslType::LegalCase),
    ("legal", CslType::Legislation),
    ("legislation", CslType::Legislation),
    ("letter", CslType::PersonalCommunication),
    ("manual", CslType::Book),
    ("mastersthesis", CslType::Thesis),
    ("misc", CslType::Document),
    ("movie", CslType::MotionPicture),
    ("music", CslType::Song),
    ("mvbook", CslType::Book),
    ("mvcollection", CslType::Book),
    ("mvproceedings", CslType::Book),
    ("mvreference", CslType::Book),
    ("online", CslType::Webpage),
    ("patent", CslType::Patent),
    ("performance", CslType::Performance),
    ("periodical", CslType::Periodical),
    ("phdthesis", CslType::Thesis),
    ("proceedings", CslType::Book),
    ("reference", CslType::Book),
    ("report", CslType::Report),
    ("review", CslType::Review),
    ("software", CslType::Software),
    ("standard", CslType::Standard),
    ("suppbook", CslType::Chapter),
    ("suppcollection", CslType::Chapter),
    ("suppperiodical", CslType::ArticleJournal),
    ("techreport", CslType::Report),
    ("thesis", CslType::Thesis),
    ("unpublished", CslType::Manuscript),
    ("video", CslType::MotionPicture),
    ("www", CslType::Webpage),
];

/// The CSL type of an entry: what our own field says, else what its kind is. A kind that nobody knows is reported.
pub fn type_of(entry: &mut BibEntry, report: &mut Report) -> CslType {
    if let Some(csl_type) = own_type(entry, report) {
        return csl_type;
    }
    let kind = entry.kind.value.as_str();
    let has = |name: &str| entry.fields.iter().position(|field| field.name == name);
    if let Some(at) = has("entrysubtype").filter(|_| kind == "article") {
        let subtype = entry.fields[at].text().to_lowercase();
        let csl_type = match subtype.as_str() {
            "magazine" => Some(CslType::ArticleMagazine),
            "newspaper" => Some(CslType::ArticleNewspaper),
            _ => None,
        };
        if let Some(csl_type) = csl_type {
            entry.fields.remove(at);
            return csl_type;
        }
    }
    if kind == "misc" && has("url").is_some() {
        return CslType::Webpage;
    }
    if let Some((_, csl_type)) = KINDS.iter().find(|(known, _)| *known == kind) {
        return *csl_type;
    }
    let known = KINDS.iter().map(|(known, _)| *known);
    let otherwise = "use a kind of BibTeX or biblatex, such as `misc`";
    let help = nearest_or(kind, known, otherwise);
    let message = format!("`@{kind}` is not a kind of entry");
    report.add(Code::Bibliography, entry.kind.span, message, help);
    CslType::Document
}

/// The type that our own field `csl_type` says, for types that no kind of entry is.
fn own_type(entry: &mut BibEntry, report: &mut Report) -> Option<CslType> {
    let at = entry
        .fields
        .iter()
        .position(|field| field.name == "csl_type")?;
    let field = entry.fields.remove(at);
    let word = field.verbatim();
    let found = CslType::ALL.iter().find(|(known, _)| *known == word);
    if found.is_none() {
        let words = CslType::ALL.iter().map(|(word, _)| *word);
        let help = nearest_or(&word, words, "use a type of CSL 1.0.2, such as `document`");
        let message = format!("`{word}` is not a type of CSL");
        report.add(Code::Bibliography, field.span, message, help);
    }
    found.map(|(_, csl_type)| *csl_type)
}

/// Theses and reports have a genre that their kind or a keyword of biblatex names.
pub fn genre_of(kind: &str, span: Span, texts: &mut Vec<(String, Placed<String>)>) {
    if let Some((_, genre)) = texts.iter_mut().find(|(name, _)| name == "genre") {
        if let Some(words) = genre_words(&genre.value) {
            genre.value = words.to_owned();
        }
    } else if let Some(words) = genre_words(kind) {
        let value = words.to_owned();
        texts.push(("genre".to_owned(), Placed { value, span }));
    }
}

fn genre_words(keyword: &str) -> Option<&'static str> {
    match keyword {
        "phdthesis" => Some("PhD thesis"),
        "mastersthesis" | "mathesis" => Some("Master's thesis"),
        "techreport" => Some("Technical report"),
        _ => None,
    }
}
