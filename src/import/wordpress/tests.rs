use super::*;

fn item(id: usize, slug: &str, content: &str, more: &str) -> String {
    format!(
        "<item><title>Post {id}</title><link>https://c.example.org/{slug}/</link><dc:creator>ada</dc:creator>\
         <content:encoded><![CDATA[{content}]]></content:encoded><wp:post_id>{id}</wp:post_id>\
         <wp:post_name>{slug}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>{more}</item>\n"
    )
}

fn import(items: &str) -> Vec<Imported> {
    let text = format!(
        "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><link>https://c.example.org</link>\n{items}</channel></rss>"
    );
    let locale = Locale::parse("en").expect("a valid tag");
    let source = PageSource {
        file: "export.xml",
        default_locale: &locale,
        files: &|_| None,
    };
    import_wordpress(&text, &source)
}

fn messages(made: &[Imported]) -> Vec<&str> {
    let notes = made.iter().flat_map(|made| &made.notes);
    notes.map(|note| note.message.as_str()).collect()
}

#[test]
fn each_post_keeps_the_references_of_its_own() {
    let content = |line: &str| {
        format!("<p>As one study says [1].</p>\n<h2>References</h2>\n<ol>\n<li>{line}</li>\n</ol>")
    };
    let bell = "Bell J. Massage therapy helps to increase range of motion, decrease pain and assist in healing a client with \
        low back pain and sciatica symptoms. Journal of Bodywork and Movement Therapies. 2008;12(3):281-289.";
    let yeun = "Yeun YR. Effectiveness of massage therapy on the range of motion of the shoulder: a systematic review and \
        meta-analysis. Journal of Physical Therapy Science. 2017;29(2):365-369.";

    let made = import(&(item(1, "a", &content(bell), "") + &item(2, "b", &content(yeun), "")));

    let keys: Vec<&str> = made[..2]
        .iter()
        .map(|made| made.references[0].key.as_str())
        .collect();
    assert_eq!(keys, ["bell-2008", "yeun-2017"]);
}

#[test]
fn a_password_a_lost_picture_and_an_empty_post_are_named() {
    let picture = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>77</wp:meta_value></wp:postmeta>";
    let made = import(
        &(item(
            1,
            "a",
            "Words.",
            "<wp:post_password>secret</wp:post_password>",
        ) + &item(2, "b", "Words.", picture)
            + &item(3, "c", "", "")),
    );

    assert!(made[0].articles[0].is_draft);
    assert!(!made[1].articles[0].is_draft);
    let messages = messages(&made);
    for words in [
        "behind a password",
        "file 77, is not in the export",
        "no words",
    ] {
        assert!(
            messages.iter().any(|message| message.contains(words)),
            "{words}: {messages:?}"
        );
    }
    assert!(!messages.iter().any(|message| message.contains("secret")));
}

#[test]
fn links_within_the_old_site_are_known_as_links_to_articles() {
    let made = import(
        &(item(
            1,
            "a",
            "See <a href=\"https://c.example.org/2021/b/\">b</a>, <a href=\"/b/\">b</a> and \
            <a href=\"https://other.example.org/b/\">another</a>.",
            "",
        ) + &item(2, "b", "Words.", "")),
    );

    let draft =
        serde_json::to_string(&made[0].articles[0].draft).expect("an article has a JSON form");
    assert_eq!(
        draft.matches("https://import.invalid/b/").count(),
        2,
        "{draft}"
    );
    assert!(draft.contains("https://other.example.org/b/"));
}

#[test]
fn a_post_of_the_future_is_a_draft_with_its_moment() {
    let post = item(
        1,
        "a",
        "Words.",
        "<wp:post_date_gmt>2030-01-01 08:00:00</wp:post_date_gmt>",
    );
    let made = import(&post.replace(">publish<", ">future<"));

    let article = &made[0].articles[0];
    assert!(article.is_draft);
    assert_eq!(article.draft.first_published_at, None);
    let moment = article.draft.publish_at.map(|moment| moment.to_string());
    assert_eq!(moment.as_deref(), Some("2030-01-01T08:00:00.000Z"));
}
