//! Who is let in, with a real store.

use std::time::Duration;

use actix_web::http::header::AUTHORIZATION;
use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert, prop_oneof, proptest};
use tempfile::TempDir;

use super::*;
use crate::content::{Addresses, Locale, Moment};
use crate::store::Clock;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A database with one key of scope `preview` that is in force for a day.
struct House {
    store: Store,
    key: Key,
    directory: TempDir,
}

impl House {
    async fn new() -> Self {
        let directory = TempDir::new().unwrap();
        let store = open(&directory, "2026-11-22T12:00:00Z").await;
        let key = Key::random().unwrap();
        store
            .create_key(&key, Scope::Preview, None, DAY)
            .await
            .unwrap();
        Self {
            store,
            key,
            directory,
        }
    }

    async fn identify(&self, values: &[&[u8]]) -> Result<Visitor> {
        identify(&headers(values), &self.store).await
    }
}

async fn open(directory: &TempDir, now: &str) -> Store {
    let url = format!("sqlite:{}", directory.path().join("test.db").display());
    let addresses = Addresses::new("", Locale::parse("en").unwrap());
    let clock = Clock::still(Moment::parse(now).unwrap());
    Store::open(&url, addresses, clock).await.unwrap()
}

fn headers(values: &[&[u8]]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for value in values {
        headers.append(AUTHORIZATION, HeaderValue::from_bytes(value).unwrap());
    }
    headers
}

fn is_wrong(visitor: &Result<Visitor>) -> bool {
    matches!(visitor, Err(Refusal::Unauthorized(KeyFault::Wrong)))
}

#[actix_web::test]
async fn who_sends_no_key_is_anonymous() {
    let house = House::new().await;

    let visitor = house.identify(&[]).await.unwrap();

    assert_eq!(visitor, Visitor::Anonymous);
}

#[actix_web::test]
async fn who_sends_a_key_is_its_holder_however_the_scheme_is_written() {
    let house = House::new().await;
    let text = house.key.reveal();

    for scheme in ["Bearer", "bearer", "BEARER", "bEaReR"] {
        let value = format!("{scheme} {text}");
        let visitor = house.identify(&[value.as_bytes()]).await.unwrap();

        let holder = KeyHolder {
            id: house.key.id().clone(),
            scope: Scope::Preview,
        };
        assert_eq!(visitor, Visitor::Key(holder), "{scheme}");
    }
}

#[actix_web::test]
async fn every_kind_of_wrong_key_gets_the_same_refusal() {
    let house = House::new().await;
    let right = house.key.reveal();
    let unknown = Key::random().unwrap().reveal();
    let [_, id, _, _] = split(&right);
    let [_, _, secret, check] = split(&unknown);
    let (start, last) = right.split_at(right.len() - 1);
    let mistyped = format!("{start}{}", if last == "0" { "1" } else { "0" });
    let nobody = Key::of_nobody().reveal();

    let values: Vec<Vec<u8>> = [
        "".to_owned(),
        "Bearer".to_owned(),
        "Bearer ".to_owned(),
        right.clone(),
        format!("Bearer  {right}"),
        format!("Bearer\t{right}"),
        format!("Bearer {right} "),
        format!("Bearer {right} x"),
        format!("Bearer {right},Bearer {right}"),
        format!("Bearer \"{right}\""),
        format!("Basic {right}"),
        format!("Token {right}"),
        "Basic dXNlcjpwYXNzd29yZA==".to_owned(),
        format!("Bearer {}", right.to_lowercase()),
        format!("Bearer {mistyped}"),
        format!("Bearer {unknown}"),
        format!("Bearer sinew_{id}_{secret}_{check}"),
        format!("Bearer {nobody}"),
        format!("Bearer {}", "x".repeat(60_000)),
    ]
    .into_iter()
    .map(String::into_bytes)
    .chain([b"Bearer \xff\xfe".to_vec()])
    .collect();
    for value in values {
        let visitor = house.identify(&[&value]).await;
        assert!(is_wrong(&visitor), "{}", String::from_utf8_lossy(&value));
    }
    let once = format!("Bearer {right}");
    let twice = house.identify(&[once.as_bytes(), once.as_bytes()]).await;
    assert!(is_wrong(&twice));
}

/// The id and the check are right, and the secret is another.
#[actix_web::test]
async fn a_key_with_a_known_id_and_another_secret_is_wrong() {
    let house = House::new().await;
    let right = house.key.reveal();
    let [_, id, _, _] = split(&right);

    for _ in 0..100 {
        let other = Key::random().unwrap().reveal();
        let [_, _, secret, _] = split(&other);
        let forged = checked(&format!("sinew_{id}_{secret}"));
        assert!(Key::parse(&forged).is_some(), "{forged}");
        let visitor = house
            .identify(&[format!("Bearer {forged}").as_bytes()])
            .await;
        assert!(is_wrong(&visitor), "{forged}");
    }
}

