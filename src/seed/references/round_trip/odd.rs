//! References such as no editor would write, each of which a bibliography must carry.

use std::collections::BTreeMap;

use proptest::prelude::{Just, Strategy, any, prop};
use proptest::sample::select;

use crate::content::{
    CslDate, CslDay, CslName, CslType, Doi, EvidenceLevel, Href, Isbn, Issn, LevelScheme, Notice,
    NoticeKind, Pmcid, Pmid, Reference, ReferenceKey, Slug, StudyType,
};
use crate::seed::fields::is_hidden_control;

/// Texts that some format takes for something else.
const TRAPS: [&str; 32] = [
    "no",
    "2014",
    "1e3",
    "null",
    "~",
    "2014-02-24",
    "a: b",
    "a #b",
    "- a",
    "\"",
    "'",
    "\\",
    "{",
    "}",
    "a {b} c",
    "a%b",
    "50 % & more_of $it$ ^~#",
    "Caf\u{e9} M\u{fc}ller \u{3b1} \u{df} \u{1d11e}",
    "a -- b",
    "a--b---c",
    "and",
    "A and B",
    "a, b",
    "others",
    "et al.",
    "``quoted'' `x'",
    "\\textbf{x}",
    "ER  - ",
    "TY  - JOUR",
    "@article{a,",
    "a\u{a0}b",
    "\u{2013}\u{201c}\u{201d}\u{2019}",
];

fn odd_text() -> impl Strategy<Value = String> {
    let text = proptest::prop_oneof![
        4 => "[ -~]{1,30}",
        2 => select(&TRAPS[..]).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[a-z]{1,8}(\n|\n\n)[a-z]{1,8}",
        2 => "[A-Za-z0-9 ]{1,90}",
    ];
    text.prop_filter_map("what a reader refuses or trims", |text| {
        let text = text.trim();
        let is_readable = !text.is_empty() && !text.contains(is_hidden_control);
        is_readable.then(|| text.to_owned())
    })
}

fn maybe_text() -> impl Strategy<Value = Option<String>> {
    prop::option::weighted(0.4, odd_text())
}

fn odd_name() -> impl Strategy<Value = CslName> {
    let person = (
        odd_text(),
        maybe_text(),
        maybe_text(),
        maybe_text(),
        maybe_text(),
    );
    let person = person.prop_map(|(family, given, dropping, non_dropping, suffix)| CslName {
        family: Some(family),
        given,
        dropping_particle: dropping,
        non_dropping_particle: non_dropping,
        suffix,
        literal: None,
    });
    proptest::prop_oneof![person, odd_text().prop_map(CslName::literal)]
}

fn odd_day() -> impl Strategy<Value = CslDay> {
    let month = prop::option::of((1u8..=12, prop::option::of(1u8..=28)));
    (-9999i32..=9999, month).prop_map(|(year, month)| CslDay {
        year,
        month: month.map(|(month, _)| month),
        day: month.and_then(|(_, day)| day),
    })
}

pub fn odd_date() -> impl Strategy<Value = CslDate> {
    let parts = (
        odd_day(),
        prop::option::of(odd_day()),
        prop::option::weighted(0.2, 1u8..=4),
        any::<bool>(),
        prop::option::weighted(0.2, odd_text()),
    );
    let dated = parts.prop_map(|(start, end, season, circa, literal)| CslDate {
        season,
        circa,
        end,
        literal,
        ..CslDate::from(start)
    });
    let words = (odd_text(), any::<bool>()).prop_map(|(words, circa)| CslDate {
        literal: Some(words),
        circa,
        ..CslDate::default()
    });
    proptest::prop_oneof![3 => dated, 1 => words]
}

fn odd_other() -> impl Strategy<Value = BTreeMap<String, String>> {
    let structure = select(
        &[
            "[1,\"x\",true]",
            "{\"a\":{\"b\":[]}}",
            "[null]",
            "{\"a\":1.5}",
            "[[[[[[[[[[1]]]]]]]]]]",
            "{broken",
            "{}",
            "{\"b\":1,\"a\":2}",
        ][..],
    );
    let value = proptest::prop_oneof![3 => odd_text(), 1 => structure.prop_map(str::to_owned)];
    let name = proptest::prop_oneof!["[a-z][a-z-]{2,12}", odd_text()]
        .prop_filter("a name of its own", |name| {
            Reference::variable_named(name).is_none()
        });
    prop::collection::btree_map(name, value, 0..3)
}

fn odd_evidence()
-> impl Strategy<Value = (Option<StudyType>, Option<EvidenceLevel>, Option<Notice>)> {
    let study_type = select(&StudyType::ALL[..]).prop_map(|(_, study_type)| study_type);
    let level = (1u8..=5, odd_text()).prop_map(|(value, reason)| EvidenceLevel {
        value,
        scheme: LevelScheme::OxfordCebm2011,
        reason: Some(reason),
    });
    let notice = select(&NoticeKind::ALL[..]).prop_map(|(_, kind)| Notice {
        kind,
        on: jiff::civil::date(2024, 5, 2),
    });
    (
        prop::option::of(study_type),
        prop::option::of(level),
        prop::option::of(notice),
    )
}

