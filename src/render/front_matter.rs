//! Front matter, and the list of people: YAML in the order in which authors write it.

use std::collections::HashMap;

use super::SeedForm;
use super::attributes::word_of;
use super::images::path_of;
use super::yaml::{Node, to_yaml};
use crate::content::{
    AcceptedWarning, ArticleDraft, Condition, ConditionCode, Hero, Moment, Person, ReviewDraft,
    ReviewKind, Slug, Therapy,
};

/// The lines of each key, with the JSON Pointer of the member that they say.
pub fn of_article(
    form: &SeedForm,
    draft: &ArticleDraft,
    stem: &str,
    is_draft: bool,
) -> Vec<(String, String)> {
    let locale = Some(&draft.locale).filter(|locale| *locale != form.default_locale);
    let is_named_draft = stem.ends_with(".draft");
    let mut front = Fields::default();
    front.text("title", Some(&draft.title));
    front.text("summary", Some(&draft.summary));
    front.text("slug", unless_named(&draft.slug, stem));
    front.words("previous_slugs", &draft.previous_slugs);
    front.text("locale", locale);
    front.text("translation_of", draft.translation_of.as_ref());
    front.node(
        "hero",
        draft.hero.as_ref().map(|hero| hero_node(form, hero)),
    );
    front.words("keywords", &draft.keywords);
    front.words("authors", &draft.authors);
    front.words("conditions", &draft.conditions);
    front.words("therapies", &draft.therapies);
    front.words("references", &draft.references);
    front.add("review", draft.review.as_ref().map(review));
    front.node(
        "draft",
        (is_draft && !is_named_draft).then_some(Node::Flag(true)),
    );
    front.text("publish_at", draft.publish_at.map(moment));
    front.text("unpublish_at", draft.unpublish_at.map(moment));
    front.text("first_published_at", draft.first_published_at.map(moment));
    front.node("accept", accepted(&draft.accept));
    front.keys
}

pub fn of_therapy(therapy: &Therapy, stem: &str) -> String {
    let mut front = Fields::default();
    front.text("name", Some(&therapy.name));
    front.text("slug", unless_named(&therapy.slug, stem));
    front.words("also_known_as", &therapy.also_known_as);
    front.text("summary", Some(&therapy.summary));
    front.words("contraindications", &therapy.contraindications);
    front.yaml()
}

pub fn of_condition(condition: &Condition, stem: &str) -> String {
    let mut front = Fields::default();
    front.text("name", Some(&condition.name));
    front.text("slug", unless_named(&condition.slug, stem));
    front.words("also_known_as", &condition.also_known_as);
    front.text("summary", Some(&condition.summary));
    front.node("codes", codes(&condition.codes));
    front.words("red_flags", &condition.red_flags);
    front.yaml()
}

pub fn of_people(people: &[Person]) -> String {
    let nodes = people.iter().map(|person| {
        let mut pairs = vec![pair("slug", &person.slug), pair("name", &person.name)];
        let url = person.url.as_ref().map(ToString::to_string);
        let orcid = person.orcid.as_ref().map(ToString::to_string);
        let more = [
            ("credentials", &person.credentials),
            ("role", &person.role),
            ("url", &url),
            ("orcid", &orcid),
        ];
        pairs.extend(
            more.into_iter()
                .filter_map(|(key, value)| Some(pair(key, value.as_ref()?))),
        );
        Node::Map(pairs)
    });
    to_yaml(&Node::List(nodes.collect()))
}

/// The keys of one front matter, each as a JSON Pointer with its lines.
#[derive(Default)]
struct Fields {
    keys: Vec<(String, String)>,
}

impl Fields {
    fn add(&mut self, key: &str, lines: Option<String>) {
        // That it is a draft is no member of the draft.
        let pointer = match key {
            "draft" => "#".to_owned(),
            member => format!("#/{member}"),
        };
        self.keys.extend(lines.map(|lines| (pointer, lines)));
    }

    fn yaml(self) -> String {
        self.keys.into_iter().map(|(_, lines)| lines).collect()
    }

