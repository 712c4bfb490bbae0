//! What goes wrong between a folder and a server is said so that somebody can mend it.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;

use super::{Remote, key, said};
use crate::folder::Folder;
use crate::program::sinew;

fn folder() -> Folder {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    folder
}

#[test]
fn a_folder_with_faults_is_not_sent() {
    let remote = Remote::new();
    let folder = folder();
    folder.article("a", "Cited [@nobody].");

    let said = remote.run_with("apply", &folder, &[]);

    assert_eq!((said.status, said.out.as_str()), (1, ""));
    assert!(
        said.err.contains("error[CIT001]") && said.err.contains("a.md:6:8"),
        "{}",
        said.err
    );
}

#[test]
fn a_key_that_is_wrong_too_small_or_missing_is_named_as_such() {
    let mut remote = Remote::new();
    let folder = folder();
    let other = tempfile::TempDir::new().unwrap();
    let right = remote.key.clone();

    for (sent, words) in [
        (key(other.path(), "publish"), "does not take the key"),
        (key(remote.home.path(), "preview"), "scope `write`"),
        (key(remote.home.path(), "write"), "scope `publish`"),
        ("nonsense".to_owned(), "SINEW_KEY holds no key"),
    ] {
        remote.key = sent;
        let refused = remote.run_with("apply", &folder, &[]);
        assert_eq!(refused.status, 1, "{words}");
        assert!(refused.err.contains(words), "{}", refused.err);
        assert!(!refused.err.contains(&remote.key) && !refused.err.contains(&right));
    }
    let path = folder.path().to_str().unwrap();
    let without = said(remote.command("apply", &[path]).env_remove("SINEW_KEY"));
    assert!(without.err.contains("set SINEW_KEY"), "{}", without.err);
}

#[test]
fn a_key_that_may_only_look_can_plan() {
    let mut remote = Remote::new();
    remote.key = key(remote.home.path(), "preview");

    let planned = remote.run_with("plan", &folder(), &[]);

    assert_eq!(planned.status, 3, "{}", planned.err);
    assert!(planned.out.contains("7 to create"), "{}", planned.out);
}

#[test]
fn a_key_in_a_file_that_others_can_read_is_used_with_a_warning() {
    use std::os::unix::fs::PermissionsExt;
    let remote = Remote::new();
    let folder = folder();
    let path = remote.laptop.path().join("key");
    fs::write(&path, format!("{}\n", remote.key)).unwrap();
    let arguments = [folder.path().to_str().unwrap(), "--key-file", "key"];
    let run = |mode: u32| {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        said(remote.command("plan", &arguments).env_remove("SINEW_KEY"))
    };

    let open = run(0o644);
    let closed = run(0o600);

    assert_eq!((open.status, closed.status), (3, 3), "{}", open.err);
    assert!(
        open.err.contains("others can read the key in key"),
        "{}",
        open.err
    );
    assert_eq!(closed.err, "");
}

#[test]
fn a_database_and_a_server_exclude_each_other() {
    let remote = Remote::new();
    let folder = folder();
    let path = folder.path().to_str().unwrap();

    for (name, arguments) in [
        ("plan", &[path][..]),
        ("apply", &[path]),
        ("export", &["out"]),
    ] {
        let mut both = arguments.to_vec();
        both.extend(["--database-url", "sqlite:other.db"]);
        assert_eq!(remote.run(name, &both).status, 2, "{name}");
    }
    let by_environment = said(
        remote
            .command("plan", &[path])
            .env("DATABASE_URL", "sqlite:other.db"),
    );
    assert_eq!(by_environment.status, 3, "{}", by_environment.err);
    let with_key = sinew()
        .args(["plan", "--to", "http://user:secret@localhost"])
        .output()
        .unwrap();
    assert_eq!(with_key.status.code(), Some(2));
}

#[test]
fn a_folder_of_another_locale_is_refused_by_the_server() {
    let remote = Remote::new();

    let said = remote.run_with("apply", &folder(), &["--locale", "de"]);

    assert_eq!(said.status, 1);
    assert!(
        said.err
            .contains("`de` in the folder and `en` on this server"),
        "{}",
        said.err
    );
}

#[test]
fn what_the_server_finds_wrong_comes_with_its_place() {
    let remote = Remote::with(&[("SINEW_MAX_SEED_BYTES", "2000")]);
    let folder = folder();
    folder.article("b", &"Words. ".repeat(1000));

    let said = remote.run_with("apply", &folder, &[]);

    assert_eq!(said.status, 1);
    assert!(said.err.contains("2000 bytes"), "{}", said.err);
}

/// A server that gives one answer to whatever comes, as long as the test runs.
fn answering(answer: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut head = [0; 65536];
            let _ = stream.read(&mut head);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    address
}

#[test]
fn what_is_no_server_of_ours_is_named_as_such() {
    let remote = Remote::new();
    let folder = folder();
    let refused = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();

    for (address, words) in [
        (format!("http://{refused}"), "gives no answer"),
        (
            answering(
                "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\nConnection: close\r\n\r\nnone",
            ),
            "address of a Sinew server",
        ),
        (
            answering(
                "HTTP/1.1 301 Moved\r\nLocation: http://elsewhere.test/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            ),
            "sends elsewhere",
        ),
        (
            answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]"),
            "was not answered",
        ),
        (
            answering(
                "HTTP/1.1 503 Busy\r\nRetry-After: 86400\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            ),
            "no time",
        ),
        (answering("garbage\r\n\r\n"), "gives no answer"),
    ] {
        let mut command = sinew();
        command
            .current_dir(remote.laptop.path())
            .env("SINEW_KEY", &remote.key)
            .args(["apply", folder.path().to_str().unwrap(), "--to", &address]);
        let said = said(&mut command);
        assert_eq!((said.status, said.out.as_str()), (1, ""), "{words}");
        assert!(said.err.contains(words), "{words}: {}", said.err);
    }
}

#[test]
fn a_server_cannot_write_outside_of_the_folder_that_is_exported_to() {
    let remote = Remote::new();
    let address = answering(
        "HTTP/1.1 200 OK\r\nContent-Length: 91\r\nConnection: close\r\n\r\n{\"version\": 1, \"locale\": \"en\", \"files\": [{\"path\": \"articles/../../b.md\", \"text\": \"Words\"}]}",
    );

    let mut command = sinew();
    command
        .current_dir(remote.laptop.path())
        .env("SINEW_KEY", &remote.key)
        .args(["export", "out", "--from", &address]);
    let said = said(&mut command);

    assert_eq!(said.status, 1);
    assert!(
        said.err.contains("which no seed folder can have"),
        "{}",
        said.err
    );
    assert_eq!(fs::read_dir(remote.laptop.path()).unwrap().count(), 0);
}