#[actix_web::test]
async fn a_key_opens_nothing_from_the_moment_it_expires() {
    let house = House::new().await;
    let value = format!("Bearer {}", house.key.reveal());
    let headers = headers(&[value.as_bytes()]);
    let before = open(&house.directory, "2026-11-23T11:59:59.999Z").await;
    let after = open(&house.directory, "2026-11-23T12:00:00.000Z").await;

    let early = identify(&headers, &before).await;
    let late = identify(&headers, &after).await;

    assert!(matches!(early, Ok(Visitor::Key(_))), "{early:?}");
    assert!(is_wrong(&late), "{late:?}");
}

#[actix_web::test]
async fn a_key_opens_nothing_once_it_is_revoked() {
    let house = House::new().await;
    let value = format!("Bearer {}", house.key.reveal());
    let before = house.identify(&[value.as_bytes()]).await;

    house.store.revoke_key(house.key.id()).await.unwrap();

    let after = house.identify(&[value.as_bytes()]).await;
    assert!(before.is_ok(), "{before:?}");
    assert!(is_wrong(&after), "{after:?}");
}

#[test]
fn each_scope_opens_what_needs_it_or_less() {
    for (rank, scope) in Scope::ALL.into_iter().enumerate() {
        let id = Key::of_nobody().id().clone();
        let visitor = Visitor::Key(KeyHolder { id, scope });
        for (needed_rank, needed) in Scope::ALL.into_iter().enumerate() {
            let may = visitor.may(needed);
            match needed_rank <= rank {
                true => assert!(may.is_ok(), "{scope} {needed}"),
                false => assert!(
                    matches!(may, Err(Refusal::Forbidden { needed: named }) if named == needed),
                    "{scope} {needed}"
                ),
            }
        }
    }
    for needed in Scope::ALL {
        let may = Visitor::Anonymous.may(needed);
        assert!(matches!(may, Err(Refusal::Unauthorized(KeyFault::Missing))));
    }
}

#[test]
fn a_challenge_says_what_is_missing() {
    let challenge = |refusal: &Refusal| {
        let value = challenge(refusal)?;
        Some(value.to_str().unwrap().to_owned())
    };

    assert_eq!(
        challenge(&Refusal::Unauthorized(KeyFault::Missing)).as_deref(),
        Some("Bearer realm=\"sinew\"")
    );
    assert_eq!(
        challenge(&Refusal::Unauthorized(KeyFault::Wrong)).as_deref(),
        Some("Bearer realm=\"sinew\", error=\"invalid_token\"")
    );
    for needed in Scope::ALL {
        assert_eq!(
            challenge(&Refusal::Forbidden { needed }),
            Some(format!(
                "Bearer realm=\"sinew\", error=\"insufficient_scope\", scope=\"{needed}\""
            ))
        );
    }
    assert_eq!(challenge(&Refusal::PreconditionFailed), None);
}

#[test]
fn the_document_gets_a_bearer_scheme() {
    let scheme = serde_json::to_value(key_scheme()).unwrap();

    assert_eq!(scheme["type"], "http");
    assert_eq!(scheme["scheme"], "bearer");
    for scope in Scope::ALL {
        let description = scheme["description"].as_str().unwrap();
        assert!(description.contains(&format!("`{scope}`")), "{scope}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn no_header_is_read_as_a_key_unless_it_is_one(value in hostile_value()) {
        let Ok(header) = HeaderValue::from_bytes(&value) else { return Ok(()) };
        let mut headers = HeaderMap::new();
        headers.append(AUTHORIZATION, header);

        let key = sent_key(&headers);

        prop_assert!(key.is_none_or(|key| value[7..] == *key.reveal().as_bytes()));
    }
}

/// Any bytes, and what is nearly right.
fn hostile_value() -> impl Strategy<Value = Vec<u8>> {
    let text = Key::random().unwrap().reveal();
    prop_oneof![
        any::<Vec<u8>>(),
        ("[Bb]earer[ \t,]{0,2}", 0..=text.len(), "[ -~]{0,3}").prop_map(
            move |(scheme, length, rest)| {
                format!("{scheme}{}{rest}", &text[..length]).into_bytes()
            }
        ),
    ]
}

fn split(key: &str) -> [&str; 4] {
    key.split('_').collect::<Vec<_>>().try_into().unwrap()
}

/// The text with its check: six digits of its CRC-32.
fn checked(text: &str) -> String {
    const DIGITS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut sum = crc32fast::hash(text.as_bytes());
    let mut check = [b'0'; 6];
    for digit in check.iter_mut().rev() {
        *digit = DIGITS[(sum % 62) as usize];
        sum /= 62;
    }
    format!("{text}_{}", std::str::from_utf8(&check).unwrap())
}
