//! The references of `seed/`, written out in each style.

use super::*;

/// A reference in a few words: authors, year, title, journal, volume(issue):pages.
fn shown(text: &str) -> String {
    let line = read_reference_line(ReferenceLine {
        text,
        ..ReferenceLine::default()
    });
    let reference = line.reference;
    let names: Vec<String> = reference
        .author
        .iter()
        .map(|name| {
            let parts = [
                &name.non_dropping_particle,
                &name.family,
                &name.given,
                &name.literal,
            ];
            parts
                .into_iter()
                .flatten()
                .cloned()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    let part = |text: &Option<String>| text.clone().unwrap_or_default();
    let year = reference.issued.as_ref().and_then(|issued| issued.year);
    format!(
        "{} ({}) {} / {} {}({}):{}",
        names.join(", "),
        year.unwrap_or_default(),
        reference.title,
        part(&reference.container_title),
        part(&reference.volume),
        part(&reference.issue),
        part(&reference.page),
    )
}

fn read(text: &str) -> ReadLine {
    read_reference_line(ReferenceLine {
        text,
        ..ReferenceLine::default()
    })
}

#[test]
fn one_paper_in_each_style_is_the_same_reference() {
    let expected = "Weerapong P., Hume P. A., Kolt G. S. (2005) The mechanisms of massage and effects on performance, muscle recovery and injury prevention / Sports Medicine 35(3):235-256";

    for line in [
        "Weerapong, P., Hume, P. A., & Kolt, G. S. (2005). The mechanisms of massage and effects on performance, muscle recovery and injury prevention. Sports Medicine, 35(3), 235–256. https://doi.org/10.2165/00007256-200535030-00004",
        "Weerapong P, Hume PA, Kolt GS. The mechanisms of massage and effects on performance, muscle recovery and injury prevention. Sports Medicine. 2005;35(3):235-256. doi:10.2165/00007256-200535030-00004",
        "Weerapong P, Hume PA, Kolt GS. The mechanisms of massage and effects on performance, muscle recovery and injury prevention. Sports Medicine 2005;35(3):235-256.",
        "Weerapong, P., Hume, P.A. and Kolt, G.S. (2005) 'The mechanisms of massage and effects on performance, muscle recovery and injury prevention', Sports Medicine, 35(3), pp. 235–256.",
        "Weerapong, P., Hume, P.A. and Kolt, G.S., 2005. The mechanisms of massage and effects on performance, muscle recovery and injury prevention. Sports Medicine, 35(3), pp.235-256.",
    ] {
        assert_eq!(shown(line), expected, "{line}");
    }
}

#[test]
fn papers_of_the_seed_are_taken_apart() {
    for (line, expected) in [
        (
            "Majchrzycki M, Kocur P, Kotwicki T. Deep tissue massage and nonsteroidal anti-inflammatory drugs for low back pain: a prospective randomized trial. ScientificWorldJournal. 2014;2014:287597. doi:10.1155/2014/287597",
            "Majchrzycki M., Kocur P., Kotwicki T. (2014) Deep tissue massage and nonsteroidal anti-inflammatory drugs for low back pain: a prospective randomized trial / ScientificWorldJournal 2014():287597",
        ),
        (
            "Moyer CA, Seefeldt L, Mann ES, Jackley LM. Does massage therapy reduce cortisol? A comprehensive quantitative review. J Bodyw Mov Ther. 2011 Jan;15(1):3-14. PMID: 21147413.",
            "Moyer C. A., Seefeldt L., Mann E. S., Jackley L. M. (2011) Does massage therapy reduce cortisol? A comprehensive quantitative review / J Bodyw Mov Ther 15(1):3-14",
        ),
        (
            "Jensen RK, Kongsted A, Kjaer P, Koes B. Diagnosis and treatment of sciatica. BMJ 2019;367:l6273.",
            "Jensen R. K., Kongsted A., Kjaer P., Koes B. (2019) Diagnosis and treatment of sciatica / BMJ 367():l6273",
        ),
        (
            "Furlan AD, Giraldo M, Baskwill A, Irvin E, Imamura M. Massage for low-back pain. Cochrane Database of Systematic Reviews. 2015;(9):CD001929.",
            "Furlan A. D., Giraldo M., Baskwill A., Irvin E., Imamura M. (2015) Massage for low-back pain / Cochrane Database of Systematic Reviews (9):CD001929",
        ),
        (
            "Konstantinou K, Dunn KM, Ogollah R, Lewis M, van der Windt D, Hay EM, ATLAS Study Team. Prognosis of sciatica and back-related leg pain in primary care: the ATLAS cohort. The Spine Journal. 2018;18(6):1030–1040.",
            "Konstantinou K., Dunn K. M., Ogollah R., Lewis M., van der Windt D., Hay E. M., ATLAS Study Team (2018) Prognosis of sciatica and back-related leg pain in primary care: the ATLAS cohort / The Spine Journal 18(6):1030-1040",
        ),
        (
            "Hopayian, K., & Danielyan, A. (2018). Four symptoms define the piriformis syndrome: an updated systematic review of its clinical features. European Journal of Orthopaedic Surgery & Traumatology, 28(2), 155–164.",
            "Hopayian K., Danielyan A. (2018) Four symptoms define the piriformis syndrome: an updated systematic review of its clinical features / European Journal of Orthopaedic Surgery & Traumatology 28(2):155-164",
        ),
        (
            "Yeun Y. R. (2017). Effectiveness of massage therapy on the range of motion of the shoulder: a systematic review and meta-analysis. Journal of physical therapy science, 29(2), 365–369.",
            "Yeun Y. R. (2017) Effectiveness of massage therapy on the range of motion of the shoulder: a systematic review and meta-analysis / Journal of physical therapy science 29(2):365-369",
        ),
        (
            "Fernandez M., Hartvigsen J., Ferreira M.L., et al. Advice to stay active or structured exercise in the management of sciatica: a systematic review and meta-analysis. Spine. 2015;40(18):1457-1466.",
            "Fernandez M., Hartvigsen J., Ferreira M. L., et al. (2015) Advice to stay active or structured exercise in the management of sciatica: a systematic review and meta-analysis / Spine 40(18):1457-1466",
        ),
    ] {
        assert_eq!(shown(line), expected, "{line}");
    }
}

#[test]
fn a_page_has_its_day_and_its_site() {
    for line in [
        "Hurley, K. (2021, January 27). Sciatica nerve mobilization technique. The Medical Group of South Florida.",
        "Hurley K. Sciatica nerve mobilization technique [Internet]. The Medical Group of South Florida; 2021 Jan 27.",
    ] {
        let reference = read(line).reference;

        let issued = reference.issued.clone().unwrap_or_default();
        assert_eq!(reference.csl_type, CslType::Webpage, "{line}");
        assert_eq!(
            (issued.year, issued.month, issued.day),
            (Some(2021), Some(1), Some(27)),
            "{line}"
        );
        assert_eq!(reference.title, "Sciatica nerve mobilization technique");
        assert_eq!(
            reference.container_title.as_deref(),
            Some("The Medical Group of South Florida")
        );
        assert_eq!(reference.key.as_str(), "hurley-2021");
    }
}

#[test]
fn identifiers_are_found_wherever_they_stand() {
    let line = "Bell J. Massage therapy helps to increase range of motion. J Bodyw Mov Ther. 2008;12(3):281-9. doi: 10.1016/j.jbmt.2008.01.006. Epub 2008 Mar 4. PMID: 19083683. [PubMed] [Google Scholar]";

    let reference = read(line).reference;

    assert_eq!(
        reference.doi.map(|doi| doi.to_string()).as_deref(),
        Some("10.1016/j.jbmt.2008.01.006")
    );
    assert_eq!(
        reference.pmid.map(|pmid| pmid.to_string()).as_deref(),
        Some("19083683")
    );
    assert_eq!(reference.page.as_deref(), Some("281-9"));
    assert_eq!(reference.note.as_deref(), Some("Epub 2008 Mar 4"));
}

#[test]
fn links_of_a_line_identify_it_too() {
    let links = [
        "https://doi.org/10.1155/2014/287597".to_owned(),
        "https://pubmed.ncbi.nlm.nih.gov/24707200/".to_owned(),
    ];

    let line = read_reference_line(ReferenceLine {
        text: "Majchrzycki M. Deep tissue massage. ScientificWorldJournal. 2014;2014:287597.",
        emphasised: &[],
        links: &links,
    });

    assert_eq!(
        line.reference.doi.map(|doi| doi.to_string()).as_deref(),
        Some("10.1155/2014/287597")
    );
    assert_eq!(
        line.reference.pmid.map(|pmid| pmid.to_string()).as_deref(),
        Some("24707200")
    );
    assert_eq!(line.reference.url, None);
}

#[test]
fn a_guideline_of_a_group_keeps_its_address_and_day_of_access() {
    let line = "National Institute for Health and Care Excellence. (2016). Low back pain and sciatica in over 16s: assessment and management. https://www.nice.org.uk/guidance/ng59. Accessed 12 March 2021.";

    let reference = read(line).reference;

    assert_eq!(
        reference.title,
        "Low back pain and sciatica in over 16s: assessment and management"
    );
    assert_eq!(
        reference.author[0].literal.as_deref(),
        Some("National Institute for Health and Care Excellence")
    );
    assert_eq!(
        reference.url.map(|url| url.to_string()).as_deref(),
        Some("https://www.nice.org.uk/guidance/ng59")
    );
    assert_eq!(
        reference.accessed.and_then(|accessed| accessed.day),
        Some(12)
    );
    assert_eq!(reference.csl_type, CslType::Webpage);
}

#[test]
fn a_journal_without_a_mark_before_it_is_found_and_doubted() {
    let line = read(
        "Ahmad Siraj, S., & Dadgal, R. (2022). Physiotherapy for Piriformis Syndrome Cureus, 14(12), e32952.",
    );

    assert_eq!(
        line.reference.title,
        "Physiotherapy for Piriformis Syndrome"
    );
    assert_eq!(line.reference.container_title.as_deref(), Some("Cureus"));
    assert!(line.doubt.is_some_and(|doubt| doubt.contains("Cureus")));
    assert_eq!(line.reference.key.as_str(), "siraj-2022");
}

#[test]
fn italics_tell_the_journal_where_marks_do_not() {
    let line = read_reference_line(ReferenceLine {
        text: "Bell J. (2008) Massage for one client Bodywork Today, 12(3), 281–289.",
        emphasised: &["Bodywork Today, 12".to_owned()],
        links: &[],
    });

    assert_eq!(line.reference.title, "Massage for one client");
    assert_eq!(
        line.reference.container_title.as_deref(),
        Some("Bodywork Today")
    );
    assert_eq!(line.doubt, None);
}

#[test]
fn what_cannot_be_taken_apart_is_kept_whole() {
    for text in [
        "see the leaflet that we hand out",
        "Personal communication with the authors; no date",
        "?",
    ] {
        let line = read(text);

        assert_eq!(line.reference.title, text);
        assert_eq!(line.reference.csl_type, CslType::Document);
        assert!(line.doubt.is_some());
        assert!(!line.is_reference());
    }
}

#[test]
fn no_line_is_lost_and_none_panics() {
    let fragments = [
        "(",
        ")",
        "(2014)",
        ". ",
        ", ",
        "; ",
        ":",
        "12(3)",
        "Bell J",
        "B.",
        "é坐",
        "doi:",
        "10.1/",
        "10.1155/x)",
        "[",
        "]",
        "“",
        "'",
        "et al",
        " & ",
        "http://",
        "\u{0}",
        "–",
        "in press",
    ];
    let mut seed: usize = 7;
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..12 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text.push_str(fragments[(seed >> 33) % fragments.len()]);
        }
        let line = read(&text);

        assert!(!line.reference.title.trim().is_empty(), "{text}");
    }
}

#[test]
fn a_huge_line_takes_no_longer_than_its_length() {
    for piece in [
        "a. ",
        "(2014 ",
        "Bell J, ",
        "https://",
        "10.1155/x ",
        ", 12(3",
        "et al",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let started = std::time::Instant::now();

        read(&text);

        assert!(
            started.elapsed().as_secs() < 20,
            "{piece}: {:?}",
            started.elapsed()
        );
    }
}
