//! Containers: what each holds and lacks, and fences that do not match.

use super::*;
use crate::content::ListStyle;

#[test]
fn a_definition_has_a_term() {
    for fence in [
        "::: definition #d term=\"The piri: formis\" condition=piriformis",
        "::: definition {#d term=\"The piri: formis\" condition=piriformis}",
        ":::definition {#d} term=\"The piri: formis\" condition=piriformis",
    ] {
        let Block::Definition(definition) = block(&format!("{fence}\nA muscle.\n:::")) else {
            panic!("no definition");
        };
        assert_eq!(definition.term, "The piri: formis");
        assert_eq!(definition.id.as_str(), "d");
        assert!(definition.condition.is_some());
        assert_eq!(simple_words(&definition.body), ["A muscle."]);
    }
}

#[test]
fn a_question_has_an_answer() {
    let Block::Faq(faq) = block("::: faq question=\"Does it \\\"hurt\\\"?\"\nRarely.\n\n- a\n:::")
    else {
        panic!("no question");
    };
    assert_eq!(faq.question, "Does it \"hurt\"?");
    let Block::Faq(entities) = block("::: faq question=\"&quot;A&amp;E&quot; &x\"\nb\n:::") else {
        panic!("no question");
    };
    assert_eq!(entities.question, "\"A&E\" &x");
    let Block::Faq(signs) = block("::: faq question=\"A &*b*; c\"\nd\n:::") else {
        panic!("no question");
    };
    assert_eq!(signs.question, "A &*b*; c");
    assert_eq!(simple_words(&faq.answer), ["Rarely.", "* a"]);
}

#[test]
fn advice_is_one_list() {
    let body = body("::: do #a\n- b\n:::\n::: dont\n* c\n* d\n:::");

    let [Block::List(first), Block::List(second)] = &body.introduction[..] else {
        panic!("no lists");
    };
    assert_eq!((first.style, first.id.as_str()), (ListStyle::Do, "a"));
    assert_eq!((second.style, second.items.len()), (ListStyle::Dont, 2));
    assert_eq!(codes("::: do\n:::"), [Code::Container]);
    assert_eq!(codes("::: do\n1. a\n:::"), [Code::Container]);
    assert_eq!(codes("::: do\n- a\n* b\n:::"), [Code::Container]);
    assert_eq!(codes("::: do\ntext\n\n- a\n:::"), [Code::Structure]);
}

#[test]
fn a_video_holds_nothing() {
    let Block::Video(video) = block("::: video url=https://x.org/v?a=b title=\"Flossing\"\n:::")
    else {
        panic!("no video");
    };
    assert_eq!(video.url.as_str(), "https://x.org/v?a=b");
    assert_eq!(
        codes("::: video url=https://x.org title=a\nb\n:::"),
        [Code::Structure]
    );
    assert_eq!(
        codes("::: video url=javascript:x title=a\n:::"),
        [Code::UnsafeLink]
    );
}

#[test]
fn disclaimer_and_call_to_action_are_lifted_out() {
    let body = body(
        "a\n\n::: disclaimer\nAsk [@b].\n:::\n\n## C\n\n::: call-to-action title=\"Book: now\" \
         href=https://x.org/book label=\"Find\"\nd\n:::\n",
    );

    assert_eq!(simple_words(&body.disclaimer), ["Ask [@]."]);
    let call = body.call_to_action.expect("a call to action");
    assert_eq!(
        (call.title.as_str(), call.link.label.as_str()),
        ("Book: now", "Find")
    );
    assert_eq!(call.link.href.as_str(), "https://x.org/book");
    assert_eq!(
        (body.introduction.len(), body.sections[0].blocks.len()),
        (1, 0)
    );
}

#[test]
fn there_is_one_of_each() {
    let two = "::: disclaimer\na\n:::\n::: disclaimer\nb\n:::";
    assert_eq!(fault(two).span.line, 4);
    assert_eq!(fault(two).code, Code::Container);
}

#[test]
fn a_container_that_lacks_something_is_refused() {
    assert!(
        fault("::: faq\na\n:::")
            .message
            .contains("lacks `question`")
    );
    assert!(
        fault("::: definitoin term=a\nb\n:::")
            .help
            .contains("`definition`")
    );
    assert!(fault("::: faq question=a\n:::").message.contains("empty"));
    assert_eq!(
        codes("::: faq question=a wide=b\nc\n:::"),
        [Code::Attributes]
    );
    assert_eq!(codes("::: faq question=\"a\nb\n:::"), [Code::Attributes]);
}

#[test]
fn a_container_is_closed() {
    let (body, faults) = body_and_faults("::: faq question=a\nb\n\n## C\n\nd");

    assert_eq!(faults.len(), 1, "{}", shown(&faults));
    assert_eq!((faults[0].code, faults[0].span.line), (Code::Container, 1));
    assert_eq!(body.sections.len(), 1);
}

#[test]
fn a_fence_that_closes_nothing_is_refused_and_hides_nothing() {
    let (body, faults) = body_and_faults("a\n\n:::\n\n## B\n\n::: do\n- c\n:::\n\nd");

    assert_eq!(faults.len(), 1, "{}", shown(&faults));
    assert_eq!((faults[0].code, faults[0].span.line), (Code::Container, 3));
    assert_eq!(body.sections[0].blocks.len(), 2);
}

#[test]
fn containers_do_not_nest() {
    let nested = "::: faq question=a\nb\n\n::: do\n- c\n:::\n\nd";
    assert_eq!(fault(nested).span.line, 4);
    assert_eq!(fault(nested).code, Code::Container);
    assert_eq!(codes("> ::: do\n> - a\n> :::")[0], Code::Container);
    assert_eq!(
        codes("> a\n> ::: video url=https://x.org\n> b")[0],
        Code::Container
    );
}

#[test]
fn only_paragraphs_and_lists_stand_inside() {
    for (inside, code) in [
        ("## a", Code::Heading),
        ("> a", Code::Structure),
        ("| a |\n|---|\n| b |", Code::Structure),
        ("---", Code::Structure),
        ("![a](media/a.svg)", Code::Structure),
        ("<b>\n", Code::RawHtml),
    ] {
        let text = format!("::: disclaimer\ntext\n\n{inside}\n\n:::");
        assert_eq!(codes(&text), [code], "{inside}");
    }
}

#[test]
fn a_comment_stands_anywhere() {
    body("::: disclaimer\n<!-- a -->\n\ntext\n\n<!-- b -->\n\n:::");
    body("- a\n\n  <!-- b -->\n");
}

#[test]
fn control_characters_that_entities_say_are_refused() {
    assert_eq!(
        codes("::: faq question=\"a&#7;b\"\nc\n:::"),
        [Code::Structure]
    );
}
