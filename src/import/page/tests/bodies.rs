//! Elements of HTML, one by one.

use super::*;
use crate::content::{CalloutRole, ListBlock, SimpleBlock};

fn list(block: &Block) -> &ListBlock {
    match block {
        Block::List(list) => list,
        other => panic!("a list was expected, got {other:?}"),
    }
}

#[test]
fn text_between_blocks_becomes_paragraphs_of_its_own() {
    let imported =
        body("loose <b>words</b><div>inside <div>deeper</div> after</div>end<br><br>new");

    let texts: Vec<String> = blocks(&imported).iter().map(paragraph).collect();
    assert_eq!(
        texts,
        ["loose **words**", "inside", "deeper", "after", "end", "new"]
    );
}

#[test]
fn bold_that_overlaps_paragraphs_ends_where_it_is_closed() {
    let imported = body("<p>a <b> b </p><p>c</b> d<i></i></p>");

    let texts: Vec<String> = blocks(&imported).iter().map(paragraph).collect();
    assert_eq!(texts, ["a **b**", "**c** d"]);
}

#[test]
fn spaces_and_invisible_characters_are_made_plain() {
    let imported = body("<p>\u{200b}</p><p>a\u{a0}\n  b\u{ad}c <em> d</em>e</p>");

    let texts: Vec<String> = blocks(&imported).iter().map(paragraph).collect();
    assert_eq!(texts, ["a bc *d*e"]);
}

#[test]
fn links_that_cannot_be_kept_are_words_with_a_note() {
    let imported = body(
        "<p><a href='https://example.org/a'>x</a> <a href='/b'>y</a> <a href='javascript:c'>z</a> <a href='#d'>w</a></p>",
    );

    assert_eq!(
        paragraph(&blocks(&imported)[0]),
        "[x](https://example.org/a) y z w"
    );
    for link in ["/b", "javascript:c", "#d"] {
        assert!(has_note(&imported, link), "{link}");
    }
}

#[test]
fn a_third_level_of_list_becomes_the_second() {
    let imported = body("<ul><li>a<ul><li>b<ol><li>c</ol><li>d</ul><li>e</ul>");

    let list = list(&blocks(&imported)[0]);
    let nested: Vec<String> = list.items[0]
        .items
        .iter()
        .map(|item| shown(&item.content))
        .collect();
    assert_eq!(nested, ["b", "c", "d"]);
    assert_eq!(shown(&list.items[1].content), "e");
    assert!(has_note(&imported, "third level of list"));
}

#[test]
fn an_item_keeps_its_paragraphs_its_image_and_what_else_it_says() {
    let imported = body(
        "<ol start=4><li><p>a</p><p>b</p><img src='https://example.org/i.png' alt='An image'><blockquote>c</blockquote></ol>",
    );

    let item = &list(&blocks(&imported)[0]).items[0];
    assert_eq!(shown(&item.content), "a\nb\nc");
    assert_eq!(
        item.image.as_ref().map(|image| image.alt.as_str()),
        Some("An image")
    );
    assert!(has_note(&imported, "a quote in a list item"));
    assert!(has_note(&imported, "counted from 1"));
}

#[test]
fn a_table_has_one_header_and_rows_of_one_width() {
    let imported = body(
        "<table><caption>Pain</caption><thead><tr><th>A<th>B</thead><tr><td rowspan=2>1<td>2<tr><td>3<tr><td colspan=2>4</table>",
    );

    let Block::Table(table) = &blocks(&imported)[0] else {
        panic!("a table was expected")
    };
    let row = |cells: &[crate::content::TableCell]| {
        cells
            .iter()
            .map(|cell| shown(&cell.content))
            .collect::<Vec<_>>()
            .join("|")
    };
    assert_eq!(shown(&table.caption), "Pain");
    assert_eq!(row(&table.header), "A|B");
    let rows: Vec<String> = table.rows.iter().map(|cells| row(&cells.cells)).collect();
    assert_eq!(rows, ["1|2", "|3", "4|"]);
    assert!(has_note(&imported, "cover several columns or rows"));
}

#[test]
fn a_grid_of_one_column_is_no_table() {
    let imported = body("<table><tr><td><p>a</p><ul><li>b</ul></table>");

    assert_eq!(paragraph(&blocks(&imported)[0]), "a");
    assert_eq!(list(&blocks(&imported)[1]).items.len(), 1);
}

