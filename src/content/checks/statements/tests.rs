use serde_json::{Value, json};

use super::super::fixture::{Fixture, paragraph, slug, source};
use super::sentences;
use crate::content::{Code, StudyType, Topic, TopicName};

fn said_in(purpose: &str, text: &str) -> Vec<String> {
    Fixture::section(purpose, &[paragraph(text, &[])]).said(Code::UncitedStatement)
}

#[test]
fn effects_numbers_and_appeals_to_research_need_a_source() {
    for (text, what) in [
        ("Massage relieves leg pain.", "states an effect"),
        (
            "Hot stone massage uses heat, which increases blood flow and reduces pain.",
            "states an effect",
        ),
        (
            "Fire cupping eases your chronic lower back pain.",
            "states an effect",
        ),
        ("Regular massage helps to lower stress.", "states an effect"),
        ("Massage cures sciatica.", "states an effect"),
        (
            "Stretching helps reduce muscle tension in the back.",
            "states an effect",
        ),
        (
            "About 40% of people feel better after a week.",
            "states a number",
        ),
        (
            "Pain falls by 12.5 percent in most patients.",
            "states a number",
        ),
        ("One in ten people has it.", "states a number"),
        ("In all, 55 in 100 had improved.", "states a number"),
        (
            "A study of 609 adults followed them for a year.",
            "states a number",
        ),
        ("They are twice as likely to recover.", "states a number"),
        (
            "Research has shown that massage therapy can help reduce pain.",
            "says what research shows",
        ),
        (
            "It has also been shown to increase serotonin.",
            "says what research shows",
        ),
        ("Cupping is clinically proven.", "says what research shows"),
    ] {
        let said = said_in("benefits", text);
        let sentence = text.trim_end_matches('.');
        assert_eq!(said, [format!("\"{sentence}\" {what} and cites nothing")]);
    }
}

#[test]
fn names_of_topics_are_whole_words_and_acronyms_are_in_capitals() {
    let said = |text: &str| {
        let mut fixture = Fixture::section("benefits", &[paragraph(text, &[])]);
        let name = |topic: Topic, name: &str| TopicName {
            topic,
            name: name.to_owned(),
        };
        fixture.around.topic_names = [
            name(Topic::Condition(slug("iliotibial-band")), "IT"),
            name(Topic::Condition(slug("restless-legs")), "RLS"),
            name(Topic::Condition(slug("back-pain")), "Low-back pain"),
            name(Topic::Therapy(slug("spray")), "SO"),
            name(Topic::Therapy(slug("neuromuscular-massage")), "NMT"),
        ]
        .into_iter()
        .collect();
        fixture.said(Code::UncitedStatement).len()
    };

    for text in [
        "Massage treats IT and more.",
        "Yoga eases RLS.",
        "NMT relieves pain.",
        "MASSAGE RELIEVES LOW BACK PAIN.",
        "Exercise helps to ease low-back pain.",
    ] {
        assert_eq!(said(text), 1, "{text}");
    }
    for text in [
        "Massage treats items of clothing kindly.",
        "Massage oil improves it.",
        "Exercise treats itself as play.",
        "Rest is good, so sleep improves mood.",
        "The nmt folder improves sleep.",
        "Massage eases the rls of a page.",
    ] {
        assert_eq!(said(text), 0, "{text}");
    }
}

