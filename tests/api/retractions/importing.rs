//! `sinew retractions import`: all of a file or nothing, and what it says.

use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::{HEADS, data, row, sourced};
use crate::desk::{Desk, Said};

fn desk() -> Desk {
    let desk = Desk::with(sourced());
    desk.apply();
    desk
}

fn import(desk: &Desk, rows: &[String], arguments: &[&str]) -> Said {
    std::fs::write(desk.path("data.csv"), data(rows)).unwrap();
    import_file(desk, arguments)
}

fn import_file(desk: &Desk, arguments: &[&str]) -> Said {
    let mut all = vec!["import", "data.csv"];
    all.extend(arguments);
    desk.run_bare("retractions", &all)
}

/// As many rows about papers that nobody cites.
fn others(count: usize) -> Vec<String> {
    (0..count)
        .map(|at| {
            row(
                "7/1/2024",
                &format!("10.5555/other-{at}"),
                &format!("{}", 90_000_000 + at),
                "Retraction",
            )
        })
        .collect()
}

#[actix_web::test]
async fn it_says_what_it_took_and_what_that_changed() {
    let desk = desk();
    let mut rows = others(20);
    rows.push(row("7/15/2024", "10.5555/one", "0", "Retraction"));
    rows.push(row("7/15/2024", "unavailable", "0", "Retraction"));
    rows.push(row("sometime", "10.5555/two", "0", "Retraction"));

    let said = import(&desk, &rows, &[]);

    assert_eq!(said.status, 0, "{}", said.err);
    assert!(
        said.out.starts_with(
            "Imported the data of 2024-07-15 (the newest day in it): 23 rows, of which 1 could not be read and 1 name no \
             paper by DOI or PubMed id."
        ),
        "{}",
        said.out
    );
    assert!(
        said.out.ends_with(
            "1 reference has another notice by it:\n  one-2015: retracted on 2024-07-15\n"
        ),
        "{}",
        said.out
    );
    let fault = "data.csv:46: RetractionDate must be a day such as 7/15/2024 or 2024-07-15, got `sometime 0:00`";
    assert_eq!(said.err.trim_end(), fault);
}

#[actix_web::test]
async fn the_same_file_again_changes_nothing() {
    let desk = desk();
    let rows = [row("7/15/2024", "10.5555/one", "0", "Retraction")];
    import(&desk, &rows, &[]);
    let before = state(&desk).await;

    let again = import(&desk, &rows, &[]);

    assert_eq!(again.status, 0, "{}", again.err);
    assert!(
        again
            .out
            .starts_with("The same data of 2024-07-15 was imported at"),
        "{}",
        again.out
    );
    assert_eq!(state(&desk).await, before);
    let told = "SELECT count(*) FROM audit WHERE action = 'import_retractions'";
    // The data, and the one reference that it changed.
    assert_eq!(desk.count(told).await, 2);
    assert_eq!(desk.run_bare("audit", &["verify"]).status, 0);
}

#[actix_web::test]
async fn data_that_says_nothing_of_ours_takes_no_number() {
    let desk = desk();
    let before = desk.count("SELECT version FROM content_version").await;

    import(&desk, &others(3), &[]);

    assert_eq!(desk.count("SELECT count(*) FROM retraction").await, 6);
    assert_eq!(
        desk.count("SELECT version FROM content_version").await,
        before
    );
}

/// How much there is of everything that an import writes.
async fn state(desk: &Desk) -> [i64; 4] {
    [
        desk.count("SELECT version FROM content_version").await,
        desk.count("SELECT count(*) FROM audit").await,
        desk.count("SELECT count(*) FROM retraction").await,
        desk.count("SELECT count(*) FROM publication").await,
    ]
}

#[actix_web::test]
async fn older_data_and_a_file_that_was_cut_off_are_taken_only_by_force() {
    let desk = desk();
    let mut newest = others(30);
    newest.push(row("7/15/2024", "10.5555/one", "0", "Retraction"));
    import(&desk, &newest, &[]);
    let before = state(&desk).await;

    let older = import(&desk, &others(30), &[]);
    assert_eq!(older.status, 1);
    assert!(
        older
            .err
            .contains("this data is of 2024-07-01, and newer data, of 2024-07-15, was imported"),
        "{}",
        older.err
    );
    let cut = import(&desk, &newest[10..], &["--dated", "2024-08-01"]);
    assert_eq!(cut.status, 1);
    assert!(
        cut.err
            .contains("this data has 21 rows, and that of 2024-07-15 has 31"),
        "{}",
        cut.err
    );
    assert_eq!(state(&desk).await, before);

    let forced = import(&desk, &others(3), &["--force", "--dated", "2024-06-30"]);
    assert_eq!(forced.status, 0, "{}", forced.err);
    assert!(
        forced
            .out
            .starts_with("Imported the data of 2024-06-30: 3 rows"),
        "{}",
        forced.out
    );
    assert!(
        forced.out.ends_with("  one-2015: no notice in this data\n"),
        "{}",
        forced.out
    );
}

