use super::super::{BibliographyEntry, CitationStyle, CslDate, CslDay, CslName, CslType};
use super::super::{Doi, Href, Notice, NoticeKind, Reference, ReferenceKey};
use super::{format_bibliography, format_references};

fn reference(key: &str, csl_type: CslType, title: &str) -> Reference {
    Reference::new(
        ReferenceKey::parse(key).expect("a valid key"),
        csl_type,
        title.to_owned(),
    )
}

fn person(family: &str, given: &str) -> CslName {
    CslName {
        family: Some(family.to_owned()),
        given: Some(given.to_owned()),
        ..CslName::default()
    }
}

fn line(reference: Reference, style: CitationStyle) -> (String, String) {
    let mut references = [reference];
    format_references(&mut references, style);
    let [reference] = references;
    let formatted = reference.formatted.expect("it is formatted");
    (formatted.text, formatted.html)
}

fn families(count: usize) -> Vec<String> {
    let letters = |at: usize| char::from(b'a' + u8::try_from(at % 26).expect("a letter"));
    (0..count)
        .map(|at| format!("Fam{}{}", letters(at / 26), letters(at)))
        .collect()
}

fn by(count: usize) -> Reference {
    let mut paper = reference("paper", CslType::ArticleJournal, "A paper");
    paper.author = families(count)
        .iter()
        .map(|family| person(family, "Ada"))
        .collect();
    paper.container_title = Some("A Journal".to_owned());
    paper.issued = CslDay::new(2020, None, None).map(CslDate::from);
    paper
}

#[test]
fn every_author_is_there_up_to_where_the_style_says_and_others() {
    for (style, most, kept) in [
        (CitationStyle::Vancouver, 6, 6),
        (CitationStyle::Ama, 6, 3),
        (CitationStyle::Apa, 20, 19),
        (CitationStyle::Harvard, 3, 1),
    ] {
        let (whole, _) = line(by(most), style);
        for family in families(most) {
            assert!(whole.contains(&family), "{style:?}: {family} in {whole}");
        }
        assert!(!whole.contains("et al"), "{style:?}: {whole}");
        let (cut, _) = line(by(most + 1), style);
        let named = families(most + 1)
            .iter()
            .filter(|family| cut.contains(family.as_str()))
            .count();
        // APA names the last one too, after dots.
        let last = usize::from(style == CitationStyle::Apa);
        assert_eq!(named, kept + last, "{style:?}: {cut}");
        assert!(
            cut.contains("et al") || cut.contains('…'),
            "{style:?}: {cut}"
        );
    }
}

#[test]
fn the_editors_of_a_book_stand_where_its_authors_would_before_what_they_are() {
    for (style, begins) in [
        (CitationStyle::Vancouver, "Standring S, editor. "),
        (CitationStyle::Ama, "Standring S, ed. "),
        (CitationStyle::Apa, "Standring, S. (Ed.). "),
        (CitationStyle::Harvard, "Standring, S. (ed.) "),
    ] {
        let mut book = reference("book", CslType::Book, "Anatomy");
        book.editor = vec![person("Standring", "Susan")];

        let (text, _) = line(book, style);

        assert!(text.starts_with(begins), "{style:?}: {text}");
    }
}

#[test]
fn the_editors_of_a_chapter_are_named_in_every_style() {
    for (_, style) in CitationStyle::ALL {
        let mut chapter = reference("chapter", CslType::Chapter, "Bias");
        chapter.author = vec![person("Altman", "Douglas")];
        chapter.editor = vec![person("Higgins", "Julian"), person("Green", "Sally")];
        chapter.container_title = Some("Handbook".to_owned());

        let (text, _) = line(chapter, style);

        for name in ["Altman", "Higgins", "Green"] {
            assert!(text.contains(name), "{style:?}: {name} in {text}");
        }
    }
}

#[test]
fn nothing_of_a_source_is_markup_in_html() {
    for (_, style) in CitationStyle::ALL {
        let title = "<script>alert(1)</script> & \"quotes\" 'n' {braces} $x$ </i><b>";
        let mut hostile = reference("hostile", CslType::Webpage, title);
        hostile.author = vec![person("<img src=x>", "\"On\" load=")];
        hostile.publisher = Some("A & B <em>".to_owned());
        hostile.doi = Doi::parse("10.1000/\"><svg>&'").ok();
        hostile.url = Href::parse("https://example.org/?a=1&b='\"><script>").ok();

        let (text, html) = line(hostile, style);

        let bare = html.replace("<i>", "").replace("</i>", "");
        let mut links = bare.split("<a href=\"");
        let rest: String = links
            .next()
            .into_iter()
            .map(str::to_owned)
            .collect::<String>()
            + &links
                .map(|link| {
                    let (address, after) = link.split_once("\">").expect("a link ends");
                    assert!(!address.contains(['"', '<', '>', ' ']), "{style:?}: {html}");
                    after.replacen("</a>", "", 1)
                })
                .collect::<String>();
        assert!(!rest.contains(['<', '>', '"', '\'']), "{style:?}: {html}");
        assert!(
            text.contains("script>") || text.contains("Script>"),
            "{style:?}: {text}"
        );
    }
}

