use super::*;

fn plain(text: &str) -> (String, Vec<String>) {
    let plain = plain_markdown(text);
    assert_eq!(line_ends(&plain.text), line_ends(text), "{text}");
    let remarks = plain.remarks.into_iter();
    (
        plain.kept.restored(&plain.text),
        remarks
            .map(|remark| format!("{}: {}", remark.line, remark.message))
            .collect(),
    )
}

#[test]
fn pictures_videos_and_addresses_become_what_markdown_says() {
    for (text, expected) in [
        (
            "{{< figure src=\"a.png\" alt=\"A \\\" caption=\"C & d\" >}}",
            "<!-- --><figure><img src=\"a.png\" alt=\"A \\\"><figcaption>C &#38; d</figcaption></figure>",
        ),
        (
            "{% include image.html url='a.png' description='D' %}",
            "<!-- --><figure><img src=\"a.png\" alt=\"\"><figcaption>D</figcaption></figure>",
        ),
        (
            "{{< youtube abc-1 >}}",
            "<!-- --><iframe src=\"https://www.youtube.com/watch?v=abc-1\"></iframe>",
        ),
        ("![a]({{ site.baseurl }}/a.png)", "![a](/a.png)"),
        ("![a]({{ \"/a.png\" | relative_url }})", "![a](/a.png)"),
        ("[a]({{< ref \"b.md\" >}})", "[a](b.md)"),
        (
            "![[a b.png|A nerve]] ![[b.png|300]]",
            "![A nerve](<a b.png>) ![](<b.png>)",
        ),
    ] {
        assert_eq!(plain(text), (expected.to_owned(), Vec::new()), "{text}");
    }
}

#[test]
fn tags_that_nothing_stands_for_stay_as_words_with_their_line() {
    let (text, remarks) = plain("One\n\n{{% notice\n  *tip* %}}\nTwo {{ page.title }}\n");

    assert_eq!(text, "One\n\n{{% notice\n*tip* %}}\nTwo {{ page.title }}\n");
    assert_eq!(
        remarks,
        [
            "2: `{{% notice *tip* %}}` stays as words",
            "4: `{{ page.title }}` stays as words"
        ]
    );
}

#[test]
fn attributes_that_say_how_something_looks_are_left_out_and_named() {
    let (text, remarks) =
        plain("## Help {#help .big}\n\nWords.\n{: .lead}\n![a](a.png){width=5} {no}\n");

    assert_eq!(text, "## Help \n\nWords.\n\n![a](a.png){width=5} {no}\n");
    assert_eq!(remarks.len(), 2);
}

#[test]
fn code_is_left_alone() {
    let text = "```\n{{< a >}}\n~~~\n{% b %}\n```\n";

    assert_eq!(plain(text), (text.to_owned(), Vec::new()));
}

#[test]
fn hostile_texts_take_linear_time() {
    for unit in ["{{<", "{%", "![[", "{", "{:", "{{< a\n"] {
        let text = unit.repeat(100_000);
        assert!(plain_markdown(&text).text.len() >= text.len(), "{unit}");
    }
    let deep = format!("{} deep\n", "> ".repeat(100_000));
    let (text, remarks) = plain(&deep);
    assert_eq!(text, "deep\n");
    assert_eq!(remarks.len(), 1);
}
