//! What an apply does, and what stops it.

mod drafts;
mod removal;

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

    let saying = |words: &str| outputs.iter().filter(|out| out.contains(words)).count();
    let (created, idle) = (saying("100 created"), saying("nothing changed"));
    assert_eq!((created, idle), (1, 1), "{outputs:?}");
    assert_eq!(
        desk.count("SELECT count(*) FROM revision WHERE kind = 'article'")
            .await,
        101
    );
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
