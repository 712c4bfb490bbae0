//! Every kind of source.

use sinew::content::AuthoredArticle;

use super::workspace::Workspace;

const GIF: &[u8] = b"GIF89a\x03\x00\x02\x00\x00\x00\x00;";

/// The body of an article as JSON text, in which words are looked for.
fn body(article: &AuthoredArticle) -> String {
    serde_json::to_string(&article.draft).unwrap()
}

const WORDPRESS: &str = r#"<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.4" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>A clinic</title>
<link>https://clinic.example.org</link>
<language>en-GB</language>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[ada]]></wp:author_login><wp:author_display_name><![CDATA[Ada Example]]></wp:author_display_name></wp:author>
<item>
<title><![CDATA[Rest &amp; back pain]]></title>
<link>https://clinic.example.org/rest-and-back-pain/</link>
<dc:creator><![CDATA[ada]]></dc:creator>
<content:encoded><![CDATA[Lying still for days weakens the back.

<h2>What helps instead</h2>
Short walks,
several times a day.

[gallery ids="1,2"]

[caption id="a" width="300"]<img src="https://clinic.example.org/walk.jpg" alt="Two people walk" /> A short walk[/caption]

https://www.youtube.com/watch?v=abc123

<ul>
<li>Walk</li>
<li>Stretch</li>
</ul>]]></content:encoded>
<excerpt:encoded><![CDATA[Why lying still does not help.]]></excerpt:encoded>
<wp:post_id>11</wp:post_id>
<wp:post_date><![CDATA[2021-01-27 09:00:00]]></wp:post_date>
<wp:post_date_gmt><![CDATA[2021-01-27 08:00:00]]></wp:post_date_gmt>
<wp:post_name><![CDATA[rest-and-back-pain]]></wp:post_name>
<wp:status><![CDATA[publish]]></wp:status>
<wp:post_type><![CDATA[post]]></wp:post_type>
<category domain="category" nicename="back"><![CDATA[Back pain]]></category>
<category domain="post_tag" nicename="rest"><![CDATA[rest]]></category>
<category domain="category" nicename="uncategorized"><![CDATA[Uncategorized]]></category>
<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>12</wp:meta_value></wp:postmeta>
<wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key><wp:meta_value>bed-rest</wp:meta_value></wp:postmeta>
<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content>Thanks</wp:comment_content></wp:comment>
</item>
<item>
<title>walk</title><wp:post_id>12</wp:post_id><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status>
<wp:attachment_url>https://clinic.example.org/walk.jpg</wp:attachment_url>
<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>Two people walk in a park</wp:meta_value></wp:postmeta>
</item>
<item>
<title>Not ready</title><dc:creator>ada</dc:creator>
<content:encoded><![CDATA[<!-- wp:paragraph -->
<p>Still being written.</p>
<!-- /wp:paragraph -->]]></content:encoded>
<wp:post_id>13</wp:post_id><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:post_name></wp:post_name>
<wp:status>pending</wp:status><wp:post_type>page</wp:post_type>
</item>
<item><title>Menu</title><wp:post_id>14</wp:post_id><wp:post_type>nav_menu_item</wp:post_type></item>
</channel>
</rss>
"#;

#[test]
fn a_wordpress_export_becomes_articles_people_and_a_report() {
    let workspace = Workspace::with(&[("export.xml", WORDPRESS)]);

    let outcome = workspace.import(&["export.xml"]);

    assert_eq!(outcome.status, 3, "{}", outcome.text);
    let article = workspace.article("rest-and-back-pain");
    assert!(!article.is_draft, "{}", outcome.text);
    assert_eq!(article.draft.title, "Rest & back pain");
    assert_eq!(article.draft.summary, "Why lying still does not help.");
    assert_eq!(article.draft.keywords, ["Back pain", "rest"]);
    assert_eq!(article.draft.locale.as_str(), "en-GB");
    assert_eq!(article.draft.previous_slugs[0].as_str(), "bed-rest");
    assert_eq!(
        article.draft.first_published_at.unwrap().to_string(),
        "2021-01-27T08:00:00.000Z"
    );
    assert_eq!(
        article.draft.hero.as_ref().unwrap().image.alt,
        "Two people walk in a park"
    );
    assert_eq!(article.draft.sections[0].heading, "What helps instead");
    let body = body(&article);
    for words in [
        "Lying still for days",
        "Short walks,",
        "A short walk",
        "\"list\"",
        "\"video\"",
        "abc123",
        "gallery ids",
    ] {
        assert!(body.contains(words), "{words} is not in {body}");
    }
    assert!(workspace.article("not-ready").is_draft);
    assert_eq!(workspace.library().people[0].content.name, "Ada Example");
    assert_eq!(outcome.notes("shortcode `[gallery")[0]["line"], 19);
    assert_eq!(outcome.notes("1 comments").len(), 1);
    assert_eq!(outcome.notes("`nav_menu_item`").len(), 1);
}

