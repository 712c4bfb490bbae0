//! What the checks say of texts, and what is near it and gives no finding. An example of each code stands in its explanation.

mod quiet;

use jiff::civil::date;
use sinew::content::{Beside, Locale, Rules};
use sinew::seed::{advise, read};

use crate::folder::Folder;

/// What a check says of the articles of a folder, of one code, each with its line.
fn said(folder: &Folder, code: &str) -> Vec<(usize, String)> {
    said_by(&Rules::default(), folder, code)
}

fn said_by(rules: &Rules, folder: &Folder, code: &str) -> Vec<(usize, String)> {
    let mut reading = read(folder.path(), &Locale::parse("en").unwrap());
    assert_eq!(reading.faults, []);
    advise(&mut reading, rules, date(2026, 11, 23), &Beside::default());
    let faults = reading.faults.into_iter();
    faults
        .filter(|fault| fault.code.as_str() == code)
        .map(|fault| (fault.span.line, fault.message))
        .collect()
}

/// What a check says of one article with more front matter.
fn said_of(front_matter: &str, body: &str, code: &str) -> Vec<(usize, String)> {
    let folder = Folder::with_entries();
    folder.article_with("a", front_matter, body);
    said(&folder, code)
}

/// A folder in which sciatica has red flags.
fn dangerous(front_matter: &str, body: &str) -> Folder {
    let folder = Folder::with_entries();
    let sciatica =
        "---\nname: Sciatica\nsummary: Leg pain.\nred_flags: [You cannot pass urine]\n---\n";
    folder.write("conditions/sciatica.md", sciatica);
    folder.article_with("a", front_matter, body);
    folder
}

#[test]
fn a_condition_with_red_flags_needs_a_warning_wherever_it_is_named() {
    let claim = "Words. {claim=limited therapy=swedish-massage condition=sciatica}";
    let definition = "::: definition term=\"Sciatica\" condition=sciatica\nPain.\n:::";
    for (front_matter, body) in [
        ("conditions: [sciatica]\n", "Words."),
        ("", "It is [sciatica](condition:sciatica)."),
        ("", claim),
        ("", definition),
        ("conditions: [sciatica]\n", "> [!NOTE] Take care\n> Words."),
    ] {
        let found = said(&dangerous(front_matter, body), "DISC002");

        assert_eq!(found.len(), 1, "{front_matter}{body}");
        assert!(
            found[0].1.starts_with("`sciatica` has red flags"),
            "{found:?}"
        );
    }
}

#[test]
fn a_warning_in_any_section_or_a_section_about_help_is_enough() {
    for body in [
        "> [!CAUTION]\n> Get help.",
        "## What it is\n\n> [!WARNING] Ask first\n> Ask a doctor.",
        "## Help {purpose=when_to_get_help}\n\nAsk a doctor.",
    ] {
        let found = said(&dangerous("conditions: [sciatica]\n", body), "DISC002");

        assert_eq!(found, [], "{body}");
    }
    let unnamed = dangerous("", "It is like sciatica.");
    assert_eq!(said(&unnamed, "DISC002"), []);
}

#[test]
fn the_alternative_texts_of_all_images_are_looked_at() {
    let body = "![Image](media/nerve.svg)\n\n- One\n\n  ![nerve_1](media/nerve.svg)\n\n> [!TIP] Move\n> Walk.\n> ![A nerve](media/nerve.svg)\n\n\
                ![A leg from behind](media/nerve.svg \"A leg, from behind.\")\n\n![](media/nerve.svg){decorative}";
    let hero = "hero: {image: media/nerve.svg, alt: Photo of a nerve}\n";

    let found = said_of(hero, body, "A11Y002");

    let lines: Vec<usize> = found.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [4, 7, 9, 17], "{found:?}");
}

#[test]
fn promotion_is_found_in_clinical_text_only() {
    let selling = "Call us today.";
    for (body, expected) in [
        (selling.to_owned(), 1),
        (
            format!("## Benefits {{purpose=benefits}}\n\n- **Now:** {selling}"),
            1,
        ),
        (
            format!("## A {{purpose=risks}}\n\n::: faq question=\"When?\"\n{selling}\n:::"),
            1,
        ),
        (
            "Words, and [book a massage](https://example.org/book).".to_owned(),
            1,
        ),
        (format!("## Us {{purpose=other}}\n\n{selling}"), 0),
        (format!("## Questions {{purpose=faq}}\n\n{selling}"), 0),
        (
            format!(
                "Words.\n\n::: call-to-action title=\"Us\" href=https://example.org/ label=\"Book now\"\n{selling}\n:::"
            ),
            0,
        ),
        (format!("Words.\n\n::: disclaimer\n{selling}\n:::"), 0),
    ] {
        assert_eq!(said_of("", &body, "PRO001").len(), expected, "{body}");
    }
    assert_eq!(said_of("locale: de\n", selling, "PRO001"), []);
}

