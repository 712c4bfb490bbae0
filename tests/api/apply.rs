//! What an apply does, and what stops it.

use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use crate::desk::Desk;
use crate::program::{Program, sinew};

#[actix_web::test]
async fn an_apply_says_what_it_did_and_does_nothing_twice() {
    let desk = Desk::new();

    let first = desk.apply();
    let revisions = desk.count("SELECT count(*) FROM revision").await;
    let second = desk.apply();

    let lines: Vec<&str> = first.out.lines().collect();
    assert_eq!(lines.len(), 8);
    assert_eq!(lines[0], "created image media/nerve.svg");
    assert_eq!(lines[6], "created article a (en, published)  articles/a.md");
    assert_eq!(lines[7], "7 created; 0 unchanged");
    assert_eq!(second.out, "nothing changed; 7 unchanged\n");
    assert_eq!(desk.count("SELECT count(*) FROM revision").await, revisions);
    assert_eq!(desk.count("SELECT version FROM content_version").await, 1);
}

#[actix_web::test]
async fn what_the_folder_lacks_stays_and_is_told_of() {
    let desk = Desk::new();
    desk.folder.article("b", "Words.");
    desk.apply();
    desk.folder.remove("articles/b.md");

    let said = desk.apply();

    assert_eq!(
        said.out,
        "nothing changed; 7 unchanged; 1 in the database are not in the folder and stay (--prune removes them)\n"
    );
    assert_eq!(desk.count("SELECT count(*) FROM article").await, 2);
}

#[actix_web::test]
async fn nothing_is_removed_unless_somebody_agrees() {
    let desk = Desk::new();
    desk.folder.article("b", "Words.");
    desk.apply();
    desk.folder.remove("articles/b.md");

    let said = desk.run("apply", &["--prune"]);

    assert_eq!((said.status, said.out.as_str()), (1, ""));
    assert!(said.err.contains("- article b (en)"), "{}", said.err);
    assert!(said.err.contains("add --yes"), "{}", said.err);
    assert_eq!(desk.count("SELECT count(*) FROM article").await, 2);
}

#[actix_web::test]
async fn a_removed_article_is_gone_and_its_revisions_stay() {
    let desk = Desk::new();
    desk.folder
        .article_with("b", "previous_slugs: [old-b]\n", "Words.");
    desk.apply();
    desk.folder.remove("articles/b.md");

    let said = desk.run("apply", &["--prune", "--yes"]);

    assert_eq!(said.status, 0, "{}", said.err);
    assert_eq!(said.out, "removed article b (en)\n1 removed; 7 unchanged\n");
    assert_eq!(desk.count("SELECT count(*) FROM article").await, 1);
    assert_eq!(
        desk.count("SELECT count(*) FROM removed_article WHERE slug IN ('b', 'old-b')")
            .await,
        2
    );
    assert_eq!(
        desk.count("SELECT count(*) FROM revision WHERE kind = 'article'")
            .await,
        2
    );
}

#[actix_web::test]
async fn what_was_removed_can_come_back_and_goes_on_counting() {
    let desk = Desk::new();
    desk.folder.write(
        "therapies/heat.md",
        "---\nname: Heat\nsummary: Warm.\n---\n",
    );
    desk.apply();
    desk.folder.remove("therapies/heat.md");
    desk.run("apply", &["--prune", "--yes"]);
    desk.folder
        .write("therapies/heat.md", "---\nname: Heat\nsummary: Hot.\n---\n");

    let said = desk.apply();

    assert_eq!(
        said.out,
        "created therapy heat  therapies/heat.md\n1 created; 7 unchanged\n"
    );
    assert_eq!(
        desk.count("SELECT revision FROM entry WHERE id = 'heat'")
            .await,
        2
    );
}

#[actix_web::test]
async fn what_a_published_article_rests_on_is_not_removed() {
    let desk = Desk::new();
    desk.apply();
    // The article stays public as it was, because its file is now a draft; the draft does not cite any more.
    desk.folder.article_with("a", "draft: true\n", "New words.");
    desk.folder.write(
        "therapies/swedish-massage.md",
        "---\nname: Swedish\nsummary: Gentle.\n---\n",
    );
    desk.folder.write(
        "references.bib",
        "@article{yeun-2017, title = {Shoulder massage}, author = {Yeun, Y. R.}, year = {2017}}\n",
    );

    let planned = desk.run("plan", &["--prune"]);
    let applied = desk.run("apply", &["--prune", "--yes"]);

    for said in [planned, applied] {
        assert_eq!(said.status, 1);
        assert!(
            said.err.contains(
                "the reference `bell-2008` is not in the folder, but the published article `a` rests on it"
            ),
            "{}",
            said.err
        );
    }
    assert_eq!(
        desk.count("SELECT count(*) FROM revision WHERE number > 1")
            .await,
        0
    );
}

