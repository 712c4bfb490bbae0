//! Search: what is public by its words, and what the beginning of a query may become.

use actix_web::web::Data;
use actix_web::{HttpRequest, get};
use utoipa::IntoParams;

use super::answer::Answer;
use super::listing::{self, PageParameters};
use super::query::Query;
use super::refusal::Result;
use crate::content::{
    ClaimStrength, Locale, SearchKind, SearchPage, SearchQuery, Slug, SuggestionList,
};
use crate::error::{Error, InvalidValue, Violation};
use crate::store::{SearchQuestion, Store};

/// Hits are sorted by a score and an id.
const CURSOR_PARTS: usize = 2;

/// What is looked for.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(
    dead_code,
    reason = "only the document reads the fields; the handler reads the query"
)]
struct SearchParameters {
    /// What is looked for: words, of which the last may be the beginning of one; `"words in quotes"` that stand together;
    /// `-word` for what hits must not have. At most 32 words, of which one is looked for.
    #[param(
        required = true,
        min_length = 1,
        max_length = 200,
        example = "massage sciat"
    )]
    q: String,
    /// Only hits of this kind.
    kind: Option<SearchKind>,
    /// Only what names this condition, or is it, such as `sciatica`.
    condition: Option<Slug>,
    /// Only what names this therapy, or is it, such as `deep-tissue-massage`.
    therapy: Option<Slug>,
    /// Only articles with a claim of this strength.
    strength: Option<ClaimStrength>,
    /// Only articles in this language, and therapies and conditions, such as `de`.
    locale: Option<Locale>,
}

/// What has been typed.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(
    dead_code,
    reason = "only the document reads the fields; the handler reads the query"
)]
struct SuggestionParameters {
    /// The beginning of a query, as search takes it.
    #[param(
        required = true,
        min_length = 1,
        max_length = 200,
        example = "massage sciat"
    )]
    q: String,
    /// Only of articles in this language, and of therapies and conditions, such as `de`: among the first thousand that have the
    /// words.
    locale: Option<Locale>,
}

/// Finds articles, therapies and conditions by their words, the best first.
///
/// A hit has all the words somewhere, of which those count most that few pages have: in its title or name, then in labels,
/// headings and text, and in the names of the therapies and conditions that it is about, other names of these included. Upper
/// case, diacritics and plurals do not matter. Where nothing has a word, the nearest word that something has is searched for
/// instead, which `corrected` tells; words that most of many pages have need not be there, which `common` tells; where nothing
/// has all the words, hits have some, which `is_partial` tells. Where, of many pages, those with all the words are
/// about something else, what has the rarest of them in its title comes first, though it lacks others. Of two that say as much, the one that somebody has
/// reviewed comes first. A walk by `next_cursor` goes on behind its last hit: what is published meanwhile may move others.
#[utoipa::path(
    tag = "search",
    params(SearchParameters, PageParameters),
    responses((status = OK, description = "A page of hits, with counts of all of them.", body = SearchPage))
)]
#[get("/v1/search")]
pub async fn search(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    let mut query = Query::of(&request);
    let asked = query.optional("q", SearchQuery::parse);
    let kind = query.optional("kind", SearchKind::parse);
    let condition = query.optional("condition", Slug::parse);
    let therapy = query.optional("therapy", Slug::parse);
    let strength = query.optional("strength", strength);
    let locale = query.optional("locale", Locale::parse);
    let question = asked.map(|query| SearchQuestion {
        query,
        kind,
        condition,
        therapy,
        strength,
        locale,
    });
    let bound_to = question.as_ref().map(SearchQuestion::question);
    let page = listing::page(&mut query, &bound_to.unwrap_or_default(), CURSOR_PARTS);
    query.finish()?;
    let question = question.ok_or_else(missing)?;
    let unknown = question.unknown_in(&store).await?;
    if !unknown.is_empty() {
        let violations = unknown.into_iter().map(|(kind, id)| {
            let message = format!("{kind} `{id}` does not exist");
            Violation::of_parameter(kind, "unknown", message)
        });
        return Err(Error::Invalid(violations.collect()).into());
    }
    let found = store.search(&question, &page).await?;
    let next_cursor = found.value.next_cursor.clone();
    let answer = Answer::public_list(found)?;
    Ok(listing::linked(answer, next_cursor.as_deref(), &request))
}

/// Completes the beginning of a query: titles of articles, names of therapies and conditions, headings.
///
/// Each suggestion has all the words, of which the last may be the beginning of one. Titles and names come before headings,
/// short ones first.
#[utoipa::path(
    tag = "search",
    params(SuggestionParameters),
    responses((status = OK, description = "At most ten suggestions.", body = SuggestionList))
)]
#[get("/v1/search/suggestions")]
pub async fn list_suggestions(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    let mut query = Query::of(&request);
    let asked = query.optional("q", SearchQuery::parse);
    let locale = query.optional("locale", Locale::parse);
    query.finish()?;
    let asked = asked.ok_or_else(missing)?;
    let found = store.suggestions(&asked, locale.as_ref()).await?;
    Ok(Answer::public_list(found)?)
}

fn strength(word: &str) -> std::result::Result<ClaimStrength, InvalidValue> {
    let known = ClaimStrength::ALL;
    let found = known.iter().find(|(known, _)| *known == word);
    found.map(|(_, strength)| *strength).ok_or_else(|| {
        let words = known.map(|(word, _)| word).join(", ");
        InvalidValue::new(format!("one of {words}"), word)
    })
}

fn missing() -> Error {
    let message = "q must be given: what is looked for, such as `sciatica`".to_owned();
    Error::Invalid(vec![Violation::of_parameter("q", "required", message)])
}
