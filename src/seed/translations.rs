//! Checks `translation_of`: it names an article in the default locale, and only one article in a locale translates it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::articles::{ReadArticle, is_draft_file};
use super::nearest::nearest_or;
use super::report::Report;
use super::source_text::Placed;
use super::{Code, Fault};
use crate::content::{FoundArticle, FoundNames, Locale, Slug};

/// Reports translations of what cannot be translated, and second translations.
pub fn check_translations(
    articles: &[ReadArticle],
    default_locale: &Locale,
    faults: &mut Vec<Fault>,
) {
    let originals = Originals::among(articles, default_locale);
    let mut translated: HashMap<(&Slug, &Locale), &ReadArticle> = HashMap::new();
    for article in articles {
        let (Some(original), Some(Placed { value: locale, .. })) =
            (&article.translation_of, &article.locale)
        else {
            continue;
        };
        let mut report = Report::new(&article.path, faults);
        if !originals.check(original, locale, &mut report) {
            continue;
        }
        let first = translated
            .entry((&original.value, locale))
            .or_insert(article);
        if first.stem != article.stem {
            refuse_second(original, locale, &first.path, &mut report);
        }
    }
}

/// Reports that an article is translated into a locale already, and where.
pub fn refuse_second(original: &Placed<Slug>, locale: &Locale, first: &str, report: &mut Report) {
    let message = format!("`{}` has two translations into `{locale}`", original.value);
    let help = format!("keep one; the other is in {first}");
    report.add(Code::DuplicateName, original.span, message, help);
}

/// What can be translated: the articles in the default locale.
pub struct Originals<'a> {
    default_locale: &'a Locale,
    slugs: BTreeSet<&'a str>,
    slugs_elsewhere: BTreeSet<&'a str>,
    /// Earlier slugs, each with the slug of today.
    renamed: BTreeMap<&'a str, &'a str>,
}

impl<'a> Originals<'a> {
    /// Those that were asked for one by one.
    pub fn of_found(found: &'a FoundNames, default_locale: &'a Locale) -> Self {
        let is_today = |article: &&FoundArticle| article.asked == article.today;
        let (today, earlier): (Vec<_>, Vec<_>) = found.articles.iter().partition(is_today);
        let (slugs, elsewhere): (Vec<_>, Vec<_>) = today
            .into_iter()
            .partition(|article| article.locale == *default_locale);
        let renamed = earlier
            .into_iter()
            .filter(|article| article.locale == *default_locale)
            .map(|article| (article.asked.as_str(), article.today.as_str()));
        let slug_of = |article: &'a FoundArticle| article.asked.as_str();
        Self {
            default_locale,
            slugs: slugs.into_iter().map(slug_of).collect(),
            slugs_elsewhere: elsewhere.into_iter().map(slug_of).collect(),
            renamed: renamed.collect(),
        }
    }

    fn among(all: &'a [ReadArticle], default_locale: &'a Locale) -> Self {
        // Beside a published file, the slug of its draft is none yet.
        let published: BTreeSet<&str> = all
            .iter()
            .filter(|article| !is_draft_file(&article.path))
            .map(|article| article.stem.as_str())
            .collect();
        let (articles, elsewhere): (Vec<&ReadArticle>, Vec<&ReadArticle>) = all
            .iter()
            .filter(|article| {
                !is_draft_file(&article.path) || !published.contains(article.stem.as_str())
            })
            .partition(|article| {
                let locale = article.locale.as_ref();
                locale.is_some_and(|locale| locale.value == *default_locale)
            });
        Self {
            default_locale,
            slugs: slugs_of(&articles),
            slugs_elsewhere: slugs_of(&elsewhere),
            renamed: earlier_slugs(&articles),
        }
    }

    /// Reports what cannot be translated. False where no locale of the translation would help.
    pub fn check(&self, original: &Placed<Slug>, locale: &Locale, report: &mut Report) -> bool {
        if locale == self.default_locale {
            let message = format!("an article in the default locale, `{locale}`, translates none");
            let help = "write the `locale` of the translation, or remove `translation_of`";
            report.add(
                Code::UnknownArticle,
                original.span,
                message,
                help.to_owned(),
            );
            return false;
        }
        if !self.slugs.contains(original.value.as_str()) {
            self.refuse_unknown(original, report);
        }
        true
    }