#[actix_web::test]
async fn what_is_no_data_is_refused_and_nothing_is_imported() {
    let desk = desk();
    let before = state(&desk).await;

    std::fs::write(desk.path("data.csv"), b"\x89PNG\r\n\x1a\n\0\0\x1b[31m").unwrap();
    let image = import_file(&desk, &[]);
    std::fs::write(desk.path("data.csv"), HEADS).unwrap();
    let empty = import_file(&desk, &[]);
    let future = import(&desk, &others(2), &["--dated", "9999-01-01"]);
    let missing = desk.run_bare("retractions", &["import", "none.csv"]);
    let nowhere = desk.run_bare(
        "retractions",
        &["import", "data.csv", "--database-url", "sqlite:none.db"],
    );

    for said in [&image, &empty, &future, &missing, &nowhere] {
        assert_eq!(said.status, 1, "{}", said.err);
        assert_eq!(said.err.lines().count(), 1, "{}", said.err);
    }
    assert!(
        image.err.contains("lacks the column") && !image.err.contains('\x1b'),
        "{}",
        image.err
    );
    assert!(!desk.path("none.db").exists());
    assert_eq!(state(&desk).await, before);
}

#[actix_web::test]
async fn what_the_data_says_stands_in_no_folder() {
    let desk = desk();
    import(
        &desk,
        &[row(
            "7/15/2024",
            "10.5555/one",
            "0",
            "Expression of concern",
        )],
        &[],
    );

    let exported = desk.run_bare("export", &["out"]);

    assert_eq!(exported.status, 0, "{}", exported.err);
    let own = std::fs::read_to_string(desk.path("out/references/own.bib")).unwrap();
    assert_eq!(own, super::OWN);
    let planned = desk.run_bare("plan", &["out"]);
    assert_eq!(planned.status, 0, "{}{}", planned.out, planned.err);
    desk.run_bare("apply", &["out"]);
    assert_eq!(
        desk.count("SELECT count(*) FROM entry WHERE notice IS NOT NULL")
            .await,
        1
    );
}

#[actix_web::test]
async fn sixty_thousand_rows_come_through_a_pipe_within_seconds() {
    let desk = desk();
    let mut rows = others(60_000);
    rows.push(row("7/15/2024", "10.5555/one", "0", "Retraction"));
    let mut child = desk
        .command("retractions", &["import", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let begun = Instant::now();

    child
        .stdin
        .take()
        .unwrap()
        .write_all(data(&rows).as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();

    assert!(output.status.success());
    // It takes some 3 seconds as it is built for tests; other tests run beside it.
    assert!(
        begun.elapsed() < Duration::from_secs(60),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!(desk.count("SELECT count(*) FROM retraction").await, 120_001);
    assert_eq!(desk.count("SELECT rows FROM retraction_data").await, 60_001);
}

#[actix_web::test]
async fn an_import_that_is_killed_in_the_middle_leaves_nothing() {
    let desk = desk();
    // More than the database keeps in memory, so that it writes before the end.
    let long = "x".repeat(270);
    let mut rows: Vec<String> = (0..60_000)
        .map(|at| {
            let doi = format!("10.5555/{long}-{at}");
            row(
                "7/1/2024",
                &doi,
                &format!("{}", 90_000_000 + at),
                "Retraction",
            )
        })
        .collect();
    rows.push(row("7/15/2024", "10.5555/one", "0", "Retraction"));
    std::fs::write(desk.path("data.csv"), data(&rows)).unwrap();
    let before = state(&desk).await;
    let mut child = desk
        .command("retractions", &["import", "data.csv"])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();

    // Then the import is under way, and not committed.
    let log = desk.path("sinew.db-wal");
    while log.metadata().map_or(0, |log| log.len()) < 64 * 1024 {
        assert_eq!(
            child.try_wait().unwrap(),
            None,
            "it ended before anything was seen of it"
        );
        std::thread::yield_now();
    }
    child.kill().unwrap();
    let status = child.wait().unwrap();

    assert_eq!(status.signal(), Some(9));
    assert_eq!(state(&desk).await, before);
    assert_eq!(desk.count("SELECT count(*) FROM retraction_data").await, 0);
    assert_eq!(
        desk.count("SELECT count(*) FROM entry WHERE notice IS NOT NULL")
            .await,
        0
    );
    let again = import_file(&desk, &[]);
    assert_eq!(again.status, 0, "{}", again.err);
}
