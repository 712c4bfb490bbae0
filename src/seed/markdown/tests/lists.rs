//! Lists: labels, levels, images and numbers.

use super::*;
use crate::content::{ListItem, ListStyle};

fn items(text: &str) -> Vec<ListItem> {
    match block(text) {
        Block::List(list) => list.items,
        other => panic!("no list: {other:?}"),
    }
}

#[test]
fn bold_words_with_a_colon_are_the_label() {
    for (text, label, rest) in [
        ("- **Pain relief:** eases [@a]", "Pain relief", "eases [@]"),
        ("- **Pain relief**: eases", "Pain relief", "eases"),
        ("- **A: b:** c", "A: b", "c"),
        ("- **Long\n  label:**\n  text", "Long label", "text"),
        ("- **Only:**", "Only", ""),
    ] {
        let item = &items(text)[0];
        assert_eq!(item.label.as_deref(), Some(label), "{text}");
        assert_eq!(words(&item.content), rest, "{text}");
    }
}

#[test]
fn other_bold_words_stay_in_the_text() {
    for text in [
        "- **Bold** text",
        "- text **bold:** more",
        "- **a: b** c",
        "- *x:* y",
        "- **x\\:** y",
        "- **x**\\: y",
    ] {
        let item = &items(text)[0];
        assert_eq!(item.label, None, "{text}");
        assert!(!item.content.is_empty());
    }
}

#[test]
fn a_mention_in_the_label_says_what_the_item_is_about() {
    let item = &items("- **[Deep massage](therapy:deep):** firm")[0];

    assert_eq!(item.label.as_deref(), Some("Deep massage"));
    assert_eq!(
        item.therapy.as_ref().map(|slug| slug.as_str()),
        Some("deep")
    );
    assert_eq!(words(&item.content), "firm");

    assert!(
        items("- **[A](therapy:a)**: b {therapy=a}")[0]
            .therapy
            .is_some()
    );
    assert_eq!(
        codes("- **[A](therapy:a)**: b {therapy=c}"),
        [Code::Attributes]
    );
    assert_eq!(codes("- **[A](https://x.org):** b"), [Code::Structure]);
    assert_eq!(codes("- **[A](article:x):** b"), [Code::Structure]);
    assert_eq!(codes("- **A [@a]:** b"), [Code::Structure]);
    assert_eq!(codes("- ***A:*** b"), [Code::Structure]);
}

#[test]
fn attributes_of_an_item_are_its_own_or_its_claims() {
    let items = items("- a {#x therapy=t condition=c}\n- b {claim=mixed therapy=t condition=c}\n");

    assert!(items[0].therapy.is_some() && items[0].condition.is_some());
    assert!(items[0].claim.is_none());
    assert!(items[1].therapy.is_none() && items[1].condition.is_none());
    assert!(items[1].claim.is_some());
}

#[test]
fn paragraphs_of_an_item_are_joined_by_line_breaks() {
    let item = &items("- **L:** a {#x}\n\n  b\n\n  c\n")[0];

    assert_eq!(words(&item.content), "a\nb\nc");
    assert_eq!(item.id.as_str(), "x");
    assert_eq!(codes("- a\n\n  b {#x}"), [Code::Attributes]);
}

#[test]
fn a_nested_list_keeps_its_text() {
    let item = &items("- a\n  - **B:** b\n\n    c\n  - d [@e]\n")[0];

    let nested: Vec<String> = item.items.iter().map(|item| words(&item.content)).collect();
    assert_eq!(nested, ["B: b\nc", "d [@]"]);
    assert!(matches!(&item.items[0].content[0], Inline::Text(text) if text.strong));
}

#[test]
fn what_a_nested_list_cannot_hold_is_refused() {
    assert_eq!(codes("- a\n  - b\n    - c"), [Code::ListDepth]);
    assert_eq!(codes("- a\n  1. b"), [Code::Structure]);
    assert_eq!(codes("- a\n  - b {#c}"), [Code::Attributes]);
    assert_eq!(codes("- a\n  - b\n\n  c"), [Code::Structure]);
}

#[test]
fn an_image_in_its_own_paragraph_belongs_to_the_item() {
    let item = &items("- a\n\n  ![b](media/b.svg){credit=C}\n")[0];

    assert_eq!(
        item.image.as_ref().map(|image| image.alt.as_str()),
        Some("b")
    );
    assert_eq!(codes("- a\n\n  ![b](media/b.svg \"c\")"), [Code::Structure]);
    assert_eq!(codes("- a\n\n  ![b](media/b.svg){#c}"), [Code::Attributes]);
    assert_eq!(
        codes("- a\n\n  ![b](media/b.svg)\n\n  ![c](media/c.svg)"),
        [Code::Structure]
    );
    assert_eq!(codes("- a\n  ![b](media/b.svg)"), [Code::Structure]);
}

#[test]
fn numbers_begin_with_one() {
    assert_eq!(codes("3. a\n4. b"), [Code::Structure]);
    assert_eq!(codes("1. a\n2. b\n4. c"), [Code::Structure]);
    assert_eq!(codes("1. a\n1. b\n1. c"), []);
    let Block::List(list) = block("1) a\n2) b") else {
        panic!("no list");
    };
    assert_eq!(list.style, ListStyle::Numbered);
}

#[test]
fn boxes_of_tasks_stay_text() {
    assert_eq!(words(&items("- [ ] a\n- [x] b")[1].content), "[x] b");
}

#[test]
fn an_item_without_text_is_refused() {
    assert_eq!(codes("- a\n-\n- c"), [Code::Structure]);
    assert_eq!(codes("- {#a}"), [Code::Structure]);
}

#[test]
fn other_blocks_in_an_item_are_refused() {
    for (text, code) in [
        ("- a\n\n  > b", Code::Structure),
        ("- a\n\n  ## b", Code::Heading),
        ("- a\n\n      code", Code::CodeBlock),
        ("- a\n\n  ::: faq\n  b\n  :::", Code::Container),
        (
            "- a\n\n  ::: video url=https://x.org\n  :::",
            Code::Container,
        ),
    ] {
        assert_eq!(codes(text)[0], code, "{text}");
    }
}

#[test]
fn a_paragraph_of_blanks_is_no_line_of_an_item() {
    for text in [
        "- a\n\n  &#32;\n\n  b",
        "- {#x}\n\n  a\n\n  b",
        "- &#32;\n\n  a\n\n  b",
    ] {
        assert_eq!(words(&items(text)[0].content), "a\nb", "{text}");
    }
    let nested = &items("- x\n  - a\n\n    &#32;")[0].items[0];
    assert_eq!(words(&nested.content), "a");
    let labelled = &items("- **A:**\n\n  b")[0];
    assert_eq!(words(&labelled.content), "\nb");
}
