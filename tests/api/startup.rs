//! The program from its start to its end.

use awc::Client;
use serde_json::Value;
use tempfile::TempDir;

use crate::folder::Folder;
use crate::program::{Program, run, sinew};

#[actix_web::test]
async fn the_program_says_in_one_line_where_to_look_and_stops_cleanly() {
    let directory = TempDir::new().unwrap();
    let seed = std::fs::canonicalize("seed").unwrap();
    let program = Program::start(directory.path(), &["--seed", seed.to_str().unwrap()]);

    let greeting = program.greeting.clone();
    let first = greeting
        .split_whitespace()
        .find(|word| word.starts_with("/v1/articles/"))
        .unwrap()
        .to_owned();
    let article = get(&program, &first).await;
    let (status, log) = program.stop();

    assert!(greeting.contains("/docs"), "{greeting}");
    assert_eq!(article["type"], "article");
    assert!(status.success(), "{status} {log}");
    let files: Vec<_> = std::fs::read_dir(directory.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(files, ["sinew.db"]);
}

#[actix_web::test]
async fn a_database_that_is_there_is_served_as_it_is() {
    let directory = TempDir::new().unwrap();
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    let seed = folder.path().to_str().unwrap();
    Program::start(directory.path(), &["--seed", seed]).stop();
    folder.article("b", "More words.");

    let program = Program::start(directory.path(), &["--seed", seed]);
    let list = get(&program, "/v1/articles").await;
    let (_, log) = program.stop();

    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    assert!(
        log.contains("the database has content, so the seed folder was not read"),
        "{log}"
    );
}

#[actix_web::test]
async fn without_a_seed_folder_an_empty_database_is_served() {
    let directory = TempDir::new().unwrap();

    let program = Program::start(directory.path(), &[]);
    let list = get(&program, "/v1/articles").await;
    program.stop();

    assert_eq!(list["items"], serde_json::json!([]));
}

#[actix_web::test]
async fn an_article_takes_as_many_statements_with_5_blocks_as_with_500() {
    let folder = Folder::with_entries();
    for (slug, blocks) in [("small", 5), ("large", 500)] {
        let paragraph = "[Massage](therapy:swedish-massage) for [it](condition:sciatica) [@bell-2008; @yeun-2017].\n\n";
        folder.article_with(slug, "authors: [ada]\n", &paragraph.repeat(blocks));
    }
    let directory = TempDir::new().unwrap();
    Program::start(
        directory.path(),
        &["--seed", folder.path().to_str().unwrap()],
    )
    .stop();

    let small = statements(&directory, "/v1/articles/small").await;
    let large = statements(&directory, "/v1/articles/large").await;

    assert_eq!(small, large);
    assert!((1..=8).contains(&small), "{small}");
}

/// The statements of the first request for an article, which builds it: what it adds to the log. Documents that are kept
/// are left out: they are looked for, and written down in the background. So is what the server asks by itself.
async fn statements(directory: &TempDir, path: &str) -> usize {
    let mut counts = Vec::new();
    for requests in [0, 1] {
        let program = Program::start(
            directory.path(),
            &["--log", "sqlx=debug", "--cache-mb", "0"],
        );
        for _ in 0..requests {
            get(&program, path).await;
        }
        let (_, log) = program.stop();
        let is_about_content = |line: &&str| {
            line.contains("sqlx::query")
                && (line.contains("published_") || line.contains("FROM revision"))
                && !line.contains("built_article")
                && !line.contains("due_at")
        };
        counts.push(log.lines().filter(is_about_content).count());
    }
    counts[1] - counts[0]
}

#[actix_web::test]
async fn the_public_address_makes_paths_absolute() {
    let directory = TempDir::new().unwrap();
    let folder = Folder::with_entries();
    folder.article("a", "![Nerve](media/nerve.svg)");
    let seed = folder.path().to_str().unwrap();

    let program = Program::start(
        directory.path(),
        &["--seed", seed, "--public-url", "https://api.example.org/"],
    );
    let article = get(&program, "/v1/articles/a").await;
    program.stop();

    let src = article["introduction"][0]["image"]["src"].as_str().unwrap();
    assert!(src.starts_with("https://api.example.org/media/"), "{src}");
    assert_eq!(
        article["links"]["canonical"],
        "https://api.example.org/v1/articles/a"
    );
}

#[test]
fn a_value_that_is_no_setting_is_named_and_is_wrong_usage() {
    let directory = TempDir::new().unwrap();
    for (arguments, expected) in [
        (["--database-url", "mysql://x"], "DATABASE_URL"),
        (["--database-url", "sqlite::memory:"], "DATABASE_URL"),
        (["--listen", "nowhere"], "SINEW_LISTEN"),
        (["--listen", "127.0.0.1:99999"], "SINEW_LISTEN"),
        (["--locale", "english language"], "BCP 47"),
        (["--log", "no=such=filter"], "SINEW_LOG"),
        (["--cors-origins", "*"], "--cors-origins"),
        (["--public-url", "nowhere"], "--public-url"),
    ] {
        let output = run(sinew().current_dir(directory.path()).args(arguments));

        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(expected), "{arguments:?}: {said}");
        assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 0);
    }
}

#[test]
fn a_setting_that_only_does_not_work_here_is_an_error() {
    let directory = TempDir::new().unwrap();
    let other = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = other.local_addr().unwrap().to_string();

    let output = run(sinew()
        .current_dir(directory.path())
        .args(["--listen", &taken]));

    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("SINEW_LISTEN"), "{said}");
}

async fn get(program: &Program, path: &str) -> Value {
    let mut response = Client::default()
        .get(format!("{}{path}", program.address))
        .send()
        .await
        .unwrap();
    serde_json::from_slice(&response.body().limit(50_000_000).await.unwrap()).unwrap()
}

#[actix_web::test]
async fn settings_come_from_the_environment_and_an_empty_no_seed_means_no() {
    let folder = Folder::with_entries();
    for (no_seed, people) in [("", 1), ("0", 1), ("1", 0)] {
        let directory = TempDir::new().unwrap();
        let url = format!("sqlite:{}", directory.path().join("named.db").display());
        let settings = [
            ("DATABASE_URL", url.as_str()),
            ("SINEW_SEED", folder.path().to_str().unwrap()),
            ("SINEW_NO_SEED", no_seed),
        ];

        let program = Program::start_with(directory.path(), &[], &settings);
        let list = get(&program, "/v1/people").await;
        program.stop();

        assert_eq!(list["items"].as_array().unwrap().len(), people, "{no_seed}");
        assert!(directory.path().join("named.db").exists());
    }
}