#[actix_web::test]
async fn an_original_can_go_while_its_translations_stay_together() {
    let desk = Desk::new();
    desk.folder
        .article_with("b", "locale: de\ntranslation_of: a\n", "Worte.");
    desk.folder
        .article_with("c", "locale: fr\ntranslation_of: a\n", "Mots.");
    desk.apply();
    desk.folder.remove("articles/a.md");
    desk.folder.article_with("b", "locale: de\n", "Worte.");
    desk.folder.article_with("c", "locale: fr\n", "Mots.");

    let said = desk.run("apply", &["--prune", "--yes"]);

    assert_eq!(said.status, 0, "{}", said.err);
    assert_eq!(desk.count("SELECT count(*) FROM article").await, 2);
    assert_eq!(
        desk.count("SELECT count(*) FROM pragma_foreign_key_check")
            .await,
        0
    );
}

#[actix_web::test]
async fn two_applies_at_once_make_each_change_once() {
    let desk = Desk::new();
    desk.apply();
    for number in 0..100 {
        desk.folder
            .article(&format!("n-{number}"), "Words [@bell-2008].");
    }
    let folder = desk.folder.path().to_str().unwrap().to_owned();

    let children: Vec<_> = (0..2)
        .map(|_| {
            desk.command("apply", &[&folder])
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let outputs: Vec<String> = children
        .into_iter()
        .map(|child| {
            let output = child.wait_with_output().unwrap();
            assert!(output.status.success());
            String::from_utf8(output.stdout).unwrap()
        })
        .collect();

    let created = outputs
        .iter()
        .filter(|out| out.contains("100 created"))
        .count();
    let idle = outputs
        .iter()
        .filter(|out| out.contains("nothing changed"))
        .count();
    assert_eq!((created, idle), (1, 1), "{outputs:?}");
    assert_eq!(
        desk.count("SELECT count(*) FROM revision WHERE kind = 'article'")
            .await,
        101
    );
}

fn write_draft(desk: &Desk, words: &str) {
    let text = format!("---\ntitle: About a\nsummary: What a is.\n---\n\n{words}\n");
    desk.folder.write("articles/a.draft.md", &text);
}

#[actix_web::test]
async fn an_edit_of_what_is_public_leaves_a_newer_draft_as_it_is() {
    let desk = Desk::new();
    desk.apply();
    write_draft(&desk, "Draft words.\n\nMore of the draft.");
    desk.apply();
    let ids = "SELECT length(r.body) FROM article a JOIN revision r ON r.owner = a.id AND r.number = a.head_revision";
    let before = desk.count(ids).await;
    desk.folder.article("a", "Corrected words.");

    let said = desk.apply();

    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(lines.len(), 2, "{}", said.out);
    assert!(lines[0].starts_with("changed article a (en, published)"));
    assert_eq!(desk.count(ids).await, before);
    assert_eq!(desk.count("SELECT head_revision FROM article").await, 2);
    assert_eq!(
        desk.count("SELECT published_revision FROM article").await,
        3
    );
    assert_eq!(desk.apply().out, "nothing changed; 8 unchanged\n");
}

#[actix_web::test]
async fn a_draft_that_the_folder_no_longer_has_is_kept_until_it_is_pruned() {
    let desk = Desk::new();
    write_draft(&desk, "Draft words.");
    desk.apply();
    desk.folder.remove("articles/a.draft.md");
    desk.folder.article("a", "Corrected words.");

    let kept = desk.apply();
    let exported = desk.run_bare("export", &["out"]);
    let pruned = desk.run("apply", &["--prune", "--yes"]);

    assert!(
        kept.out.contains("1 in the database are not in the folder"),
        "{}",
        kept.out
    );
    assert_eq!(exported.status, 0, "{}", exported.err);
    let draft = std::fs::read_to_string(desk.path("out/articles/a.draft.md")).unwrap();
    assert!(draft.contains("Draft words."), "{draft}");
    assert_eq!(
        pruned.out,
        "removed article a (en, draft)\n1 removed; 7 unchanged\n"
    );
    assert_eq!(desk.run("plan", &["--prune"]).status, 0);
    assert_eq!(
        desk.count("SELECT count(*) FROM revision WHERE kind = 'article'")
            .await,
        3
    );
}

#[actix_web::test]
async fn the_number_of_a_draft_that_was_removed_is_not_given_again() {
    let desk = Desk::new();
    desk.apply();
    write_draft(&desk, "Draft words.");
    desk.apply();
    desk.folder.remove("articles/a.draft.md");
    desk.run("apply", &["--prune", "--yes"]);
    desk.folder.article("a", "Corrected words.");

    let said = desk.apply();

    assert_eq!(said.status, 0, "{}", said.err);
    assert_eq!(
        desk.count("SELECT max(number) FROM revision WHERE kind = 'article'")
            .await,
        3
    );
}

#[actix_web::test]
async fn a_draft_that_becomes_public_keeps_its_revision_and_its_ids() {
    let desk = Desk::new();
    desk.apply();
    write_draft(&desk, "Massage eased pain.\n\nDraft words.");
    desk.apply();
    desk.folder.remove("articles/a.draft.md");
    desk.folder
        .article("a", "Massage eased pain.\n\nDraft words.");

    let said = desk.apply();

    assert!(
        said.out.starts_with("published article a (en, published)"),
        "{}",
        said.out
    );
    assert_eq!(
        desk.count("SELECT published_revision FROM article").await,
        2
    );
    assert_eq!(desk.count("SELECT head_revision FROM article").await, 2);
    assert_eq!(desk.apply().out, "nothing changed; 7 unchanged\n");
}

#[test]
fn an_image_that_returns_to_earlier_bytes_is_told_of() {
    let desk = Desk::new();
    desk.apply();
    let path = desk.folder.path().join("media/nerve.svg");
    let first = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, first.replace("80", "90")).unwrap();
    desk.apply();
    std::fs::write(&path, first).unwrap();

    let said = desk.apply();

    assert_eq!(
        said.out,
        "changed image media/nerve.svg\n1 changed; 6 unchanged\n"
    );
    assert_eq!(desk.run("plan", &[]).status, 0);
}

#[test]
fn a_reader_that_goes_away_does_not_make_an_apply_fail() {
    let desk = Desk::new();
    let folder = desk.folder.path().to_str().unwrap().to_owned();
    let mut child = desk
        .command("apply", &[&folder])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();

    drop(child.stdout.take());

    assert!(child.wait().unwrap().success());
}

/// Moments spread over an apply; `SINEW_KILLS` asks for more of them.
fn kill_moments_ms() -> Vec<u64> {
    let kills = std::env::var("SINEW_KILLS").map_or(5, |text| text.parse().unwrap());
    (1..=kills).map(|kill| kill * 800 / kills).collect()
}

#[actix_web::test]
async fn an_apply_that_is_killed_has_written_all_or_nothing() {
    let desk = Desk::new();
    desk.apply();
    for number in 0..300 {
        desk.folder
            .article(&format!("n-{number}"), "Words [@bell-2008].");
    }
    let folder = desk.folder.path().to_str().unwrap().to_owned();
    for delay_ms in kill_moments_ms() {
        let mut child = desk
            .command("apply", &[&folder])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        sleep(Duration::from_millis(delay_ms));
        child.kill().unwrap();
        child.wait().unwrap();

        let articles = desk.count("SELECT count(*) FROM article").await;
        assert!(
            [1, 301].contains(&articles),
            "{articles} after {delay_ms} ms"
        );
        assert_eq!(
            desk.count("SELECT integrity_check = 'ok' FROM pragma_integrity_check")
                .await,
            1
        );
    }

    desk.apply();

    assert_eq!(desk.count("SELECT count(*) FROM article").await, 301);
}

#[actix_web::test]
async fn a_running_server_shows_what_is_applied_beside_it() {
    let desk = Desk::new();
    desk.apply();
    let database = desk.path("");
    let program = Program::start(&database, &["--no-seed"]);
    desk.folder.article("a", "Changed words.");

    desk.apply();
    let url = format!("{}/v1/articles/a", program.address);
    let mut answer = awc::Client::default().get(&url).send().await.unwrap();
    let article: serde_json::Value = answer.json().await.unwrap();

    assert_eq!(article["revision"], 2);
    assert_eq!(
        article["introduction"][0]["content"][0]["text"],
        "Changed words."
    );
}

#[test]
fn a_plan_leaves_a_folder_or_a_pruning_of_its_own_no_room() {
    let output = sinew()
        .args(["apply", "seed", "--plan", "plan.json"])
        .output()
        .unwrap();

    assert_eq!(output.status.code(), Some(2));
}
