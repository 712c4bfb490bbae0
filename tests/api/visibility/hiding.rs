//! Texts that hold a word that nothing else holds, and all that can happen to a text so that readers do not get it.

use actix_web::http::Method;
use proptest::prelude::{Strategy, prop};
use serde_json::json;

use crate::app::{Answer, TestApp};

/// What every hidden word begins with: who searches for it must not find the word.
pub const PREFIX: &str = "zqx";

/// What happens to the text that holds the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    NeverPublished,
    NewerDraft,
    Scheduled,
    Unpublished,
    Deleted,
    Superseded,
    SupersededTherapy,
    DeletedTherapy,
    SupersededReference,
}

/// Where in the text the word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Title,
    Summary,
    Paragraph,
    Heading,
    Id,
    Keyword,
    Alt,
    Reason,
    Message,
}

/// A word that must not be found, and the names by which it could be asked for.
pub struct Hidden {
    pub word: String,
    pub names: Vec<String>,
}

impl Fate {
    pub const ALL: [Self; 9] = [
        Self::NeverPublished,
        Self::NewerDraft,
        Self::Scheduled,
        Self::Unpublished,
        Self::Deleted,
        Self::Superseded,
        Self::SupersededTherapy,
        Self::DeletedTherapy,
        Self::SupersededReference,
    ];
}

impl Place {
    pub const ALL: [Self; 9] = [
        Self::Title,
        Self::Summary,
        Self::Paragraph,
        Self::Heading,
        Self::Id,
        Self::Keyword,
        Self::Alt,
        Self::Reason,
        Self::Message,
    ];
}

pub fn fates() -> impl Strategy<Value = (Fate, Place)> {
    (
        prop::sample::select(Fate::ALL.to_vec()),
        prop::sample::select(Place::ALL.to_vec()),
    )
}

/// Writes a text with a word of its own over HTTP, and lets its fate come.
pub async fn hide(app: &TestApp, key: &str, number: usize, fate: Fate, place: Place) -> Hidden {
    let word = format!("{PREFIX}secret{number}");
    let slug = format!("hidden-{number}");
    let desk = Desk {
        app,
        key,
        slug: &slug,
    };
    match fate {
        Fate::SupersededTherapy | Fate::DeletedTherapy => desk.therapy(&word, fate).await,
        Fate::SupersededReference => desk.reference(&word).await,
        _ => desk.article(&word, fate, place).await,
    }
    Hidden {
        names: vec![slug, word.clone()],
        word,
    }
}

/// Who writes.
struct Desk<'a> {
    app: &'a TestApp,
    key: &'a str,
    slug: &'a str,
}

