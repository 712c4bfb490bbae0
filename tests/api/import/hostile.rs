//! Input that nobody should have, and somebody will.

use std::os::unix::fs::symlink;
use std::process::Command;
use std::time::{Duration, Instant};

use super::workspace::Workspace;
use crate::program::{run, sinew};

#[test]
fn what_is_nothing_is_named_and_nothing_is_written() {
    let workspace = Workspace::with(&[
        ("in/empty.md", ""),
        ("in/blank.txt", " \n\n"),
        ("in/a.css", "p {}"),
    ]);
    workspace.write("in/program", b"\x7fELF\x02\x01\x00\x00");
    workspace.write("in/a.zip", b"PK\x03\x04\x14\x00\x00");
    workspace.write("in/lonely.gif", b"GIF89a\x03\x00\x02\x00\x00\x00\x00;");
    std::fs::create_dir(workspace.path().join("nothing")).unwrap();

    let outcome = workspace.import(&["in", "nothing", "gone.html"]);

    assert_eq!(outcome.status, 1, "{}", outcome.text);
    assert_eq!(outcome.notes("is empty").len(), 2);
    assert_eq!(outcome.notes("NUL").len(), 2);
    assert_eq!(outcome.notes("nothing that can be imported").len(), 1);
    assert_eq!(outcome.notes("no article shows this image").len(), 1);
    assert_eq!(outcome.notes("holds no files").len(), 1);
    assert_eq!(outcome.notes("cannot be read").len(), 1);
    assert!(!workspace.path().join("seed").exists());
}

#[test]
fn links_are_not_followed_and_pictures_outside_are_not_read() {
    let workspace = Workspace::with(&[
        (
            "in/back.md",
            "# Back\n\nWords.\n\n![A](../outside.gif) ![B](link.gif)\n",
        ),
        ("secret.md", "# Secret\n\nNot for import.\n"),
    ]);
    workspace.write("outside.gif", b"GIF89a\x03\x00\x02\x00\x00\x00\x00;");
    let inside = workspace.path().join("in");
    symlink("..", inside.join("loop")).unwrap();
    symlink("../secret.md", inside.join("secret.md")).unwrap();
    symlink("../outside.gif", inside.join("link.gif")).unwrap();
    symlink("nowhere", inside.join("broken.md")).unwrap();

    let outcome = workspace.import(&["in"]);

    assert_eq!(outcome.notes("not followed").len(), 4, "{}", outcome.text);
    assert_eq!(workspace.library().articles.len(), 1);
    assert_eq!(workspace.library().media.len(), 0);
    assert!(workspace.article("back").is_draft);
}

#[test]
fn a_bomb_of_entities_stays_small() {
    let mut bomb =
        "<?xml version=\"1.0\"?>\n<!DOCTYPE rss [\n<!ENTITY a \"aaaaaaaaaaaaaaaa\">\n".to_owned();
    for (name, of) in ('b'..='k').zip('a'..='j') {
        bomb.push_str(&format!(
            "<!ENTITY {name} \"{}\">\n",
            format!("&{of};").repeat(16)
        ));
    }
    bomb.push_str(
        "]>\n<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><item><title>&k;</title>\
         <content:encoded>Words &k;</content:encoded><wp:post_name>bomb</wp:post_name><wp:status>publish</wp:status>\
         <wp:post_type>post</wp:post_type></item></channel></rss>",
    );
    let workspace = Workspace::with(&[("bomb.xml", &bomb)]);

    let outcome = workspace.import(&["bomb.xml"]);

    assert_eq!(
        workspace.article("bomb").draft.title,
        "&k;",
        "{}",
        outcome.text
    );
    assert_eq!(outcome.notes("`&k;`").len(), 2);
}

#[test]
fn a_page_of_fifty_mebibytes_is_refused_at_once() {
    let workspace = Workspace::new();
    workspace.write(
        "big.txt",
        "A sentence about backs.\n\n".repeat(2 * 1024 * 1024 + 100_000),
    );
    let start = Instant::now();

    let outcome = workspace.import(&["big.txt"]);

    assert_eq!(outcome.status, 1);
    assert_eq!(
        outcome.notes("larger than 16 MiB").len(),
        1,
        "{}",
        outcome.text
    );
    assert!(start.elapsed() < Duration::from_secs(60));
}

#[test]
fn an_article_that_no_file_can_hold_is_reported_and_the_others_are_written() {
    let workspace = Workspace::with(&[("in/small.md", "# Small\n\nFew words.\n")]);
    workspace.write(
        "in/big.md",
        format!("# Big\n\n{}\n", "Many words. ".repeat(300_000)),
    );

    let outcome = workspace.import(&["in"]);

    assert_eq!(outcome.status, 3);
    assert_eq!(workspace.library().articles.len(), 1);
    assert_eq!(
        outcome.notes("larger than 2 MiB").len(),
        1,
        "{}",
        outcome.text
    );
}

#[test]
fn nothing_of_a_file_steers_the_terminal() {
    let workspace = Workspace::with(&[(
        "back.md",
        "---\ntitle: Back\nmood: \"\\u001b[2J\\u0007\"\n---\n\nWords.\n",
    )]);

    let outcome = workspace.import(&["back.md"]);

    assert!(outcome.text.contains("mood"), "{}", outcome.text);
    assert!(
        !outcome.text.contains(['\u{1b}', '\u{7}']),
        "{}",
        outcome.text
    );
}

#[test]
fn raw_control_characters_and_broken_markup_do_no_harm() {
    let workspace = Workspace::with(&[
        (
            "in/a.html",
            "<!doctype html><title>A</title><body><p>One\u{8}two <b>three<i></p></b> four<table><li>five<h2></h2><h5>Six</h5>",
        ),
        (
            "in/b.md",
            "---\ntitle: B\n: :\n---\n\n# One\n\n#### Deep \u{b} <script>alert(1)</script>\n\n```\ncode\n```\n\n1. a\n   1. b\n      1. c\n",
        ),
        (
            "in/c.txt",
            "C\n\nWords.\u{c}More words, and more of them.\n",
        ),
    ]);

    let outcome = workspace.import(&["in"]);

    assert_eq!(workspace.library().articles.len(), 3, "{}", outcome.text);
    assert_eq!(outcome.status, 3);
}

#[test]
fn a_pipe_and_a_device_are_refused_without_reading_them() {
    let workspace = Workspace::new();
    let made = run(Command::new("mkfifo").arg(workspace.path().join("pipe.md")));
    assert!(made.status.success());

    let outcome = workspace.import(&["pipe.md", "/dev/zero"]);

    assert_eq!(outcome.status, 1, "{}", outcome.text);
    assert_eq!(outcome.notes("neither a file nor a folder").len(), 2);
}

#[test]
fn a_report_that_cannot_be_written_stops_the_import_before_it_writes() {
    let workspace = Workspace::with(&[("back.md", "# Back\n\nWords.\n")]);

    let output = run(sinew().current_dir(workspace.path()).args([
        "import",
        "back.md",
        "--report",
        "gone/report.json",
    ]));

    let text = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("gone/report.json"), "{text}");
    assert!(!workspace.path().join("seed").exists());
}