#[test]
fn quotes_questions_definitions_and_videos_have_blocks_of_their_own() {
    let imported = body(
        "<blockquote><p>It <i>helped</i>.</p><footer>— A client</footer></blockquote>\
         <details><summary>Does it hurt?</summary><p>Rarely.</p></details>\
         <dl><dt>Piriformis<dd>A muscle.<dt>Sacrum<dd>A bone.</dl>\
         <iframe src='//www.youtube.com/embed/x' title='Flossing'></iframe><hr>",
    );

    let blocks = blocks(&imported);
    assert!(
        matches!(&blocks[0], Block::Quote(quote) if quote.attribution.as_deref() == Some("A client"))
    );
    assert!(matches!(&blocks[1], Block::Faq(faq) if faq.question == "Does it hurt?"));
    assert!(matches!(&blocks[2], Block::Definition(definition) if definition.term == "Piriformis"));
    assert!(matches!(&blocks[3], Block::Definition(definition) if definition.term == "Sacrum"));
    assert!(
        matches!(&blocks[4], Block::Video(video) if video.url.as_str() == "https://www.youtube.com/embed/x")
    );
    assert!(matches!(&blocks[5], Block::Divider(_)));
}

#[test]
fn what_a_body_has_no_place_for_becomes_paragraphs_of_it() {
    let imported = body(
        "<blockquote><h3>Head</h3><table><tr><td>a<td>b</table><img src='https://example.org/i.png' alt='I'>end</blockquote>",
    );

    let Block::Quote(quote) = &blocks(&imported)[0] else {
        panic!("a quote was expected")
    };
    let texts: Vec<String> = quote
        .body
        .iter()
        .map(|block| match block {
            SimpleBlock::Paragraph(paragraph) => shown(&paragraph.content),
            SimpleBlock::List(_) => "a list".to_owned(),
        })
        .collect();
    assert_eq!(texts, ["**Head**", "a; b", "end"]);
    assert!(matches!(&blocks(&imported)[1], Block::Figure(_)));
    assert!(has_note(&imported, "a heading inside a quote"));
    assert!(has_note(&imported, "a table inside a quote"));
}

#[test]
fn alerts_of_rendered_markdown_are_callouts_and_tips() {
    let imported = body(
        "<div class='markdown-alert markdown-alert-warning'><p class='markdown-alert-title'>Warning</p><p>a</p></div>\
         <div class='markdown-alert markdown-alert-tip'><p class='markdown-alert-title'>Keep warm</p><p>b</p></div>",
    );

    assert!(
        matches!(&blocks(&imported)[0], Block::Callout(callout) if callout.role == CalloutRole::Warning && callout.title.is_none())
    );
    assert!(matches!(&blocks(&imported)[1], Block::Tip(tip) if tip.title == "Keep warm"));
}

#[test]
fn code_keeps_its_words_and_its_lines() {
    let imported = body("<pre><code>one\n  two</code></pre><p>and <code>three</code></p>");

    assert_eq!(paragraph(&blocks(&imported)[0]), "one\ntwo");
    assert_eq!(paragraph(&blocks(&imported)[1]), "and three");
    assert!(has_note(&imported, "code, which became a paragraph"));
}

#[test]
fn headings_are_levelled_without_a_gap() {
    let imported = body("<h3>a</h3><p>x</p><h6>b</h6><p>x</p><h4>c</h4><h1>d</h1><h2>e</h2>");

    let levels: Vec<(u8, &str)> = article(&imported)
        .draft
        .sections
        .iter()
        .map(|section| (section.level, section.heading.as_str()))
        .collect();
    assert_eq!(levels, [(2, "a"), (3, "b"), (3, "c"), (2, "d"), (3, "e")]);
    assert!(has_note(&imported, "headings whose level was changed"));
}

#[test]
fn an_image_without_text_alternative_makes_a_draft() {
    let imported = body(
        "<p>a</p><img src='https://example.org/i.png'><img src='https://example.org/j.png' alt='' role=presentation>",
    );

    assert!(article(&imported).is_draft);
    assert!(has_note(&imported, "no alternative text"));
    assert!(matches!(&blocks(&imported)[2], Block::Figure(figure) if figure.image.is_decorative));
}

#[test]
fn a_missing_image_is_named_after_its_text_alternative() {
    let imported = body("<p>a</p><img src='x/y.png' alt='The nerve, from behind'>");

    assert!(
        matches!(&blocks(&imported)[1], Block::Figure(figure) if figure.image.src == "media/the-nerve-from-behind.png")
    );
    assert!(article(&imported).is_draft);
    assert!(has_note(&imported, "x/y.png is missing"));
}

