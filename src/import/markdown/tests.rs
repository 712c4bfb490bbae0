use super::*;
use crate::content::{Inline, Locale, Piece, walk_article};

fn imported(text: &str) -> Imported {
    let locale = Locale::parse("en").expect("a valid tag");
    let source = PageSource {
        file: "a.md",
        default_locale: &locale,
        files: &|_| None,
    };
    let key = ReferenceKey::parse("bell-2008").expect("a valid key");
    let keys = HashMap::from([(key.folded(), key)]);
    import_markdown(text, &keys, &source)
}

/// All words of the article's texts.
fn words(imported: &Imported) -> String {
    let mut words = String::new();
    let mut draft = imported.articles[0].draft.clone();
    walk_article(&mut draft, &mut |piece| {
        if let Piece::Inlines(inlines) = piece {
            for inline in inlines.iter() {
                match inline {
                    Inline::Text(run) => words.push_str(&run.text),
                    Inline::Link(link) => words.push_str(&link.text),
                    _ => {}
                }
            }
            words.push('|');
        }
    });
    words
}

fn notes(imported: &Imported) -> String {
    let messages = imported.notes.iter().map(|note| note.message.as_str());
    messages.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_summary_made_from_the_text_holds_no_citation_keys() {
    let text = "Massage eased pain [@bell-2008]. It [@bell-2008, p. 3] lasted.\n";

    let imported = imported(text);

    let draft = &imported.articles[0].draft;
    assert_eq!(draft.title, "Massage eased pain.");
    assert_eq!(draft.summary, "Massage eased pain. It lasted.");
}

#[test]
fn a_footnote_that_nothing_cites_is_kept_and_reported() {
    let imported = imported("# A\n\nText.\n\n[^1]: Nobody points here.\n");

    assert!(words(&imported).contains("Nobody points here."));
    assert!(notes(&imported).contains("a footnote at which nothing points"));
}

#[test]
fn front_matter_without_an_end_makes_a_draft_and_is_no_text() {
    let imported = imported("---\ntitle: Leak\ndraft: true\n\n# Leak\n\nText.\n");

    assert!(imported.articles[0].is_draft);
    assert!(!words(&imported).contains("draft"));
    assert!(notes(&imported).contains("no end"));
}

#[test]
fn front_matter_that_cannot_be_read_stands_in_the_note() {
    let long = "word ".repeat(60);
    let imported = imported(&format!("---\ntitle: 'A\nabout: {long}end\n---\n\nText.\n"));

    assert!(imported.articles[0].is_draft);
    assert!(notes(&imported).contains(&format!("about: {long}end")));
}

#[test]
fn a_tag_without_a_place_stays_the_same_words_wherever_it_stands() {
    let imported = imported(
        "# A\n\nText {{< x *a* >}} and `{{< y _b_ >}}`.\n\n    {{% z %}}\n\n<div>\n{{< w \"c\" >}}\n</div>\n",
    );

    let words = words(&imported);
    for tag in [
        "{{< x *a* >}}",
        "{{< y _b_ >}}",
        "{{% z %}}",
        "{{< w \"c\" >}}",
    ] {
        assert!(words.contains(tag), "{tag} in {words}");
    }
    assert!(!words.contains('\\'));
}

#[test]
fn markdown_goes_on_behind_a_video_and_a_picture() {
    let imported = imported(
        "# A\n\n{{< youtube w7Ft2ymGmfc >}}\nOne [site](https://example.org/) *here*.\n\n\
         {{< youtube w7Ft2ymGmfc >}} Two *there*.\n\n\
         {{< figure src=\"https://example.org/a.png\" alt=\"a\" caption=\"5 *is* [five]\" >}}\nThree *more*.\n",
    );

    let words = words(&imported);
    for text in [
        "One site here.",
        "Two there.",
        "5 *is* [five]",
        "Three more.",
    ] {
        assert!(words.contains(text), "{text} in {words}");
    }
}
