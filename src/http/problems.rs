//! A page for each kind of problem: what `type` of a problem leads to.

use actix_web::web::Path;
use actix_web::{HttpRequest, get};

use super::answer::Answer;
use super::problem::ProblemKind;
use super::query;
use super::refusal::Result;
use crate::content::html_text;
use crate::error::Error;

/// Returns a page that explains one kind of problem.
///
/// `type` of every problem is the path of such a page.
#[utoipa::path(
    tag = "documentation",
    params(("name" = String, Path, description = "The name of the kind of problem.", pattern = "^[a-z]+(-[a-z]+)*$", max_length = 100, example = "not-found")),
    responses((status = OK, description = "The explanation.", body = String, content_type = "text/html"))
)]
#[get("/problems/{name}")]
pub async fn get_problem(name: Path<String>, request: HttpRequest) -> Result<Answer> {
    query::none(&request)?;
    let kind = ProblemKind::ALL
        .into_iter()
        .find(|known| known.name == *name);
    let kind = kind.ok_or_else(|| Error::NotFound {
        what: "problem",
        name: name.clone(),
    })?;
    Ok(Answer::of_program("text/html; charset=utf-8", page(kind)))
}

fn page(kind: &ProblemKind) -> String {
    let ProblemKind {
        name,
        status,
        title,
        advice,
    } = kind;
    let (status, advice) = (status.as_u16(), with_code(advice));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n\
         <link rel=\"stylesheet\" href=\"/docs/page.css\">\n</head>\n<body>\n\
         <main>\n<h1>{title}</h1>\n<p>{advice}</p>\n\
         <p>Status {status}, type <code>/problems/{name}</code>. \
         See <a href=\"/docs\">the documentation of the API</a>.</p>\n</main>\n</body>\n</html>\n"
    )
}

/// Text as HTML, with what stands between backticks as code.
fn with_code(text: &str) -> String {
    let pieces = text.split('`').map(html_text).enumerate();
    pieces
        .map(|(nth, piece)| match nth % 2 {
            0 => piece,
            _ => format!("<code>{piece}</code>"),
        })
        .collect()
}
