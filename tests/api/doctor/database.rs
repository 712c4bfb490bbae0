//! A database that is not there, not of this version, or in use.

use std::fs;

use super::{desk, doctor, errors, of, read, tamper};
use crate::desk::Desk;
use crate::program::Program;

#[test]
fn a_file_that_is_not_there_or_empty_is_a_warning_and_is_not_made() {
    let desk = Desk::new();

    let (absent_status, absent) = doctor(&desk);
    let is_made = desk.path("sinew.db").exists();
    fs::write(desk.path("sinew.db"), "").unwrap();
    let (empty_status, empty) = doctor(&desk);

    assert!(!is_made);
    assert_eq!((absent_status, empty_status), (0, 0));
    assert_eq!(of(&absent, "database_file")[0].0, "warning");
    assert!(of(&absent, "database_file")[0].1.ends_with("is not there"));
    assert!(of(&empty, "database_file")[0].1.ends_with("is empty"));
    assert_eq!(fs::read(desk.path("sinew.db")).unwrap(), b"");
}

#[test]
fn a_folder_or_an_address_of_no_file_is_an_error() {
    let desk = Desk::new();
    fs::create_dir(desk.path("folder")).unwrap();
    for (url, expected) in [
        ("sqlite:folder", "is a folder"),
        ("mysql://x", "DATABASE_URL"),
        ("sqlite::memory:", "DATABASE_URL"),
    ] {
        let said = desk.run_bare("doctor", &["--database-url", url, "--format", "json"]);

        let (status, findings) = read(&said);
        assert_eq!(status, 1, "{url}");
        let (state, message) = of(&findings, "database_file")[0];
        assert_eq!(state, "error");
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn a_database_in_use_is_examined_beside_the_server() {
    let desk = desk();
    let program = Program::start(&desk.path(""), &["--no-seed"]);
    let listen = program.address.trim_start_matches("http://").to_owned();

    let said = desk.run_bare(
        "doctor",
        &["--no-seed", "--format", "json", "--listen", &listen],
    );
    let (server, log) = program.stop();

    let (status, findings) = read(&said);
    assert_eq!((status, errors(&findings)), (0, Vec::new()));
    assert!(
        of(&findings, "listen")[0]
            .1
            .starts_with("a Sinew answers at")
    );
    assert_eq!(of(&findings, "content")[0].0, "ok");
    assert!(
        of(&findings, "write_ahead_log")[0]
            .1
            .contains("a program has the database open")
    );
    assert!(server.success(), "{log}");
}

#[actix_web::test]
async fn tables_of_an_earlier_version_are_a_warning_and_stay_as_they_are() {
    let desk = desk();
    let last =
        "DELETE FROM _sqlx_migrations WHERE version = (SELECT max(version) FROM _sqlx_migrations)";
    tamper(&desk, last).await;

    let (status, findings) = doctor(&desk);

    assert_eq!(status, 0);
    let (state, message) = of(&findings, "migrations")[0];
    assert_eq!(state, "warning");
    assert!(message.contains("1 of its migrations"), "{message}");
    assert_eq!(of(&findings, "content")[0].0, "warning");
    assert_eq!(doctor(&desk).1, findings);
}