#[test]
fn letters_of_every_script_stay_as_they_are() {
    for title in [
        "ألم أسفل الظهر",
        "כאבי גב",
        "腰痛",
        "Douleur dans l\u{2019}e\u{301}paule",
        "\u{1d4d7}\u{1f9b4}",
    ] {
        for (_, style) in CitationStyle::ALL {
            let (text, html) = line(reference("any", CslType::ArticleJournal, title), style);

            assert!(text.contains(title), "{style:?}: {text}");
            assert!(html.contains(title), "{style:?}: {html}");
        }
    }
}

#[test]
fn an_identifier_is_a_link_where_the_style_prints_it() {
    for (style, link) in [
        (
            CitationStyle::Ama,
            "doi:<a href=\"https://doi.org/10.1136/bmj.n71\">10.1136/bmj.n71</a>",
        ),
        (
            CitationStyle::Apa,
            "<a href=\"https://doi.org/10.1136/bmj.n71\">https://doi.org/10.1136/bmj.n71</a>",
        ),
        (
            CitationStyle::Harvard,
            "<a href=\"https://doi.org/10.1136/bmj.n71\">https://doi.org/10.1136/bmj.n71</a>",
        ),
    ] {
        let mut paper = by(1);
        paper.doi = Doi::parse("10.1136/bmj.n71").ok();

        let (_, html) = line(paper, style);

        assert!(html.contains(link), "{style:?}: {html}");
    }
}

#[test]
fn works_of_one_author_and_year_are_told_apart_where_the_style_has_no_numbers() {
    let entry = |number, title: &str| BibliographyEntry {
        number,
        cited_by: Vec::new(),
        reference: Reference {
            title: title.to_owned(),
            ..by(1)
        },
    };
    let entries = vec![
        entry(Some(1), "Zebra"),
        entry(Some(2), "Ant"),
        entry(None, "Bee"),
    ];

    let formatted = format_bibliography(entries, CitationStyle::Apa);

    let titles: Vec<&str> = formatted
        .iter()
        .map(|entry| entry.reference.title.as_str())
        .collect();
    assert_eq!(titles, ["Ant", "Zebra", "Bee"]);
    let years = |entry: &BibliographyEntry| {
        let formatted = entry.reference.formatted.as_ref();
        let text = formatted.map_or("", |formatted| formatted.text.as_str());
        text.split_once('(').map(|(_, rest)| rest[..5].to_owned())
    };
    let years: Vec<_> = formatted.iter().filter_map(years).collect();
    assert_eq!(years, ["2020a", "2020b", "2020c"]);
}

#[test]
fn initials_are_hyphenated_where_the_style_does_so() {
    for (style, expected) in [
        (CitationStyle::Vancouver, "Yeun YR"),
        (CitationStyle::Ama, "Yeun YR"),
        (CitationStyle::Apa, "Yeun, Y.-R."),
        (CitationStyle::Harvard, "Yeun, Y.-R."),
    ] {
        let mut paper = by(0);
        paper.author = vec![person("Yeun", "Young-Ran")];

        let (text, _) = line(paper, style);

        assert!(text.starts_with(expected), "{text}");
    }
}

#[test]
fn a_year_without_a_volume_ends_with_a_period() {
    for (_, style) in CitationStyle::ALL {
        let (text, html) = line(by(1), style);
        assert!(!text.contains(";.") && !html.contains(";."), "{text}");
    }
}

#[test]
fn what_was_said_of_a_source_later_stands_at_its_end_in_every_style() {
    for (kind, expected) in [
        (NoticeKind::Retracted, " [Retracted 2024-07-15]"),
        (NoticeKind::Concern, " [Expression of concern 2024-07-15]"),
        (NoticeKind::Corrected, " [Corrected 2024-07-15]"),
    ] {
        for (_, style) in CitationStyle::ALL {
            let mut paper = by(1);
            let on = jiff::civil::date(2024, 7, 15);
            paper.notice = Some(Notice { kind, on });

            let (text, html) = line(paper, style);

            assert!(
                text.ends_with(expected) && html.ends_with(expected),
                "{text}"
            );
        }
    }
}