#[test]
fn what_is_hedged_denied_asked_or_advised_is_no_statement() {
    for text in [
        "Massage may relieve leg pain.",
        "Massage can feel good and may ease a sore back.",
        "Massage does not reduce cortisol.",
        "It hasn\u{2019}t been shown to cure sciatica.",
        "No study has shown that massage heals a nerve.",
        "We found hardly any studies of massage in people with sciatica.",
        "Does massage relieve leg pain?",
        "Nobody knows whether massage improves sleep.",
        "Stop the massage when it increases your pain.",
        "Use heat for 15 to 20 minutes, with a cloth in between.",
        "Three or four sessions are a fair test.",
        "Stop if massage increases pain.",
        "The therapist uses massage oil that is 100% natural.",
        "Mix the oil to a strength of 5% before the massage.",
        "The nerve runs in one of two ways through the muscle.",
        "Massage is a choice for people with reduced mobility and increased stress.",
        "Massage improves nothing.",
        "A daily walk keeps the hip moving.",
        "Relaxing massage is calm. Sleep improves mood.",
        "What a massage does for pain:",
        "Massage has been part of medicine for 5,000 years.",
        "The sciatic nerve is formed by several nerve roots, most of them one of the five lumbar ones.",
    ] {
        assert_eq!(said_in("benefits", text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn only_clinical_sections_of_english_texts_are_read() {
    let text = "Massage relieves leg pain.";

    for purpose in [
        "treatments",
        "risks",
        "evidence",
        "what_to_expect",
        "self_care",
    ] {
        assert_eq!(said_in(purpose, text).len(), 1, "{purpose}");
    }
    for purpose in ["overview", "symptoms", "faq", "conclusion", "other"] {
        assert!(said_in(purpose, text).is_empty(), "{purpose}");
    }
    let mut german = Fixture::section("benefits", &[paragraph(text, &[])]);
    german.draft.locale = crate::content::Locale::parse("de").expect("a locale");
    assert!(german.said(Code::UncitedStatement).is_empty());
}

#[test]
fn a_citation_in_the_same_paragraph_is_enough_and_one_in_the_next_is_not() {
    let report = source("bell-2008", StudyType::CaseReport);
    let stated = |blocks: &[Value]| {
        let mut fixture = Fixture::section("benefits", blocks);
        fixture.knows(std::slice::from_ref(&report));
        fixture.said(Code::UncitedStatement).len()
    };
    let text = "Massage relieved pain. Massage relieves leg pain.";
    let cited = paragraph(text, std::slice::from_ref(&report));

    assert_eq!(stated(std::slice::from_ref(&cited)), 0);
    assert_eq!(stated(&[paragraph(text, &[]), cited]), 1);
}

#[test]
fn a_sentence_about_the_trial_that_was_cited_before_needs_no_second_citation() {
    let report = source("trial", StudyType::RandomisedTrial);
    let back = paragraph("In this trial, 30 of 59 people were better.", &[]);
    let stated = |blocks: &[Value]| {
        let mut fixture = Fixture::section("evidence", blocks);
        fixture.knows(std::slice::from_ref(&report));
        fixture.said(Code::UncitedStatement).len()
    };

    let cited = paragraph("A trial.", std::slice::from_ref(&report));
    assert_eq!(stated(&[cited.clone(), back.clone()]), 0);
    assert_eq!(stated(&[back, cited]), 1);
}

#[test]
fn headings_and_quotations_are_not_read_however_long_and_what_follows_them_is() {
    let stated = |text: &str| paragraph(text, &[]);
    let list = json!({"type": "list", "style": "bulleted", "items": [
        {"content": stated("Massage eases stress.")["content"], "items": []},
        {"content": stated("Massage eases tension.")["content"], "items": []},
    ]});
    let quote = json!({
        "type": "quote", "attribution": "A client",
        "body": [stated("Massage relieves leg pain."), stated("Massage improves sleep."), list],
    });
    let said = |blocks: &[Value]| {
        let mut fixture = Fixture::section("benefits", blocks);
        fixture.draft.sections[0].heading = "Massage relieves pain.".to_owned();
        fixture.said(Code::UncitedStatement)
    };

    assert_eq!(said(std::slice::from_ref(&quote)), [""; 0]);
    let around = [
        stated("Massage lowers stress."),
        quote.clone(),
        stated("Massage lifts. Massage improves mood."),
        quote,
    ];
    assert_eq!(
        said(&around),
        [
            "\"Massage lowers stress\" states an effect and cites nothing",
            "\"Massage improves mood\" states an effect and cites nothing",
        ]
    );
}

#[test]
fn long_sentences_are_cut_and_of_each_passage_the_first_is_told() {
    let text = format!(
        "It is soft. Massage relieves pain{} Massage relieves stress.",
        " and \u{e9}\u{1f600}".repeat(60) + "."
    );

    let said = said_in("benefits", &text);

    assert_eq!(said.len(), 1);
    assert!(
        said[0].starts_with("\"Massage relieves pain and \u{e9}"),
        "{said:?}"
    );
    assert!(said[0].chars().count() < 140, "{said:?}");
}

#[test]
fn sentences_end_with_marks_before_blanks_and_with_lines() {
    let text = "One is 3.5 long. \u{201c}Two?\u{201d} Three\nFour!  ";

    let found: Vec<&str> = sentences(text).collect();

    assert_eq!(
        found,
        ["One is 3.5 long.", "\u{201c}Two?\u{201d}", "Three", "Four!"]
    );
}
