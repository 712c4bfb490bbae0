//! What is around the database: the settings, the address to listen on, the seed folder.

use std::io::Write;
use std::net::TcpListener;

use super::{desk, doctor, of, read};

#[test]
fn an_address_that_another_program_has_is_an_error() {
    let desk = desk();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = other.local_addr().unwrap().to_string();
    let answering = std::thread::spawn(move || {
        let (mut stream, _) = other.accept().unwrap();
        stream.write_all(b"SSH-2.0-something\r\n").unwrap();
    });

    let said = desk.run_bare(
        "doctor",
        &["--no-seed", "--format", "json", "--listen", &listen],
    );

    answering.join().unwrap();
    let (status, findings) = read(&said);
    assert_eq!(status, 1);
    assert_eq!(of(&findings, "listen")[0].0, "error");
}

/// A setting, the check that looks at it, and the state that it finds.
const SETTINGS: [([&str; 2], &str, &str); 8] = [
    (
        ["--public-url", "http://api.example.org"],
        "public_url",
        "warning",
    ),
    (
        ["--public-url", "https://api.example.org"],
        "public_url",
        "ok",
    ),
    (
        ["--public-url", "http://localhost:8080"],
        "public_url",
        "ok",
    ),
    (
        ["--public-url", "https://api.example.org"],
        "trusted_proxies",
        "warning",
    ),
    (["--trusted-proxies", "1"], "trusted_proxies", "ok"),
    (["--max-connections", "4000000000"], "open_files", "warning"),
    (["--max-connections", "10"], "open_files", "ok"),
    (["--locale", "de"], "locale", "warning"),
];

#[test]
fn settings_that_do_not_fit_each_other_are_warnings() {
    let desk = desk();
    for (arguments, check, expected) in SETTINGS {
        let mut all = vec!["--no-seed", "--format", "json"];
        all.extend(arguments);

        let (status, findings) = read(&desk.run_bare("doctor", &all));

        assert_eq!(
            of(&findings, check)[0].0,
            expected,
            "{arguments:?}: {findings:#?}"
        );
        assert_eq!(status, 0, "{arguments:?}");
    }
    let public = [
        "--no-seed",
        "--format",
        "json",
        "--listen",
        "0.0.0.0:0",
        "--trusted-proxies",
        "1",
    ];
    let (_, findings) = read(&desk.run_bare("doctor", &public));
    assert_eq!(of(&findings, "trusted_proxies")[0].0, "warning");
}

#[test]
fn the_folder_is_checked_and_compared() {
    let desk = desk();
    desk.folder.article("b", "New.");

    let (changed_status, changed) = doctor(&desk);
    desk.folder.article("c", "Cited [@nobody].");
    let (faulty_status, faulty) = doctor(&desk);
    let missing = read(&desk.run_bare("doctor", &["--seed", "nowhere", "--format", "json"]));

    assert_eq!((changed_status, faulty_status, missing.0), (0, 1, 1));
    let (state, message) = of(&changed, "plan")[0];
    assert_eq!(state, "warning");
    assert!(message.ends_with("1 change"), "{message}");
    assert_eq!(of(&faulty, "seed_folder")[0].0, "error");
    assert!(of(&faulty, "plan").is_empty());
    assert_eq!(of(&missing.1, "seed_folder")[0].0, "error");
}
