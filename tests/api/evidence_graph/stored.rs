//! How claims lie in the database: also of what was stored before they had rows, and of very many.

use sinew::content::Slug;
use sinew::store::{ApplyRequest, Page, PageSize, Store};
use sqlx::{Connection, SqliteConnection};
use tempfile::TempDir;

use super::{claim, folder};
use crate::app::{addresses, clock, read};
use crate::folder::Folder;
use crate::program::Program;

/// Both sides of the graph, for everything that a folder has.
async fn graph(store: &Store) -> Vec<String> {
    let page = || Page {
        size: PageSize::parse("100").unwrap(),
        cursor: None,
    };
    let mut answers = Vec::new();
    for condition in store.conditions(&page()).await.unwrap().value.items {
        let found = store.therapies_for(&condition.slug, &page()).await;
        answers.push(serde_json::to_string(&found.unwrap().value.items).unwrap());
    }
    for therapy in store.therapies(&page()).await.unwrap().value.items {
        let found = store.conditions_for(&therapy.slug, &page()).await;
        answers.push(serde_json::to_string(&found.unwrap().value.items).unwrap());
    }
    answers
}

#[actix_web::test]
async fn a_database_of_before_answers_as_a_new_one_does() {
    let directory = TempDir::new().unwrap();
    let url = format!("sqlite:{}", directory.path().join("test.db").display());
    let store = Store::open(&url, addresses(), clock()).await.unwrap();
    let seed = Folder::of_seed();
    apply(&store, &seed).await;
    let article = seed.path().join("articles/piriformis-syndrome.md");
    let text = std::fs::read_to_string(article).unwrap();
    let draft = text.replace("claim=insufficient", "claim=mixed");
    seed.write("articles/piriformis-syndrome.draft.md", &draft);
    apply(&store, &seed).await;
    let fresh = graph(&store).await;
    let rows = rows(&url).await;
    store.close().await;
    take_back_the_sixth_migration(&url).await;

    let store = Store::open(&url, addresses(), clock()).await.unwrap();

    assert_eq!(graph(&store).await, fresh);
    assert_eq!(self::rows(&url).await, rows);
    let claims = fresh
        .iter()
        .map(|answer| answer.matches("\"block\"").count());
    assert_eq!(claims.sum::<usize>(), 2 * 13);
}

#[actix_web::test]
async fn a_damaged_text_keeps_nobody_from_opening_a_database_of_before() {
    let directory = TempDir::new().unwrap();
    let url = format!("sqlite:{}", directory.path().join("test.db").display());
    let store = Store::open(&url, addresses(), clock()).await.unwrap();
    let folder = folder();
    let words = claim("It [@bell-2008].", "limited", "cupping", "cramp");
    folder.article("broken", &words);
    folder.article("sound", &words);
    apply(&store, &folder).await;
    store.close().await;
    take_back_the_sixth_migration(&url).await;
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(
        "DROP TRIGGER revision_is_never_changed;
         UPDATE revision SET body = '{}' WHERE kind = 'article' AND source_path = 'articles/broken.md'",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    connection.close().await.unwrap();

    let store = Store::open(&url, addresses(), clock()).await.unwrap();

    let page = Page {
        size: PageSize::DEFAULT,
        cursor: None,
    };
    let cramp = Slug::parse("cramp").unwrap();
    let found = store.therapies_for(&cramp, &page).await.unwrap();
    assert_eq!(found.value.items[0].evidence.claims.len(), 1);
}

async fn apply(store: &Store, folder: &Folder) {
    let library = read(folder.path());
    store
        .apply(&ApplyRequest::of(&library), || ())
        .await
        .unwrap();
}

/// Every row of the table, in one text each.
async fn rows(url: &str) -> Vec<String> {
    let mut connection = SqliteConnection::connect(url).await.unwrap();
    let rows = sqlx::query_scalar(
        "SELECT json_array(article_id, revision, position, therapy, condition, strength, certainty, section, heading, block, text)
         FROM claim
         ORDER BY article_id, revision, position",
    );
    rows.fetch_all(&mut connection).await.unwrap()
}

/// Makes the tables those of the version before.
async fn take_back_the_sixth_migration(url: &str) {
    let mut connection = SqliteConnection::connect(url).await.unwrap();
    sqlx::raw_sql(
        "DROP VIEW published_claim; DROP TABLE claim; DELETE FROM _sqlx_migrations WHERE version = 6",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    connection.close().await.unwrap();
}

#[actix_web::test]
async fn a_thousand_articles_with_claims_are_asked_for_in_as_many_statements_as_one() {
    let few = statements_of_a_page(1).await;

    let many = statements_of_a_page(1000).await;

    assert!((4..=14).contains(&few.1), "{}", few.1);
    assert_eq!(many.1, few.1);
    assert_eq!((few.0, many.0), (1, 1000));
}

/// How many claims a page has whose articles are so many, and how many statements it takes.
async fn statements_of_a_page(articles: usize) -> (usize, usize) {
    let folder = folder();
    for number in 0..articles {
        let therapy = ["cupping", "swedish-massage"][number % 2];
        let words = format!("It {number} [@bell-2008].");
        let text = claim(&words, "limited", therapy, "cramp");
        folder.article(&format!("n-{number}"), &text);
    }
    let directory = TempDir::new().unwrap();
    let seed = folder.path().to_str().unwrap();
    let program = Program::start(
        directory.path(),
        &["--seed", seed, "--log", "warn,sqlx=debug"],
    );
    let path = "/v1/conditions/cramp/therapies";
    let client = awc::Client::builder().no_default_headers().finish();
    let asked = client.get(format!("{}{path}", program.address)).send();
    let body = asked.await.unwrap().body().limit(10_000_000).await.unwrap();
    let (_, log) = program.stop();
    let text = String::from_utf8(body.to_vec()).unwrap();
    // Only this question names the claims that are published.
    let asking = log
        .lines()
        .filter(|line| line.contains("published_claim") || line.contains("published_entry"));
    (text.matches("\"block\"").count(), asking.count())
}
