//! The list of articles: filters, orders, totals, and articles that are asked for by name.

use actix_web::web::Data;
use actix_web::{HttpRequest, get};
use utoipa::IntoParams;
use uuid::Uuid;

use super::answer::Answer;
use super::article_fields::{ArticleField, Fields};
use super::listing::{self, ArticlePage, PageParameters};
use super::query::Query;
use super::refusal::Result;
use crate::content::{ArticleSort, Locale, Moment, ReferenceKey, Slug};
use crate::error::{Error, InvalidValue, Violation};
use crate::store::{ARTICLE_CURSOR_PARTS, ArticleFilter, ArticleNames, Store};

/// How many articles one request may name.
const MAX_NAMES: usize = 100;
/// The longest keyword that can be asked for, in characters.
const MAX_KEYWORD: usize = 200;

/// Which articles are wanted. Filters narrow each other.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(
    dead_code,
    reason = "only the document reads the fields; the handler reads the query"
)]
struct ArticleParameters {
    /// Only articles about this therapy, such as `deep-tissue-massage`.
    therapy: Option<Slug>,
    /// Only articles about this condition, such as `sciatica`.
    condition: Option<Slug>,
    /// Only articles that cite or list this reference, such as `bell-2008`.
    reference: Option<ReferenceKey>,
    /// Only articles that this person wrote or reviewed, such as `sinew-editors`.
    author: Option<Slug>,
    /// Only articles in this language, such as `de`; with `slugs`, the language in which the slugs are meant.
    locale: Option<Locale>,
    /// Only articles with this keyword, in whatever case, such as `low back pain`. Keywords are free words: one that no article
    /// has finds nothing.
    #[param(pattern = "^[^\\x00-\\x1f\\x7f]+$", min_length = 1, max_length = 200)]
    keyword: Option<String>,
    /// Only articles whose published revision was published at this moment or later, by `published_at`.
    published_since: Option<Moment>,
    /// Only articles whose published text changed at this moment or later, by `updated_at`.
    updated_since: Option<Moment>,
    /// The order, `first_published_at_desc` unless another is named. Of articles that are equal in it, the one that was listed
    /// first comes first in rising orders, and last in falling ones.
    #[param(inline)]
    sort: Option<ArticleSort>,
    /// True for the `total` of the list. It has to be counted, so ask for it once, not with every page.
    #[param(default = false)]
    count: Option<bool>,
    /// The articles with these ids, up to 100, separated by commas, in this order and without pages. Beside it only `fields`
    /// may stand; `missing` has the ids that no published article has.
    #[param(style = Form, explode = false, min_items = 1, max_items = 100)]
    ids: Option<Vec<Uuid>>,
    /// The articles at these slugs, up to 100, separated by commas, in this order and without pages. Beside it only `locale`
    /// and `fields` may stand. Without `locale` the article in the default language is meant, else the only one. `missing` has
    /// the slugs at which nothing is published, those among them that an article had before.
    #[param(style = Form, explode = false, min_items = 1, max_items = 100)]
    slugs: Option<Vec<Slug>>,
    /// The members of each article that are wanted, separated by commas; `id`, `slug` and `locale` always come. The answer is
    /// partial then: it lacks what the schema requires, so that a client that checks types against it should do without.
    #[param(inline, style = Form, explode = false, min_items = 1, max_items = 100)]
    fields: Option<Vec<ArticleField>>,
}