#[test]
fn a_topic_that_nothing_tags_is_found_once_where_it_is_first_named() {
    let found = said_of(
        "",
        "Words.\n\n- **SCIATICA:** hurts.\n\nSciatica and swedish-massage.",
        "TAX001",
    );

    let message =
        |kind: &str, name: &str| format!("the text names the {kind} “{name}”, and nothing tags it");
    assert_eq!(
        found,
        [
            (8, message("condition", "Sciatica")),
            (10, message("therapy", "Swedish massage"))
        ]
    );
}

#[test]
fn a_topic_is_tagged_by_the_front_matter_a_mention_a_claim_or_an_item() {
    let claim = "Words. {claim=limited therapy=swedish-massage condition=sciatica}";
    for (front_matter, tag) in [
        (
            "conditions: [sciatica]\ntherapies: [swedish-massage]\n",
            "Words.",
        ),
        (
            "",
            "[One](condition:sciatica), [two](therapy:swedish-massage)",
        ),
        ("", claim),
        ("", "- Words {therapy=swedish-massage condition=sciatica}"),
    ] {
        let body = format!("Sciatica and Swedish massage.\n\n{tag}");

        assert_eq!(said_of(front_matter, &body, "TAX001"), [], "{tag}");
    }
    for body in [
        "Sciaticas and a Swedish masseur.",
        "Words.\n\n::: disclaimer\nNot for sciatica.\n:::",
    ] {
        assert_eq!(said_of("", body, "TAX001"), [], "{body}");
    }
}

#[test]
fn the_title_names_topics_too() {
    let folder = Folder::with_entries();
    folder.write(
        "articles/a.md",
        "---\ntitle: Massage for sciatica\nsummary: Sciatica hurts.\n---\n\nWords.\n",
    );

    let found = said(&folder, "TAX001");

    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, 2);
}

/// Sentences of five plain words, and of five hard ones.
fn sentences(word: &str, count: usize) -> String {
    format!("{}.\n", [word; 5].join(" ")).repeat(count)
}

#[test]
fn the_reading_grade_names_the_sections_that_cause_it() {
    let (easy, hard) = (sentences("pain", 12), sentences("individualisation", 12));
    let body = format!("## Easy\n\n{easy}\n\n## Hard\n\n{hard}");

    let found = said_of("", &body, "READ001");

    assert_eq!(found.len(), 1, "{found:?}");
    let (line, message) = &found[0];
    assert_eq!(*line, 2);
    assert!(
        message.contains("(Flesch-Kincaid, English only): above all in “Hard” "),
        "{message}"
    );
    assert!(!message.contains("Easy"), "{message}");
}

#[test]
fn an_easy_a_short_and_a_foreign_text_have_no_grade_that_is_too_high() {
    let hard = sentences("individualisation", 12);
    let patient = Rules {
        max_reading_grade: 90.0,
        ..Rules::default()
    };
    let folder = Folder::with_entries();
    folder.article("a", &hard);

    assert_eq!(said(&folder, "READ001").len(), 1);
    assert_eq!(said_by(&patient, &folder, "READ001"), []);
    assert_eq!(said_of("", &sentences("pain", 12), "READ001"), []);
    assert_eq!(
        said_of("", &sentences("individualisation", 9), "READ001"),
        []
    );
    assert_eq!(said_of("locale: de\n", &hard, "READ001"), []);
    assert_eq!(said_of("locale: en-GB\n", &hard, "READ001").len(), 1);
}

#[test]
fn what_is_accepted_is_not_said_there_and_only_there() {
    let body =
        "Read [here](https://example.org/). {#one}\n\nRead [here](https://example.org/). {#two}";
    let accepted = "accept: [{code: LNK002, reason: It stays., block: one}]\n";

    let found = said_of(accepted, body, "LNK002");

    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, 9);
    assert_eq!(said_of(accepted, body, "ACC001"), []);
    let everywhere = "accept: [{code: LNK002, reason: It stays.}]\n";
    assert_eq!(said_of(everywhere, body, "LNK002"), []);
    assert_eq!(said_of(everywhere, body, "ACC001"), []);
}

#[test]
fn what_accepts_nothing_says_why() {
    for (accepted, expected) in [
        (
            "code: LNK002, block: two",
            "`LNK002` is accepted at `two`, where it is not found",
        ),
        (
            "code: LNK002, block: gone",
            "`LNK002` is accepted at `gone`, where it is not found",
        ),
        (
            "code: READ001",
            "`READ001` is accepted, and is not found in the article",
        ),
        ("code: LNK999", "`accept` names `LNK999`, which is no code"),
        (
            "code: CIT001",
            "`CIT001` cannot be accepted, because it is an error",
        ),
    ] {
        let accept = format!("accept: [{{{accepted}, reason: It stays.}}]\n");
        let body = "Read [here](https://example.org/). {#one}\n\nWords. {#two}";

        let found = said_of(&accept, body, "ACC001");

        assert_eq!(found, [(4, expected.to_owned())]);
    }
}

#[test]
fn a_stale_acceptance_can_itself_be_accepted() {
    let stale = "{code: READ001, reason: It comes and goes.}";
    let accept = format!("accept: [{stale}, {{code: ACC001, reason: See above.}}]\n");

    assert_eq!(said_of(&accept, "Words.", "ACC001"), []);
}