#[test]
fn a_jekyll_site_becomes_articles_with_their_days_tags_and_pictures() {
    let workspace = Workspace::with(&[
        ("site/_config.yml", "title: Clinic\n"),
        ("site/_layouts/post.html", "<html>{{ content }}</html>"),
        (
            "site/_posts/2021-01-27-back-pain.md",
            "---\nlayout: post\ntitle: Back pain\nexcerpt: Why it hurts.\ntags: [back, pain]\nauthor: Ada Example\n\
             image: /assets/back.gif\nimage_alt: A back\nrating: 5\n---\n\nIt hurts.\n\n## Help\n\n\
             ![A walk]({{ site.baseurl }}/assets/walk.gif)\n{: .wide}\n\n{% include share.html %}\n",
        ),
        (
            "site/_drafts/later.md",
            "---\ntitle: Later\nsummary: Soon.\n---\n\nNot yet.\n",
        ),
    ]);
    workspace.write("site/assets/back.gif", GIF);
    workspace.write("site/assets/walk.gif", [GIF, b"2"].concat());

    let outcome = workspace.import(&["site"]);

    let article = workspace.article("back-pain");
    assert!(!article.is_draft, "{}", outcome.text);
    assert_eq!(article.draft.keywords, ["back", "pain"]);
    assert_eq!(
        article.draft.first_published_at.unwrap().to_string(),
        "2021-01-27T00:00:00.000Z"
    );
    assert_eq!(article.draft.hero.as_ref().unwrap().image.alt, "A back");
    assert_eq!(article.draft.sections[0].heading, "Help");
    assert_eq!(workspace.library().media.len(), 2);
    assert!(workspace.article("later").is_draft);
    assert_eq!(outcome.notes("rating: 5")[0]["line"], 9);
    assert_eq!(outcome.notes("{% include share.html %}")[0]["line"], 19);
    assert_eq!(outcome.notes("{: .wide}")[0]["line"], 17);
    assert_eq!(outcome.status, 3);
}

#[test]
fn a_hugo_site_becomes_articles_with_pictures_of_their_bundles_and_translations() {
    let workspace = Workspace::with(&[
        ("site/hugo.toml", "title = 'Clinic'\n"),
        ("site/layouts/single.html", "{{ .Content }}"),
        (
            "site/content/posts/back-pain/index.md",
            "+++\ntitle = 'Back pain'\ndate = 2021-01-27T08:00:00Z\ndescription = 'Why it hurts.'\ndraft = false\n\
             aliases = ['/old/back/']\n+++\n\nIt hurts.\n\n{{< figure src=\"walk.gif\" alt=\"A walk\" caption=\"Outside\" >}}\n\nMore.\n",
        ),
        (
            "site/content/posts/back-pain/index.de.md",
            "+++\ntitle = 'Rückenschmerzen'\ndescription = 'Warum es weh tut.'\n+++\n\nEs tut weh.\n",
        ),
    ]);
    workspace.write("site/content/posts/back-pain/walk.gif", GIF);

    let outcome = workspace.import(&["site"]);

    let articles = workspace.library().articles;
    let english = articles
        .iter()
        .find(|article| article.draft.locale.as_str() == "en")
        .unwrap();
    let german = articles
        .iter()
        .find(|article| article.draft.locale.as_str() == "de")
        .unwrap();
    assert!(!english.is_draft, "{}", outcome.text);
    assert_eq!(english.draft.previous_slugs[0].as_str(), "back");
    assert!(body(english).contains("Outside"));
    assert_eq!(
        german.draft.translation_of.as_ref().unwrap().as_str(),
        "back-pain"
    );
    assert_eq!(workspace.library().media.len(), 1);
}

#[test]
fn links_between_files_of_an_import_become_mentions_and_others_stay_words() {
    let workspace = Workspace::with(&[
        (
            "site/a.md",
            "# A\n\nSee [b](posts/2021-01-27-b.md#more), [[c]], [c again](/blog/c/) and [a leaflet](leaflet.pdf).\n",
        ),
        (
            "site/posts/2021-01-27-b.md",
            "# B\n\nBack to [a](../a.md).\n",
        ),
        ("site/c.md", "# C\n\nWords.\n"),
    ]);

    let outcome = workspace.import(&["site"]);

    let draft = serde_json::to_value(&workspace.article("a").draft).unwrap();
    let inlines = draft["introduction"][0]["content"].as_array().unwrap();
    let mentions: Vec<&str> = inlines
        .iter()
        .filter_map(|inline| inline["slug"].as_str())
        .collect();
    assert_eq!(mentions, ["b", "c", "c"], "{draft}");
    assert!(body(&workspace.article("b")).contains("\"slug\":\"a\""));
    assert_eq!(outcome.notes("leaflet.pdf").len(), 1, "{}", outcome.text);
    assert_eq!(
        outcome.notes("the place `more`").len(),
        1,
        "{}",
        outcome.text
    );
    assert!(!workspace.article("a").is_draft);
}

