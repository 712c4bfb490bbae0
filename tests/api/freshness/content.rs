//! Folders of all kinds, and edits of them.

mod choices;

use sinew::content::{Library, Locale, Slug};

use crate::app::read;
use crate::folder::Folder;

pub use choices::{content, edit};

const ARTICLES: usize = 4;

pub const SLUGS: [&str; 5] = ["a", "b", "c", "d", "e"];

const LOCALES: [&str; 3] = ["en", "de", "fr"];

pub const THERAPIES: [&str; 2] = ["cupping", "massage"];

pub const CONDITIONS: [&str; 2] = ["cramp", "sciatica"];

pub const PEOPLE: [&str; 2] = ["ada", "bob"];

pub const REFERENCES: [&str; 3] = ["bell-2008", "other:2", "yeun-2017"];

const STRENGTHS: [&str; 3] = ["supported", "limited", "consensus"];

pub const IMAGE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" height=\"50\"><title>Nerve</title></svg>";

/// What a folder says. Any of it can change from one apply to the next.
#[derive(Clone, Debug)]
pub struct Content {
    articles: [Option<Text>; ARTICLES],
    /// A number that stands in the words of each entry; 0 leaves it out.
    therapies: [u8; 2],
    conditions: [u8; 2],
    people: [u8; 2],
    references: [u8; 3],
    /// Which other things the descriptions of therapies and conditions point at.
    descriptions: Pointers,
    image: bool,
}

#[derive(Clone, Debug)]
pub struct Text {
    slug: usize,
    locale: usize,
    previous_slug: Option<usize>,
    translation_of: Option<usize>,
    words: u8,
    is_draft: bool,
    reviewed_on: Option<u8>,
    claim: Option<Claimed>,
    pointers: Pointers,
}

/// A claim with the reference that it cites, if it cites any, by index.
#[derive(Clone, Debug)]
pub struct Claimed {
    strength: usize,
    therapy: usize,
    condition: usize,
    reference: Option<usize>,
}

/// What a text points at, by index.
#[derive(Clone, Debug)]
pub struct Pointers {
    article: Option<usize>,
    therapy: Option<usize>,
    condition: Option<usize>,
    person: Option<usize>,
    reference: Option<usize>,
    image: bool,
}

/// One apply.
#[derive(Clone, Debug)]
pub enum Edit {
    Article(usize, Option<Text>),
    Rename(usize, usize),
    Translate(usize, Option<usize>),
    Draft(usize, bool),
    Words(usize, u8),
    Claim(usize, Option<Claimed>),
    Therapy(usize, u8),
    Condition(usize, u8),
    Person(usize, u8),
    Reference(usize, u8),
    Descriptions(Pointers),
    Image(bool),
}

impl Content {
    pub fn after(&self, edit: &Edit) -> Self {
        let mut after = self.clone();
        match edit.clone() {
            Edit::Article(at, text) => after.articles[at] = text,
            Edit::Rename(at, slug) => after.text(at, |text| {
                text.previous_slug = Some(text.slug).filter(|before| *before != slug);
                text.slug = slug;
            }),
            Edit::Translate(at, original) => {
                after.text(at, |text| text.translation_of = original);
            }
            Edit::Draft(at, is_draft) => after.text(at, |text| text.is_draft = is_draft),
            Edit::Words(at, words) => after.text(at, |text| text.words = words),
            Edit::Claim(at, claim) => after.text(at, |text| text.claim = claim),
            Edit::Therapy(at, words) => after.therapies[at] = words,
            Edit::Condition(at, words) => after.conditions[at] = words,
            Edit::Person(at, words) => after.people[at] = words,
            Edit::Reference(at, words) => after.references[at] = words,
            Edit::Descriptions(pointers) => after.descriptions = pointers,
            Edit::Image(is_there) => after.image = is_there,
        }
        after
    }

    fn text(&mut self, at: usize, change: impl FnOnce(&mut Text)) {
        if let Some(text) = &mut self.articles[at] {
            change(text);
        }
    }

    /// The library of a folder without faults, from which pieces are then taken away: the store must bear what the checks
    /// of a folder refuse.
    pub fn library(&self) -> Library {
        let folder = Folder::empty();
        self.write_entries(&folder);
        for slug in SLUGS {
            folder.article(slug, "Words.");
        }
        for (at, text) in self.articles.iter().enumerate() {
            if let Some(text) = text {
                let (front_matter, body) = (text.front_matter(), text.body());
                folder.article_with(&format!("article-{at}"), &front_matter, &body);
            }
        }
        let mut library = read(folder.path());
        self.take_away(&mut library);
        library
    }

