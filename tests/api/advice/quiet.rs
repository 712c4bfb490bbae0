//! What must be silent, and what must not be made so by something beside it.

use jiff::civil::date;
use sinew::content::{Beside, Code, Locale, Rules};
use sinew::seed::{Severity, advise, read};

use super::{said, said_of};
use crate::folder::Folder;

#[test]
fn a_draft_of_an_article_takes_no_raised_finding_from_what_is_published() {
    let mut rules = Rules::default();
    rules.raised.insert(Code::MissingMembers);
    let folder = Folder::with_entries();
    folder.article("a", "Words [@yeun-2017].");
    let draft = std::fs::read_to_string(folder.path().join("articles/a.md")).unwrap();
    folder.write("articles/a.draft.md", &draft);

    let mut reading = read(folder.path(), &Locale::parse("en").unwrap());
    advise(&mut reading, &rules, date(2026, 11, 23), &Beside::default());

    let mut faults = reading.faults.iter();
    let found = faults
        .find(|fault| fault.code == Code::MissingMembers && fault.message.contains("yeun-2017"));
    assert_eq!(found.unwrap().severity, Severity::Error);
}

#[test]
fn a_topic_whose_name_is_a_sign_is_named_by_no_text() {
    let folder = Folder::with_entries();
    folder.write(
        "conditions/dash.md",
        "---\nname: \"-\"\nsummary: A sign.\n---\n",
    );
    folder.article("a", "Ödeme – und mehr - schwellen an.");

    assert_eq!(said(&folder, "TAX001"), []);
}

#[test]
fn information_about_treatments_and_numbers_of_things_are_no_promotion_and_no_statement() {
    let section = "## Part {#part purpose=treatments}\n\n";
    for (text, code) in [
        (
            "Below we provide an honest overview of treatments.",
            "PRO001",
        ),
        ("A room with more than 50% humidity is pleasant.", "CIT007"),
    ] {
        assert_eq!(said_of("", &format!("{section}{text}"), code), [], "{text}");
    }
}
