//! All that can happen to content between two looks of a mirror, by every way there is to write.

use std::collections::BTreeSet;

use actix_web::http::Method;
use jiff::civil::date;
use proptest::prelude::{Strategy, prop, prop_oneof};
use serde_json::json;
use sinew::content::{Moment, Signature};
use sinew::desk::Schedule;
use sinew::error::Error;
use sinew::seed::read_retractions;
use sinew::store::{Absent, ApplyRequest, Clock, Unseen};

use crate::app::TestApp;
use crate::editor::Editor;
use crate::entry_writes::{condition, reference, therapy};
use crate::freshness::content::{
    CONDITIONS, Content, Edit, PEOPLE, REFERENCES, SLUGS, THERAPIES, edit,
};
use crate::freshness::reviewing::{Reviewing, review, reviewing};

pub const START: i64 = 1_790_000_000;

const ACTS: [(&str, &str); 6] = [
    ("publish", "{}"),
    ("publish", r#"{"force": {"reason": "It has to be"}}"#),
    ("publish", r#"{"force": {"reason": "It really has to"}}"#),
    ("unpublish", "{}"),
    ("unschedule", ""),
    ("revisions/1/restore", ""),
];

/// What happens between two looks of a mirror.
#[derive(Clone, Debug)]
pub enum Deed {
    /// A folder, of which nothing or everything else is to go.
    Apply(Edit, bool),
    Review(Option<Reviewing>),
    Draft(Draft),
    Act(usize, usize, usize),
    /// Becomes public in so many seconds.
    Schedule(usize, i64),
    Delete(usize, usize),
    Write(usize, usize, u8),
    Remove(usize, usize),
    Retract(u8),
    Wait(i64),
}

/// A draft that is written over HTTP: its slug, its language, the slug that it is given, and what it names.
#[derive(Clone, Debug)]
pub struct Draft {
    slug: usize,
    locale: usize,
    new_slug: usize,
    original: Option<usize>,
    words: u8,
    named: usize,
}

pub fn deed() -> impl Strategy<Value = Deed> {
    let (slug, locale) = (|| 0..SLUGS.len(), || 0..LOCALES.len());
    let draft = (
        slug(),
        locale(),
        slug(),
        prop::option::of(slug()),
        0..4_u8,
        0..2_usize,
    );
    let draft = draft.prop_map(|(slug, locale, new_slug, original, words, named)| Draft {
        slug,
        locale,
        new_slug,
        original: original.filter(|_| locale > 0),
        words,
        named,
    });
    prop_oneof![
        5 => (edit(), prop::bool::weighted(0.2)).prop_map(|(edit, is_all)| Deed::Apply(edit, is_all)),
        2 => reviewing().prop_map(Deed::Review),
        8 => draft.prop_map(Deed::Draft),
        8 => (slug(), locale(), 0..ACTS.len()).prop_map(|(at, locale, act)| Deed::Act(at, locale, act)),
        1 => (slug(), 1..5_i64).prop_map(|(at, seconds)| Deed::Schedule(at, seconds)),
        1 => (slug(), locale()).prop_map(|(at, locale)| Deed::Delete(at, locale)),
        9 => (0..ENTRIES.len(), 0..2_usize, 0..200_u8).prop_map(|(kind, at, words)| Deed::Write(kind, at, words)),
        3 => (0..ENTRIES.len(), 0..2_usize).prop_map(|(kind, at)| Deed::Remove(kind, at)),
        1 => (0..3_u8).prop_map(Deed::Retract),
        2 => prop_oneof![4 => 1..100_i64, 1 => -200..0_i64].prop_map(Deed::Wait),
    ]
}

const LOCALES: [&str; 2] = ["en", "de"];

const ENTRIES: [(&str, [&str; 2]); 4] = [
    ("therapies", THERAPIES),
    ("conditions", CONDITIONS),
    ("people", PEOPLE),
    ("references", [REFERENCES[0], REFERENCES[2]]),
];

/// What is done with which data.
pub struct World<'a> {
    pub app: &'a TestApp,
    pub editor: Editor<'a>,
    pub clock: Clock,
    pub now: i64,
    pub content: Content,
    /// The ways of writing over HTTP that were gone.
    pub done: BTreeSet<String>,
}

pub fn at(seconds: i64) -> Moment {
    Moment::new(jiff::Timestamp::from_second(seconds).unwrap())
}

impl World<'_> {
    pub async fn act(&mut self, deed: &Deed) {
        match deed {
            Deed::Apply(edit, is_all) => self.apply(self.content.after(edit), *is_all).await,
            Deed::Review(reviewing) => review(&self.app.store, *reviewing).await,
            Deed::Draft(draft) => self.draft(draft).await,
            Deed::Act(slug, locale, act) => {
                let (act, body) = ACTS[*act];
                self.post(SLUGS[*slug], act, LOCALES[*locale], body).await;
            }
            Deed::Schedule(slug, seconds) => {
                let body = format!("{{\"at\": \"{}\"}}", at(self.now + seconds));
                self.post(SLUGS[*slug], "publish", "en", &body).await;
            }
            Deed::Delete(slug, locale) => {
                let path = format!("/v1/articles/{}?locale={}", SLUGS[*slug], LOCALES[*locale]);
                self.delete(&path).await;
            }
            Deed::Write(kind, name, words) => self.write(*kind, *name, *words).await,
            Deed::Remove(kind, name) => {
                let (kind, names) = ENTRIES[*kind];
                self.delete(&format!("/v1/{kind}/{}", names[*name])).await;
            }
            Deed::Retract(which) => self.retract(*which).await,
            Deed::Wait(seconds) => self.now += seconds,
        }
        self.now += 1;
        self.clock.set(at(self.now));
        Schedule::new(self.app.store.clone()).keep().await.unwrap();
    }

    pub async fn apply(&mut self, content: Content, is_all: bool) {
        let library = content.library();
        let absent = if is_all { Absent::Remove } else { Absent::Keep };
        let request = ApplyRequest {
            unseen: Unseen::Overwrite,
            ..ApplyRequest::of(&library).with_absent(absent)
        };
        match self.app.store.apply(&request, || ()).await {
            Ok(_) => self.content = content,
            Err(error) => assert!(matches!(error, Error::Conflict(_)), "{error}"),
        }
    }

    async fn draft(&mut self, draft: &Draft) {
        let (locale, named) = (LOCALES[draft.locale], draft.named);
        let original = draft
            .original
            .map(|at| format!("translation_of: {}\n", SLUGS[at]));
        let text = format!(
            "---\ntitle: Title {}\nsummary: What it is.\nslug: {}\nlocale: {locale}\n{}authors: [{}]\n---\n\n\
             Words {} [@{}] of [one](article:{}), [two](therapy:{}) and [three](condition:{}).\n",
            draft.words,
            SLUGS[draft.new_slug],
            original.unwrap_or_default(),
            PEOPLE[named],
            draft.words,
            REFERENCES[named],
            SLUGS[named],
            THERAPIES[named],
            CONDITIONS[named],
        );
        for (slug, condition) in [(draft.slug, "if-match"), (draft.new_slug, "if-none-match")] {
            let path = format!("/v1/articles/{}/draft?locale={locale}", SLUGS[slug]);
            let headers = [("content-type", "text/markdown"), (condition, "*")];
            self.send(Method::PUT, &path, &headers, &text).await;
        }
    }

    async fn write(&mut self, kind: usize, name: usize, words: u8) {
        let (kind, names) = ENTRIES[kind];
        let patch = match kind {
            "people" => json!({"name": format!("Ada {words}")}),
            "references" => {
                json!({"title": format!("Title {words}"), "doi": format!("10.5555/{}{name}", words % 3)})
            }
            _ => json!({"name": format!("Name {words}"), "summary": format!("Sum {words}.")}),
        };
        let body = match kind {
            "therapies" => therapy(),
            "conditions" => condition(),
            "people" => patch.clone(),
            _ => reference(),
        };
        let path = format!("/v1/{kind}/{}", names[name]);
        for (method, kind, condition, body) in [
            (Method::PUT, "application/json", "if-none-match", body),
            (
                Method::PATCH,
                "application/merge-patch+json",
                "if-match",
                patch,
            ),
        ] {
            let headers = [("content-type", kind), (condition, "*")];
            self.send(method, &path, &headers, &body.to_string()).await;
        }
    }

    /// Retracts one of the papers that references may be of, or none.
    async fn retract(&self, which: u8) {
        let text = format!(
            "RetractionDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature\n2021-01-02,10.5555/{which}0,0,Retraction\n"
        );
        let file = read_retractions(text.as_bytes(), "data.csv", None, date(2026, 11, 22));
        let data = file.map_err(|refused| refused.error).unwrap().retractions;
        let imported = self
            .app
            .store
            .import_retractions(&data, true, &Signature::COMMAND);
        imported.await.unwrap();
    }

    async fn post(&mut self, slug: &str, act: &str, locale: &str, body: &str) {
        let path = format!("/v1/articles/{slug}/{act}?locale={locale}");
        self.send(Method::POST, &path, &[("if-match", "*")], body)
            .await;
    }

    async fn delete(&mut self, path: &str) {
        self.send(Method::DELETE, path, &[("if-match", "*")], "")
            .await;
    }

    /// What is refused changes nothing, which the mirrors see too.
    async fn send(&mut self, method: Method, path: &str, headers: &[(&str, &str)], body: &str) {
        let answer = self.editor.send(method.clone(), path, headers, body).await;
        assert!(answer.status.as_u16() < 500, "{}", answer.text());
        if answer.status.is_success() {
            let kind = path.split('/').nth(2).unwrap();
            self.done.insert(format!("{method} {kind}"));
        }
    }
}