    fn refuse_unknown(&self, original: &Placed<Slug>, report: &mut Report) {
        let slug = original.value.as_str();
        let locale = self.default_locale;
        let message = if self.slugs_elsewhere.contains(slug) {
            format!("the article `{slug}` is not in the default locale, `{locale}`")
        } else {
            format!("there is no article `{slug}` in the default locale, `{locale}`")
        };
        let help = match self.renamed.get(slug) {
            Some(today) => format!("write `{today}`, its slug today"),
            None => nearest_or(
                slug,
                self.slugs.iter().copied(),
                "name the article that is in the default locale, or remove `translation_of`",
            ),
        };
        report.add(Code::UnknownArticle, original.span, message, help);
    }
}

fn earlier_slugs<'a>(articles: &[&'a ReadArticle]) -> BTreeMap<&'a str, &'a str> {
    let mut renamed = BTreeMap::new();
    for article in articles {
        let Some(today) = &article.slug else {
            continue;
        };
        for earlier in &article.previous_slugs {
            let today = today.value.as_str();
            renamed.entry(earlier.value.as_str()).or_insert(today);
        }
    }
    renamed
}

fn slugs_of<'a>(articles: &[&'a ReadArticle]) -> BTreeSet<&'a str> {
    articles
        .iter()
        .filter_map(|article| Some(article.slug.as_ref()?.value.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::articles::read_article;
    use super::*;

    fn faults_of(files: &[(&str, &str)]) -> Vec<String> {
        let en = Locale::parse("en").expect("a valid tag");
        let mut faults = Vec::new();
        let articles: Vec<ReadArticle> = files
            .iter()
            .map(|(name, front)| {
                let text = format!("---\ntitle: A\nsummary: B\n{front}---\n");
                read_article(&format!("articles/{name}"), &text, &en, &mut faults)
            })
            .collect();
        check_translations(&articles, &en, &mut faults);
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_translation_of_an_article_in_the_default_locale_is_taken() {
        let faults = faults_of(&[
            ("x.md", ""),
            ("x-de.md", "locale: de\ntranslation_of: x\n"),
            ("x-de.draft.md", "locale: de\ntranslation_of: x\n"),
            ("x-fr.md", "locale: fr\ntranslation_of: x\n"),
        ]);

        assert_eq!(faults, Vec::<String>::new());
    }

    #[test]
    fn a_translation_of_an_article_in_another_locale_is_refused() {
        let faults = faults_of(&[
            ("x-de.md", "locale: de\n"),
            ("x-fr.md", "locale: fr\ntranslation_of: x-de\n"),
        ]);

        assert_eq!(faults.len(), 1);
        assert!(
            faults[0].starts_with(
                "articles/x-fr.md:5:17: error[LNK003]: the article `x-de` is not in the default locale, `en`"
            ),
            "{}",
            faults[0]
        );
    }

    #[test]
    fn an_article_in_the_default_locale_translates_none() {
        let faults = faults_of(&[("x.md", ""), ("y.md", "translation_of: x\n")]);

        assert_eq!(faults.len(), 1);
        assert!(faults[0].contains("write the `locale` of the translation"));
    }

    #[test]
    fn two_translations_of_one_article_into_one_locale_are_refused() {
        let faults = faults_of(&[
            ("x.md", ""),
            ("a.md", "locale: de\ntranslation_of: x\n"),
            ("b.md", "locale: de\ntranslation_of: x\n"),
        ]);

        assert_eq!(faults.len(), 1);
        assert!(
            faults[0].starts_with("articles/b.md:5:17: error[ID002]"),
            "{}",
            faults[0]
        );
        assert!(faults[0].contains("the other is in articles/a.md"));
    }

    #[test]
    fn a_translation_names_the_slug_that_its_original_has_today() {
        let renamed = faults_of(&[
            ("new.md", "previous_slugs: [old]\n"),
            ("x-de.md", "locale: de\ntranslation_of: old\n"),
        ]);
        assert!(renamed[0].contains("help: write `new`"), "{}", renamed[0]);

        let planned = faults_of(&[
            ("x.md", ""),
            ("x.draft.md", "slug: later\nprevious_slugs: [x]\n"),
            ("x-de.md", "locale: de\ntranslation_of: later\n"),
        ]);
        assert_eq!(planned.len(), 1);
    }
}
