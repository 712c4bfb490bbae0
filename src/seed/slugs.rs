//! Finds slugs that two things in the folder would share.

use std::collections::HashMap;

use super::articles::ReadArticle;
use super::people::ReadPerson;
use super::report::Report;
use super::source_text::Placed;
use super::topics::ReadTopic;
use super::{Code, Fault};
use crate::content::{Locale, Slug};

/// The slug of an article is unique in its locale.
type Address<'a> = (&'a Locale, &'a Slug);

/// Reports therapies, or conditions, with one slug.
pub fn refuse_same_topics<T>(topics: &[ReadTopic<T>], faults: &mut Vec<Fault>) {
    let named = topics
        .iter()
        .filter_map(|topic| Some((topic.path.as_str(), topic.slug.as_ref()?)));
    refuse_same(named, faults);
}

/// Reports people with one slug.
pub fn refuse_same_people(people: &[ReadPerson], faults: &mut Vec<Fault>) {
    let named = people
        .iter()
        .map(|person| (person.path.as_str(), &person.slug));
    refuse_same(named, faults);
}

fn refuse_same<'a>(
    named: impl Iterator<Item = (&'a str, &'a Placed<Slug>)>,
    faults: &mut Vec<Fault>,
) {
    let mut seen: HashMap<&Slug, (&str, usize)> = HashMap::new();
    for (path, slug) in named {
        if let Some((first, line)) = seen.get(&slug.value) {
            let place = format!("{first}:{line}");
            refuse(path, slug, "is the slug of two things", &place, faults);
        } else {
            seen.insert(&slug.value, (path, slug.span.line));
        }
    }
}

/// Reports articles that would answer at one address, now or because they did before. A file and its draft are one
/// article.
pub fn refuse_same_articles(articles: &[ReadArticle], faults: &mut Vec<Fault>) {
    let mut current: HashMap<Address, &ReadArticle> = HashMap::new();
    for article in articles {
        let (Some(slug), Some(locale)) = (&article.slug, &article.locale) else {
            continue;
        };
        let first = current
            .entry((&locale.value, &slug.value))
            .or_insert(article);
        if first.stem != article.stem {
            let says = "is the slug of two articles in one locale";
            refuse(&article.path, slug, says, &first.path, faults);
        }
    }
    refuse_reserved(articles, &current, faults);
    refuse_drafts_of_another_locale(articles, faults);
}

/// A slug that an article once had stays reserved for it.
fn refuse_reserved(
    articles: &[ReadArticle],
    current: &HashMap<Address, &ReadArticle>,
    faults: &mut Vec<Fault>,
) {
    let mut previous: HashMap<Address, &ReadArticle> = HashMap::new();
    for article in articles {
        let Some(locale) = &article.locale else {
            continue;
        };
        for slug in &article.previous_slugs {
            let path = article.path.as_str();
            let address = (&locale.value, &slug.value);
            let is_own = article
                .slug
                .as_ref()
                .is_some_and(|own| own.value == slug.value);
            let now = current.get(&address).filter(|now| now.stem != article.stem);
            let before = previous.entry(address).or_insert(article);
            if is_own {
                refuse(path, slug, "is the article's slug today", path, faults);
            } else if let Some(now) = now {
                refuse(
                    path,
                    slug,
                    "is the slug of another article",
                    &now.path,
                    faults,
                );
            } else if before.stem != article.stem {
                let says = "was the slug of another article too";
                refuse(path, slug, says, &before.path, faults);
            }
        }
    }
}

fn refuse_drafts_of_another_locale(articles: &[ReadArticle], faults: &mut Vec<Fault>) {
    let mut locales: HashMap<&str, (&Locale, &str)> = HashMap::new();
    for article in articles {
        let Some(locale) = &article.locale else {
            continue;
        };
        let (first, path) = locales
            .entry(&article.stem)
            .or_insert((&locale.value, &article.path));
        if **first != locale.value {
            let message = format!("a draft has the locale of its article: `{first}` in {path}");
            let help = "write a translation in a file with another name".to_owned();
            let mut report = Report::new(&article.path, faults);
            report.add(Code::Identifier, locale.span, message, help);
        }
    }
}

fn refuse(path: &str, slug: &Placed<Slug>, says: &str, other: &str, faults: &mut Vec<Fault>) {
    let message = format!("`{}` {says}", slug.value);
    let help = format!("write another; the other is in {other}");
    Report::new(path, faults).add(Code::DuplicateName, slug.span, message, help);
}

#[cfg(test)]
mod tests {
    use super::super::articles::read_article;
    use super::*;

    fn faults_of(files: &[(&str, &str)]) -> Vec<String> {
        let mut faults = Vec::new();
        let articles: Vec<ReadArticle> = files
            .iter()
            .map(|(path, front)| {
                let text = format!("---\ntitle: A\nsummary: B\n{front}---\n");
                read_article(
                    &format!("articles/{path}"),
                    &text,
                    &Locale::parse("en").expect("a valid tag"),
                    &mut faults,
                )
            })
            .collect();
        refuse_same_articles(&articles, &mut faults);
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_file_and_its_draft_are_one_article() {
        let faults = faults_of(&[
            ("x.draft.md", "slug: y\nprevious_slugs: [x]\n"),
            ("x.md", ""),
        ]);

        assert_eq!(faults, Vec::<String>::new());
    }

    #[test]
    fn one_slug_in_two_locales_is_two_addresses() {
        assert_eq!(
            faults_of(&[("x.md", ""), ("x-de.md", "slug: x\nlocale: de\n")]).len(),
            0
        );
        assert_eq!(faults_of(&[("x.md", ""), ("y.md", "slug: x\n")]).len(), 1);
    }

    #[test]
    fn previous_slugs_are_reserved() {
        assert_eq!(faults_of(&[("x.md", "previous_slugs: [x]\n")]).len(), 1);
        assert_eq!(
            faults_of(&[("x.md", ""), ("y.md", "previous_slugs: [x]\n")]).len(),
            1
        );
        assert_eq!(
            faults_of(&[
                ("x.md", "previous_slugs: [z]\n"),
                ("y.md", "previous_slugs: [z]\n")
            ])
            .len(),
            1
        );
        assert_eq!(
            faults_of(&[("x.md", ""), ("x.draft.md", "locale: de\n")]).len(),
            1
        );
    }
}