#[test]
fn a_saved_page_takes_the_pictures_that_stand_beside_it() {
    let workspace = Workspace::with(&[(
        "pages/Back pain.html",
        "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Back pain | Clinic</title>\
         <meta property=\"og:title\" content=\"Back pain\"><meta name=\"description\" content=\"Why it hurts.\"></head>\
         <body><nav>Home</nav><main><h1>Back pain</h1><p>It hurts a lot, and often for no clear reason at all.</p>\
         <h2>Help</h2><p>Walk.</p><img src=\"Back%20pain_files/walk.gif\" alt=\"A walk\"></main></body></html>",
    )]);
    workspace.write("pages/Back pain_files/walk.gif", GIF);
    workspace.write("pages/Back pain_files/style.css", "p {}");

    let outcome = workspace.import(&["pages"]);

    let article = workspace.article("back-pain");
    assert!(!article.is_draft, "{}", outcome.text);
    assert_eq!(article.draft.title, "Back pain");
    assert_eq!(article.draft.summary, "Why it hurts.");
    assert_eq!(workspace.library().media.len(), 1);
    assert!(!outcome.text.contains("style.css"), "{}", outcome.text);
}

const TEXT: &str = "Rest and Back Pain\n\nLying still for days weakens the back, and a back that is weak hurts more.\n\n\
    What Helps Instead\n\nShort walks help many people, even on bad days. A trial of massage found less pain [1].\n\n\
    References\n\n1. Majchrzycki, M., Kocur, P., & Kotwicki, T. (2014). Deep tissue massage and nonsteroidal \
    anti-inflammatory drugs for low back pain: a prospective randomized trial. The Scientific World Journal, 2014, 287597.\n";

#[test]
fn a_text_in_utf_16_becomes_an_article_with_its_reference() {
    let workspace = Workspace::new();
    let units = TEXT.encode_utf16().flat_map(u16::to_le_bytes);
    workspace.write(
        "page.txt",
        b"\xFF\xFE"
            .iter()
            .copied()
            .chain(units)
            .collect::<Vec<u8>>(),
    );

    let outcome = workspace.import(&["page.txt"]);

    let article = workspace.article("rest-and-back-pain");
    assert!(
        body(&article).contains("\"references\":[\"majchrzycki-2014\"]"),
        "{}",
        outcome.text
    );
    let reference = &workspace.library().references[0].content;
    assert_eq!(reference.author.len(), 3);
    assert_eq!(
        reference
            .issued
            .as_ref()
            .map(|date| serde_json::to_value(date).unwrap()["year"].clone()),
        Some(2014.into())
    );
}

#[test]
fn another_encoding_is_refused_with_its_line_and_taken_when_it_is_named() {
    let workspace = Workspace::new();
    workspace.write("page.txt", b"A Caf\xE9 for Sore Backs\n\nPeople with sore backs meet there, and they talk about walks.\n");

    let refused = workspace.import(&["page.txt"]);
    let taken = workspace.import(&["page.txt", "--encoding", "windows-1252"]);

    assert_eq!(refused.status, 1);
    assert_eq!(refused.notes("not UTF-8")[0]["line"], 1);
    assert!(refused.text.contains("--encoding"));
    assert!(taken.status == 0 || taken.status == 3, "{}", taken.text);
    assert_eq!(
        workspace.library().articles[0].draft.title,
        "A Caf\u{e9} for Sore Backs"
    );
}

#[test]
fn footnotes_that_are_references_become_citations_and_others_stay_words() {
    let workspace = Workspace::with(&[(
        "back.md",
        "---\ntitle: Back pain\nsummary: Why.\n---\n\nMassage helped [^1], as some say[^2].\n\n## More\n\nWalk.\n\n\
         [^1]: Bell J. Massage therapy helps to increase range of motion, decrease pain and assist in healing a client \
         with low back pain and sciatica symptoms. Journal of Bodywork and Movement Therapies. 2008;12(3):281-289. \
         doi:10.1016/j.jbmt.2008.01.006\n[^2]: Not everybody does.\n",
    )]);

    let outcome = workspace.import(&["back.md"]);

    let article = workspace.article("back");
    let introduction = serde_json::to_string(&article.draft.introduction).unwrap();
    assert!(
        introduction.contains("\"citation\""),
        "{introduction} {}",
        outcome.text
    );
    assert!(
        introduction.contains("Not everybody does."),
        "{introduction}"
    );
    let reference = &workspace.library().references[0].content;
    assert_eq!(
        reference.doi.as_ref().unwrap().as_str(),
        "10.1016/j.jbmt.2008.01.006"
    );
}