    fn write_entries(&self, folder: &Folder) {
        let described = |kind: &str, name: &str, words: u8, body: &str| {
            let text = format!(
                "---\nname: {name} {words}\nsummary: Sum {}.\n---\n\nIt is. {body}\n",
                words / 2
            );
            folder.write(&format!("{kind}/{name}.md"), &text);
        };
        let body = self.descriptions.body();
        for (name, words) in THERAPIES.iter().zip(self.therapies) {
            described("therapies", name, words, &body);
        }
        for (name, words) in CONDITIONS.iter().zip(self.conditions) {
            described("conditions", name, words, &body);
        }
        let people = PEOPLE.iter().zip(self.people);
        let people: String = people
            .map(|(name, words)| format!("- slug: {name}\n  name: {name} {words}\n"))
            .collect();
        folder.write("people.yaml", &people);
        let references = REFERENCES.iter().zip(self.references);
        let references: String = references
            .map(|(key, words)| format!("@article{{{key}, title = {{Title {words}}}, author = {{Bell, J.}}, year = {{2008}}}}\n"))
            .collect();
        folder.write("references.bib", &references);
        folder.write("media/nerve.svg", IMAGE);
    }

    fn take_away(&self, library: &mut Library) {
        let is_there = |names: &[&str], words: &[u8], name: &str| {
            let at = names.iter().position(|known| *known == name).unwrap();
            words[at] > 0
        };
        library
            .therapies
            .retain(|entry| is_there(&THERAPIES, &self.therapies, entry.content.slug.as_str()));
        library
            .conditions
            .retain(|entry| is_there(&CONDITIONS, &self.conditions, entry.content.slug.as_str()));
        library
            .people
            .retain(|entry| is_there(&PEOPLE, &self.people, entry.content.slug.as_str()));
        library
            .references
            .retain(|entry| is_there(&REFERENCES, &self.references, entry.content.key.as_str()));
        library.media.retain(|_| self.image);
        library.texts.clear();
        library
            .articles
            .retain(|article| article.draft.slug.as_str().starts_with("article-"));
        for article in &mut library.articles {
            let at = article.draft.slug.as_str()["article-".len()..].parse::<usize>();
            let text = self.articles[at.unwrap()].as_ref().unwrap();
            article.is_draft = text.is_draft;
            let draft = &mut article.draft;
            draft.slug = slug(SLUGS[text.slug]);
            draft.locale = Locale::parse(LOCALES[text.locale]).unwrap();
            draft.previous_slugs = text
                .previous_slug
                .map(|at| slug(SLUGS[at]))
                .into_iter()
                .collect();
            draft.translation_of = text.translation_of.map(|at| slug(SLUGS[at]));
        }
    }
}

impl Text {
    fn front_matter(&self) -> String {
        let person = self.pointers.person.map(|at| PEOPLE[at]);
        let authors = person.map(|person| format!("authors: [{person}]\n"));
        let review = self.reviewed_on.map(|day| {
            let by = person.unwrap_or(PEOPLE[0]);
            format!("review: {{by: [{by}], on: 2026-01-1{day}, kind: clinical}}\n")
        });
        let keywords = (self.words > 1).then(|| "keywords: [nerve]\n".to_owned());
        [authors, review, keywords].into_iter().flatten().collect()
    }

    fn body(&self) -> String {
        let claim = self.claim.as_ref().map(Claimed::body).unwrap_or_default();
        format!("Words {}. {}{claim}", self.words, self.pointers.body())
    }
}

impl Claimed {
    fn body(&self) -> String {
        let cited = self.reference.map(|at| format!(" [@{}]", REFERENCES[at]));
        format!(
            "\n\nIt helps{}. {{claim={} therapy={} condition={}}}\n",
            cited.unwrap_or_default(),
            STRENGTHS[self.strength],
            THERAPIES[self.therapy],
            CONDITIONS[self.condition]
        )
    }
}

impl Pointers {
    fn body(&self) -> String {
        let parts = [
            self.article
                .map(|at| format!("[One](article:{}).", SLUGS[at])),
            self.therapy
                .map(|at| format!("[Two](therapy:{}).", THERAPIES[at])),
            self.condition
                .map(|at| format!("[Three](condition:{}).", CONDITIONS[at])),
            self.reference
                .map(|at| format!("Cited [@{}].", REFERENCES[at])),
            self.image
                .then(|| "\n\n![A nerve.](media/nerve.svg)\n".to_owned()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

pub fn slug(name: &str) -> Slug {
    Slug::parse(name).unwrap()
}