#[test]
fn the_title_of_an_image_is_its_caption_or_is_noted() {
    let alone = body("<p>a</p><img src='https://example.org/i.png' alt='A' title='Its course'>");
    let with_caption = body(
        "<p>a</p><figure><img src='https://example.org/i.png' alt='A' title='Its course'><figcaption>Words</figcaption></figure>",
    );

    assert!(
        matches!(&blocks(&alone)[1], Block::Figure(figure) if crate::content::plain_text(&figure.caption) == "Its course")
    );
    assert!(!has_note(&alone, "has no place"));
    assert!(
        matches!(&blocks(&with_caption)[1], Block::Figure(figure) if crate::content::plain_text(&figure.caption) == "Words")
    );
    assert!(has_note(
        &with_caption,
        "the title of the image https://example.org/i.png has no place here: “Its course”"
    ));
}

#[test]
fn a_file_that_is_no_image_is_not_taken() {
    let locale = locale();
    let files = |_: &str| Some(b"no image".to_vec());
    let source = PageSource {
        file: "a.html",
        default_locale: &locale,
        files: &files,
    };

    let imported = import_html_body(
        "<p>a</p><img src='x.png' alt='X'>",
        PageMeta::default(),
        &source,
    );

    assert!(imported.images.is_empty());
    assert!(has_note(&imported, "no image of a known format"));
}

#[test]
fn furniture_goes_with_a_note_of_its_words() {
    let imported = body(
        "<p>a</p><nav>Go home</nav><div class='share social-share'>Tell others</div><p hidden>Secret</p><form>Search <input></form>",
    );

    assert_eq!(blocks(&imported).len(), 1);
    for words in ["Go home", "Tell others", "Secret", "Search"] {
        assert!(has_note(&imported, words), "{words}");
    }
}

#[test]
fn a_page_without_anything_says_so() {
    assert!(page("").articles.is_empty());
    assert!(has_note(&page("<nav></nav>"), "nothing to read"));
    assert!(text(" \n\n").articles.is_empty());
}

#[test]
fn a_page_without_a_title_takes_its_first_sentence() {
    let imported = page("<p>The nerve is long. It can hurt.</p>");

    assert_eq!(article(&imported).draft.title, "The nerve is long.");
    assert!(has_note(&imported, "has no title"));
}

#[test]
fn images_stand_beside_the_plain_text_that_they_were_in() {
    let imported = body(
        "<h2>Warmth <img src='https://example.org/i.png' alt='zwpack'></h2><h2><img src='https://example.org/j.png' alt='zwalone'></h2>\
         <details><summary>Why? <img src=k.png alt='zwlost'></summary>So.</details>",
    );

    let blocks = &section(&imported, "Warmth").blocks;
    assert!(matches!(&blocks[0], Block::Figure(figure) if figure.image.alt == "zwpack"));
    assert!(matches!(&blocks[1], Block::Figure(figure) if figure.image.alt == "zwalone"));
    assert!(has_note(&imported, "zwlost"));
}

#[test]
fn a_section_that_is_a_disclaimer_is_one() {
    let imported =
        body("<h2>Why</h2><p>Because.</p><h2>Disclaimer</h2><p>Ask a doctor.</p><p>Always.</p>");

    assert_eq!(article(&imported).draft.sections.len(), 1);
    assert_eq!(article(&imported).draft.disclaimer.len(), 2);
}

#[test]
fn asides_formulas_and_menus_are_content_inside_the_content() {
    let imported = page(
        "<html><head><title>A</title></head><body><nav>Home</nav><main><h1>A</h1><p>Text <math><mi>x</mi><mo>=</mo><mn>2</mn>\
         <annotation encoding=\"application/x-tex\">x=2</annotation></math> here.</p><aside><p>Ask a doctor.</p></aside>\
         <menu><li>One</li><li>Two</li></menu></main></body></html>",
    );

    let shown = format!("{:?}", blocks(&imported));
    for words in ["x=2", "Ask a doctor.", "One", "Two"] {
        assert_eq!(shown.matches(words).count(), 1, "{words} in {shown}");
    }
    assert!(has_note(&imported, "a formula became plain text"));
}

#[test]
fn an_aside_of_a_page_without_main_content_is_left_out_and_its_note_holds_every_word() {
    let long = "word ".repeat(40);
    let imported = page(&format!(
        "<h1>A</h1><p>Text.</p><aside><p>{long}end</p></aside>"
    ));

    assert!(has_note(&imported, &format!("{long}end")));
    assert_eq!(blocks(&imported).len(), 1);
}