    fn node(&mut self, key: &str, value: Option<Node>) {
        let pair = |value| Node::Map(vec![(key.to_owned(), value)]);
        self.add(key, value.map(|value| to_yaml(&pair(value))));
    }

    fn text(&mut self, key: &str, value: Option<impl ToString>) {
        self.node(key, value.map(|value| Node::Text(value.to_string())));
    }

    fn words(&mut self, key: &str, words: &[impl ToString]) {
        self.node(key, (!words.is_empty()).then(|| list(words)));
    }
}

fn pair(key: &str, value: impl ToString) -> (String, Node) {
    (key.to_owned(), Node::Text(value.to_string()))
}

fn list(words: &[impl ToString]) -> Node {
    let texts = words.iter().map(|word| Node::Text(word.to_string()));
    Node::List(texts.collect())
}

/// The slug, unless the name of the file gives it.
fn unless_named<'a>(slug: &'a Slug, stem: &str) -> Option<&'a Slug> {
    let named = stem.strip_suffix(".draft").unwrap_or(stem);
    Some(slug).filter(|slug| slug.as_str() != named)
}

/// A moment, with milliseconds only where it has any.
fn moment(moment: Moment) -> String {
    let written = moment.to_string();
    match written.strip_suffix(".000Z") {
        Some(whole) => format!("{whole}Z"),
        None => written,
    }
}

fn hero_node(form: &SeedForm, hero: &Hero) -> Node {
    let image = &hero.image;
    let mut pairs = vec![pair("image", path_of(&image.src, form.image_paths))];
    if !image.alt.is_empty() {
        pairs.push(pair("alt", &image.alt));
    }
    if image.is_decorative {
        pairs.push(("decorative".to_owned(), Node::Flag(true)));
    }
    pairs.extend(
        hero.caption
            .as_ref()
            .map(|caption| pair("caption", caption)),
    );
    pairs.extend(image.credit.as_ref().map(|credit| pair("credit", credit)));
    Node::Map(pairs)
}

/// A review stands in one line, as long as its reviewers do.
fn review(review: &ReviewDraft) -> String {
    let mut pairs = vec![("by".to_owned(), list(&review.by)), pair("on", review.on)];
    pairs.extend(review.next.map(|next| pair("next", next)));
    if review.kind != ReviewKind::Clinical {
        pairs.push(pair("kind", word_of(&ReviewKind::ALL, &review.kind)));
    }
    let lines: Vec<String> = pairs
        .iter()
        .map(|pair| {
            to_yaml(&Node::Map(vec![pair.clone()]))
                .trim_end()
                .to_owned()
        })
        .collect();
    if lines.iter().any(|line| line.contains('\n')) {
        let pairs = vec![("review".to_owned(), Node::Map(pairs))];
        return to_yaml(&Node::Map(pairs));
    }
    format!("review: {{{}}}\n", lines.join(", "))
}

fn accepted(warnings: &[AcceptedWarning]) -> Option<Node> {
    let nodes = warnings.iter().map(|warning| {
        let mut pairs = vec![pair("code", &warning.code), pair("reason", &warning.reason)];
        pairs.extend(warning.block.as_ref().map(|block| pair("block", block)));
        Node::Map(pairs)
    });
    (!warnings.is_empty()).then(|| Node::List(nodes.collect()))
}

/// The codes of a condition, those of one classification together.
fn codes(codes: &[ConditionCode]) -> Option<Node> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut systems: Vec<(String, Vec<&str>)> = Vec::new();
    for code in codes {
        let place = *places.entry(&code.system).or_insert(systems.len());
        if place == systems.len() {
            systems.push((code.system.clone(), Vec::new()));
        }
        systems[place].1.push(&code.value);
    }
    let pairs = systems.into_iter().map(|(system, values)| {
        let node = match values.as_slice() {
            [value] => Node::Text((*value).to_owned()),
            values => list(values),
        };
        (system, node)
    });
    (!codes.is_empty()).then(|| Node::Map(pairs.collect()))
}