/// Lists published articles, the newest first.
///
/// Filters narrow each other. The name of a therapy, condition, reference or person that does not exist is an error, not an
/// empty list. A walk from page to page has the order and the articles of its beginning: what is edited, renamed or published
/// anew meanwhile is met exactly once, with its newest text; what comes later is not in it, and what ceases to be public is
/// left out.
#[utoipa::path(
    tag = "articles",
    params(ArticleParameters, PageParameters),
    responses((status = OK, description = "A page of articles.", body = ArticlePage))
)]
#[get("/v1/articles")]
pub async fn list_articles(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    let mut query = Query::of(&request);
    let filter = filter(&mut query);
    let is_counted = query.optional("count", flag).unwrap_or_default();
    let names = names(&mut query, &filter);
    let fields = query.optional("fields", Fields::parse);
    let page = listing::page(&mut query, &filter.question(), ARTICLE_CURSOR_PARTS);
    query.finish()?;
    if let Some(names) = names {
        let found = store.named_articles(&names).await?;
        return ArticlePage::of_names(found, fields.as_ref());
    }
    refuse_unknown(&store, &filter).await?;
    let found = store.articles(&filter, &page, is_counted).await?;
    ArticlePage::answer(found, fields.as_ref(), &request)
}

fn filter(query: &mut Query) -> ArticleFilter {
    ArticleFilter {
        therapy: query.optional("therapy", Slug::parse),
        condition: query.optional("condition", Slug::parse),
        reference: query.optional("reference", ReferenceKey::parse),
        author: query.optional("author", Slug::parse),
        locale: query.optional("locale", Locale::parse),
        keyword: query.optional("keyword", keyword),
        published_since: query.optional("published_since", Moment::parse),
        updated_since: query.optional("updated_since", Moment::parse),
        sort: query
            .optional("sort", ArticleSort::parse)
            .unwrap_or_default(),
    }
}

/// The articles that are asked for by name. A list of them has its own order and no pages, so hardly anything goes with it.
fn names(query: &mut Query, filter: &ArticleFilter) -> Option<ArticleNames> {
    let ids = query.optional("ids", |text| several(text, id));
    let slugs = query.optional("slugs", |text| several(text, Slug::parse));
    if ids.is_some() {
        query.refuse_beside("ids", &["fields"]);
    } else if slugs.is_some() {
        query.refuse_beside("slugs", &["locale", "fields"]);
    }
    let by_slug = slugs.map(|slugs| ArticleNames::Slugs(slugs, filter.locale.clone()));
    ids.map(ArticleNames::Ids).or(by_slug)
}

async fn refuse_unknown(store: &Store, filter: &ArticleFilter) -> Result<()> {
    let unknown: Vec<Violation> = store
        .unknown_in(filter)
        .await?
        .into_iter()
        .map(unknown_filter)
        .collect();
    if unknown.is_empty() {
        return Ok(());
    }
    Err(Error::Invalid(unknown).into())
}

fn unknown_filter((kind, id): (&'static str, String)) -> Violation {
    let parameter = if kind == "person" { "author" } else { kind };
    Violation::of_parameter(
        parameter,
        "unknown",
        format!("{parameter} `{id}` does not exist"),
    )
}

fn keyword(text: &str) -> std::result::Result<String, InvalidValue> {
    match text.chars().count() {
        1..=MAX_KEYWORD => Ok(text.to_owned()),
        _ => Err(InvalidValue::new(
            format!("1 to {MAX_KEYWORD} characters"),
            text,
        )),
    }
}

fn flag(text: &str) -> std::result::Result<bool, InvalidValue> {
    text.parse()
        .map_err(|_| InvalidValue::new("true or false".to_owned(), text))
}

fn id(text: &str) -> std::result::Result<Uuid, InvalidValue> {
    Uuid::parse_str(text).map_err(|_| {
        InvalidValue::new(
            "ids of articles (UUID), separated by commas".to_owned(),
            text,
        )
    })
}

/// Values that are separated by commas.
fn several<T>(
    text: &str,
    parse: impl Fn(&str) -> std::result::Result<T, InvalidValue>,
) -> std::result::Result<Vec<T>, InvalidValue> {
    let values: Vec<&str> = text.split(',').collect();
    if values.len() > MAX_NAMES {
        let count = values.len().to_string();
        return Err(InvalidValue::new(
            format!("at most {MAX_NAMES} names, separated by commas"),
            &count,
        ));
    }
    values.into_iter().map(parse).collect()
}