impl Desk<'_> {
    async fn article(&self, word: &str, fate: Fate, place: Place) {
        let secret = article(word, place);
        let plain = article("plain", Place::Paragraph);
        let message = match place {
            Place::Message => format!("?message={word}"),
            _ => String::new(),
        };
        let drafted = |text: String| self.draft(text, message.clone());
        match fate {
            Fate::NeverPublished => drafted(secret).await,
            Fate::NewerDraft => {
                drafted(plain).await;
                self.act("publish", "{}").await;
                drafted(secret).await;
            }
            Fate::Scheduled => {
                drafted(secret).await;
                self.act("publish", r#"{"at": "2030-01-01T00:00:00Z"}"#)
                    .await;
            }
            Fate::Unpublished => {
                drafted(secret).await;
                self.act("publish", "{}").await;
                self.assert_shown(word, place).await;
                self.act("unpublish", "{}").await;
            }
            Fate::Deleted => {
                drafted(secret).await;
                self.act("publish", "{}").await;
                self.assert_shown(word, place).await;
                self.send(Method::DELETE, &self.path(""), &[("if-match", "*")], "")
                    .await;
            }
            _ => {
                drafted(secret).await;
                self.act("publish", "{}").await;
                self.assert_shown(word, place).await;
                drafted(plain).await;
                self.act("publish", "{}").await;
            }
        }
    }

    async fn draft(&self, text: String, message: String) {
        let path = format!("{}{message}", self.path("/draft"));
        let authorization = self.authorization();
        let place = self.path("/draft");
        let found = self.app.get_with(&place, &[authorization.as_pair()]).await;
        let condition = match found.status.as_u16() {
            200 => ("if-match", "*"),
            _ => ("if-none-match", "*"),
        };
        let headers = [("content-type", "text/markdown"), condition];
        self.send(Method::PUT, &path, &headers, &text).await;
    }

    async fn act(&self, action: &str, body: &str) {
        let headers = [("content-type", "application/json"), ("if-match", "*")];
        self.send(
            Method::POST,
            &self.path(&format!("/{action}")),
            &headers,
            body,
        )
        .await;
    }

    /// What is looked for can be found as long as it is public.
    async fn assert_shown(&self, word: &str, place: Place) {
        if !matches!(place, Place::Reason | Place::Message) {
            let shown = self.app.get(&self.path("")).await.text();
            assert!(shown.contains(word), "{place:?}");
        }
    }

    async fn therapy(&self, word: &str, fate: Fate) {
        let path = format!("/v1/therapies/{}", self.slug);
        let therapy = |words: &str| {
            let text = json!({"type": "text", "text": words, "strong": false, "emphasis": false});
            json!({
                "name": format!("About {words}"),
                "also_known_as": [words],
                "summary": words,
                "description": [{"type": "paragraph", "content": [text]}],
                "contraindications": [words],
            })
            .to_string()
        };
        let json = ("content-type", "application/json");
        self.send(
            Method::PUT,
            &path,
            &[json, ("if-none-match", "*")],
            &therapy(word),
        )
        .await;
        assert!(self.app.get(&path).await.text().contains(word));
        if fate == Fate::DeletedTherapy {
            self.send(Method::DELETE, &path, &[("if-match", "*")], "")
                .await;
        } else {
            self.send(
                Method::PUT,
                &path,
                &[json, ("if-match", "*")],
                &therapy("plain"),
            )
            .await;
        }
    }

    async fn reference(&self, word: &str) {
        let path = format!("/v1/references/{}", self.slug);
        let reference = |words: &str| {
            json!({"type": "webpage", "title": words, "note": words, "author": [{"literal": words}], "editor": [], "about": [], "other": {}})
                .to_string()
        };
        let json = ("content-type", "application/json");
        self.send(
            Method::PUT,
            &path,
            &[json, ("if-none-match", "*")],
            &reference(word),
        )
        .await;
        assert!(self.app.get(&path).await.text().contains(word));
        self.send(
            Method::PUT,
            &path,
            &[json, ("if-match", "*")],
            &reference("plain"),
        )
        .await;
    }

    fn path(&self, part: &str) -> String {
        format!("/v1/articles/{}{part}", self.slug)
    }

    fn authorization(&self) -> Header {
        Header("authorization", format!("Bearer {}", self.key))
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let authorization = self.authorization();
        let mut all = vec![authorization.as_pair()];
        all.extend(headers);
        let answer = self.app.send_with(method.clone(), path, &all, body).await;
        let status = answer.status;
        assert!(
            status.is_success(),
            "{method} {path}: {status} {}",
            answer.text()
        );
        answer
    }
}

/// A header with a value of its own.
struct Header(&'static str, String);

impl Header {
    fn as_pair(&self) -> (&str, &str) {
        (self.0, &self.1)
    }
}

/// An article as Markdown, with a word at a place.
fn article(word: &str, place: Place) -> String {
    let at = |wanted: Place| if place == wanted { word } else { "plain" };
    format!(
        "---\ntitle: About {title}\nsummary: What {summary} is\nkeywords: [{keyword}]\nhero: {{image: media/hero-massage.svg, alt: A {alt} picture}}\n\
         accept: [{{code: REV001, reason: Because of {reason}}}]\n---\n\nFirst {paragraph} words.\n\n## The {heading} part {{#id-{id}}}\n\nMore words.\n",
        title = at(Place::Title),
        summary = at(Place::Summary),
        keyword = at(Place::Keyword),
        alt = at(Place::Alt),
        reason = at(Place::Reason),
        paragraph = at(Place::Paragraph),
        heading = at(Place::Heading),
        id = at(Place::Id),
    )
}