fn odd_about() -> impl Strategy<Value = Vec<Slug>> {
    let slug = "[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}";
    let slug = slug.prop_filter_map("a slug", |slug| Slug::parse(&slug).ok());
    prop::collection::vec(slug, 0..3)
}

fn bare(key: ReferenceKey) -> impl Strategy<Value = Reference> {
    let csl_type = select(&CslType::ALL[..]).prop_map(|(_, csl_type)| csl_type);
    (Just(key), csl_type, odd_text())
        .prop_map(|(key, csl_type, title)| Reference::new(key, csl_type, title))
}

fn with_texts(key: ReferenceKey) -> impl Strategy<Value = Reference> {
    let names = || prop::collection::vec(odd_name(), 0..4);
    let dates = (
        prop::option::of(odd_date()),
        prop::option::weighted(0.3, odd_date()),
    );
    let texts = prop::collection::vec(maybe_text(), 13);
    (bare(key), names(), names(), dates, texts).prop_map(
        |(mut reference, author, editor, dates, texts)| {
            for ((_, variable), text) in reference.texts_mut().into_iter().zip(texts) {
                *variable = text;
            }
            reference.author = author;
            reference.editor = editor;
            (reference.issued, reference.accessed) = dates;
            reference
        },
    )
}

fn odd_reference(at: usize) -> impl Strategy<Value = Reference> {
    let key = ReferenceKey::parse(&format!("key-{at}")).expect("a key");
    let identifiers = prop::collection::vec(any::<bool>(), 6);
    let doi =
        "10\\.[0-9]{4,9}/[!-@\\[-~]{1,20}".prop_filter_map("a DOI", |doi| Doi::parse(&doi).ok());
    let url = "https://example\\.org/[a-z0-9%_~&=?#.-]{0,30}";
    let url = url.prop_filter_map("an address", |url| Href::parse(&url).ok());
    (
        with_texts(key),
        odd_other(),
        odd_evidence(),
        odd_about(),
        identifiers,
        doi,
        url,
    )
        .prop_map(
            move |(mut reference, other, evidence, about, has, doi, url)| {
                reference.other = other;
                (reference.study_type, reference.level, reference.notice) = evidence;
                reference.about = about;
                reference.doi = has[0].then_some(doi);
                reference.url = has[1].then_some(url);
                reference.pmid = Pmid::parse(&format!("{}", 24_707_200 + at))
                    .ok()
                    .filter(|_| has[2]);
                reference.pmcid = Pmcid::parse(&format!("PMC{}", 3_953_439 + at))
                    .ok()
                    .filter(|_| has[3]);
                reference.isbn = Isbn::parse("978-0-306-40615-7").ok().filter(|_| has[4]);
                reference.issn = Issn::parse("1537-744X").ok().filter(|_| has[5]);
                reference
            },
        )
}

/// A few references with keys of their own.
pub fn odd_references() -> impl Strategy<Value = Vec<Reference>> {
    (odd_reference(0), odd_reference(1)).prop_map(|(first, second)| vec![first, second])
}

/// A paper without oddities, which every format can say whole.
pub fn plain_reference() -> impl Strategy<Value = Reference> {
    let words = || "[A-Z][a-zé]{1,8}( [a-z%&_$#~^{}\\\\]{1,8}){0,5}";
    let name =
        ("[A-ZÉ][a-zö]{1,8}", "[A-Z][a-z]{0,6}( [A-Z]\\.)?").prop_map(|(family, given)| CslName {
            family: Some(family),
            given: Some(given),
            ..CslName::default()
        });
    let group = "[A-Z][a-z]{1,5} of [A-Z][a-z]{1,5} and [A-Z]{2,4}".prop_map(CslName::literal);
    let names = prop::collection::vec(proptest::prop_oneof![3 => name, 1 => group], 1..4);
    let month = prop::option::of((1u8..=12, prop::option::of(1u8..=28)));
    let pages = (100u32..900, 1u32..50);
    (
        words(),
        words(),
        names,
        1900i32..2030,
        month,
        pages,
        "[1-9][0-9]{0,2}",
    )
        .prop_map(
            |(title, journal, author, year, month, (first, count), volume)| {
                let key = ReferenceKey::parse("bell-2008").expect("a key");
                let mut reference = Reference::new(key, CslType::ArticleJournal, title);
                reference.author = author;
                reference.container_title = Some(journal);
                reference.volume = Some(volume.clone());
                reference.issue = Some(volume);
                reference.page = Some(format!("{first}-{}", first + count));
                let day = month.and_then(|(_, day)| day);
                let date = CslDay::new(year, month.map(|(month, _)| month), day);
                reference.issued = date.map(CslDate::from);
                reference.doi = Doi::parse("10.1016/j.jbmt.2008.01.006").ok();
                reference.pmid = Pmid::parse("19083683").ok();
                reference.issn = Issn::parse("1360-8592").ok();
                reference.url = Href::parse("https://example.org/a_b?c=d%20e&f=~g#h").ok();
                reference.language = Some("en".to_owned());
                reference
                    .other
                    .insert("abstract".to_owned(), "One line.".to_owned());
                reference
                    .other
                    .insert("keyword".to_owned(), "massage; pain".to_owned());
                reference
            },
        )
}
