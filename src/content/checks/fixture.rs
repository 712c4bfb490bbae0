//! Articles for the tests of the checks: of one claim, of one section, of one review.

use jiff::civil::{Date, date};
use serde_json::{Value, json};

use super::{Found, check_article};
use crate::content::{
    ArticleDraft, Code, CslDate, CslDay, CslType, Person, Reference, ReferenceKey, Rules, Slug,
    StudyType, Surroundings, Topic, TopicName,
};

pub struct Fixture {
    pub draft: ArticleDraft,
    pub around: Surroundings,
    pub rules: Rules,
    pub today: Date,
}

impl Fixture {
    /// An article of some members beside title and summary.
    pub fn of(members: Value) -> Self {
        let mut article = json!({
            "slug": "massage", "locale": "en", "title": "Massage", "summary": "What it is.",
            "introduction": [], "sections": [], "disclaimer": [paragraph("Ask first.", &[])],
        });
        if let (Value::Object(article), Value::Object(members)) = (&mut article, members) {
            article.extend(members);
        }
        let name = |topic: Topic, name: &str| TopicName {
            topic,
            name: name.to_owned(),
        };
        Self {
            draft: serde_json::from_value(article).expect("a draft"),
            around: Surroundings {
                topic_names: [
                    name(
                        Topic::Therapy(slug("hot-stone-massage")),
                        "Hot stone massage",
                    ),
                    name(Topic::Therapy(slug("cupping")), "Fire cupping"),
                    name(Topic::Condition(slug("sciatica")), "Sciatica"),
                ]
                .into_iter()
                .collect(),
                ..Surroundings::default()
            },
            rules: Rules::default(),
            today: date(2026, 11, 23),
        }
    }

    /// An article with one claim about hot stone massage for sciatica that cites some sources.
    pub fn claiming(strength: &str, sources: &[Reference]) -> Self {
        let mut claim = paragraph("It helps.", sources);
        claim["claim"] =
            json!({"strength": strength, "therapy": "hot-stone-massage", "condition": "sciatica"});
        let mut fixture = Self::of(json!({"introduction": [claim]}));
        fixture.knows(sources);
        fixture
    }

    /// An article with one section of some blocks.
    pub fn section(purpose: &str, blocks: &[Value]) -> Self {
        let section = json!({"level": 2, "heading": "Part", "purpose": purpose, "blocks": blocks});
        Self::of(json!({"sections": [section]}))
    }

    pub fn knows(&mut self, sources: &[Reference]) {
        for source in sources {
            let references = &mut self.around.references;
            references.insert(source.key.clone(), source.clone());
        }
    }

    pub fn knows_person(&mut self, name: &str, credentials: Option<&str>) {
        let person = Person {
            slug: slug(name),
            name: name.to_owned(),
            credentials: credentials.map(str::to_owned),
            role: None,
            url: None,
            orcid: None,
        };
        self.around.people.insert(slug(name), person);
    }

    /// What the checks find of one code, in words.
    pub fn said(&self, code: Code) -> Vec<String> {
        let found = self.found().into_iter();
        found
            .filter(|found| found.code == code)
            .map(|found| found.message)
            .collect()
    }

    pub fn found(&self) -> Vec<Found> {
        check_article(&self.draft, &self.around, &self.rules, self.today)
    }
}

pub fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("a slug")
}

/// A paragraph of a text and, at its end, a citation.
pub fn paragraph(text: &str, sources: &[Reference]) -> Value {
    let mut content =
        vec![json!({"type": "text", "text": text, "strong": false, "emphasis": false})];
    let keys: Vec<&str> = sources.iter().map(|source| source.key.as_str()).collect();
    if !keys.is_empty() {
        content.push(json!({"type": "citation", "references": keys}));
    }
    json!({"type": "paragraph", "content": content})
}

/// A journal article of a year that lacks nothing.
pub fn source(key: &str, study_type: StudyType) -> Reference {
    let key = ReferenceKey::parse(key).expect("a key");
    let mut source = Reference::new(key, CslType::ArticleJournal, "Massage".to_owned());
    source.study_type = Some(study_type);
    source.author = vec![crate::content::CslName::literal("A group".to_owned())];
    source.container_title = Some("A journal".to_owned());
    source.issued = CslDay::new(2020, None, None).map(CslDate::from);
    source.doi = crate::content::Doi::parse("10.5555/massage").ok();
    source
}

/// The same about something.
pub fn source_about(key: &str, study_type: StudyType, about: &[&str]) -> Reference {
    Reference {
        about: about.iter().copied().map(slug).collect(),
        ..source(key, study_type)
    }
}
