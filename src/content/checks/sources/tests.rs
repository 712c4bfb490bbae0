use jiff::civil::date;
use serde_json::json;

use super::super::fixture::{Fixture, paragraph, source};
use super::check_reference;
use crate::content::{
    Code, CslName, CslType, Href, Notice, NoticeKind, Place, Pmcid, Pmid, Reference, StudyType,
};

fn codes(source: &Reference) -> Vec<&'static str> {
    let found = check_reference(source);
    found.iter().map(|found| found.code.as_str()).collect()
}

fn bare(csl_type: CslType) -> Reference {
    Reference::new(
        source("bare", StudyType::Other).key,
        csl_type,
        "A title".to_owned(),
    )
}

#[test]
fn each_type_says_what_it_lacks() {
    for (csl_type, expected) in [
        (
            CslType::ArticleJournal,
            "no author and no journal and no year",
        ),
        (
            CslType::Book,
            "no author or editor and no publisher and no year",
        ),
        (CslType::Report, "no author or publisher and no year"),
        (
            CslType::Thesis,
            "no author and no university (`publisher`) and no year",
        ),
        (
            CslType::Webpage,
            "no address (`url`) and no day on which it was published or read",
        ),
    ] {
        let found = check_reference(&bare(csl_type));
        assert_eq!(found[0].code, Code::MissingMembers);
        assert_eq!(found[0].message, format!("`bare` has {expected}"));
    }
    assert_eq!(codes(&bare(CslType::Legislation)), Vec::<&str>::new());
}

#[test]
fn what_stands_for_another_member_is_enough() {
    let mut book = bare(CslType::Book);
    book.editor = vec![CslName::literal("An editor".to_owned())];
    book.publisher = Some("A house".to_owned());
    book.issued = source("other", StudyType::Book).issued;
    let mut page = bare(CslType::Webpage);
    page.url = Href::parse("https://example.org").ok();
    page.accessed = book.issued.clone();
    let mut report = bare(CslType::Report);
    report.publisher = Some("An institute".to_owned());
    report.issued = book.issued.clone();

    for whole in [book, page, report] {
        assert_eq!(codes(&whole), Vec::<&str>::new(), "{:?}", whole.csl_type);
    }
}

#[test]
fn any_identifier_of_a_register_will_do() {
    let without = Reference {
        doi: None,
        ..source("article", StudyType::Cohort)
    };
    assert_eq!(codes(&without), ["REF004"]);

    let with_pmid = Reference {
        pmid: Pmid::parse("19083683").ok(),
        ..without.clone()
    };
    let with_pmcid = Reference {
        pmcid: Pmcid::parse("PMC3953439").ok(),
        ..without.clone()
    };
    let chapter = Reference {
        csl_type: CslType::Chapter,
        publisher: Some("A house".to_owned()),
        ..without
    };
    for fine in [with_pmid, with_pmcid, chapter] {
        assert_eq!(codes(&fine), Vec::<&str>::new());
    }
}

#[test]
fn a_source_is_reported_once_where_it_is_first_used() {
    let lacking = Reference {
        doi: None,
        ..source("lacking", StudyType::Cohort)
    };
    let cited = paragraph("Words.", std::slice::from_ref(&lacking));
    let blocks = [paragraph("Before.", &[]), cited.clone(), cited];
    let mut fixture = Fixture::of(json!({"introduction": blocks, "references": ["lacking"]}));
    fixture.knows(std::slice::from_ref(&lacking));

    let places = |fixture: &Fixture| {
        let found = fixture.found().into_iter();
        let found = found.filter(|found| found.code == Code::NoIdentifier);
        found
            .map(|found| (found.place, found.reference))
            .collect::<Vec<_>>()
    };

    assert_eq!(
        places(&fixture),
        [(Place::Nth(1), Some(lacking.key.clone()))]
    );
    fixture.draft.introduction.clear();
    assert_eq!(
        places(&fixture),
        [(Place::Front("references"), Some(lacking.key))]
    );
}

#[test]
fn a_concern_is_told_and_a_correction_is_not() {
    for (kind, expected) in [
        (NoticeKind::Concern, 1),
        (NoticeKind::Corrected, 0),
        (NoticeKind::Retracted, 0),
    ] {
        let questioned = Reference {
            notice: Some(Notice {
                kind,
                on: date(2024, 5, 2),
            }),
            ..source("questioned", StudyType::Cohort)
        };
        let fixture = Fixture::claiming("limited", &[questioned]);
        assert_eq!(
            fixture.said(Code::QuestionedSource).len(),
            expected,
            "{kind:?}"
        );
    }
}

#[test]
fn only_sources_of_claims_need_a_study_type() {
    let unknown = Reference {
        study_type: None,
        ..source("unknown", StudyType::Other)
    };
    let claimed = Fixture::claiming("limited", std::slice::from_ref(&unknown));
    let mut cited = Fixture::of(json!({
        "introduction": [paragraph("Words.", std::slice::from_ref(&unknown))],
    }));
    cited.knows(&[unknown]);

    assert_eq!(claimed.said(Code::UnknownStudyType).len(), 1);
    assert!(cited.said(Code::UnknownStudyType).is_empty());
}
