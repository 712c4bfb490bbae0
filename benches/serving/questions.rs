//! What is asked, the same of every server.

use url::form_urlencoded::byte_serialize;

use crate::generated::articles;
use crate::generated::vocabulary::{THERAPIES, slug_of};

/// How a question is put.
#[derive(Clone, Copy, PartialEq)]
pub enum Manner {
    Plain,
    Gzip,
    /// By somebody who has the answer already, which is told with 304.
    Unchanged,
    /// Of servers that write a line in their log for each request.
    Logged,
}

pub struct Question {
    /// What a report calls it.
    pub name: &'static str,
    /// The recorded answer that it has.
    pub answer: &'static str,
    pub manner: Manner,
}

impl Question {
    const fn new(name: &'static str, answer: &'static str, manner: Manner) -> Self {
        Self {
            name,
            answer,
            manner,
        }
    }

    pub const ALL: [Self; 10] = [
        Self::new("article", "article", Manner::Plain),
        Self::new("article, gzip", "article", Manner::Gzip),
        Self::new("article, 304", "article", Manner::Unchanged),
        Self::new("article, each request logged", "article", Manner::Logged),
        Self::new("first page of the list", "list", Manner::Plain),
        Self::new("list of a therapy", "filtered", Manner::Plain),
        Self::new("bibliography", "bibliography", Manner::Plain),
        Self::new("Markdown", "markdown", Manner::Plain),
        Self::new("search for a word", "word", Manner::Plain),
        Self::new("search for a question", "search", Manner::Plain),
    ];
}

/// What an answer is called, and the paths that have such answers: the first is the one that is compared, all are asked for
/// in turn where no answer is kept.
pub fn paths(articles: usize) -> Vec<(&'static str, Vec<String>)> {
    let slugs = some_slugs(articles);
    let of_articles = |ending: &str| -> Vec<String> {
        slugs
            .iter()
            .map(|slug| format!("/v1/articles/{slug}{ending}"))
            .collect()
    };
    vec![
        ("article", of_articles("")),
        ("list", vec!["/v1/articles".to_owned()]),
        ("filtered", of_therapies()),
        ("bibliography", of_articles("/references")),
        ("markdown", of_articles(".md")),
        ("word", vec!["/v1/search?q=migraine".to_owned()]),
        ("search", searches(articles)),
    ]
}

/// A thousand articles at most, spread over all.
fn some_slugs(articles: usize) -> Vec<String> {
    let count = articles.min(1000);
    (0..count)
        .map(|at| articles::slug(at * articles / count))
        .collect()
}

/// Those that the smallest content has a full page of, too.
fn of_therapies() -> Vec<String> {
    let therapies = THERAPIES.iter().take(10);
    let path = |name: &&str| format!("/v1/articles?therapy={}", slug_of(name));
    therapies.map(path).collect()
}

/// Three hundred different questions about what helps with what, as a browser sends them.
fn searches(articles: usize) -> Vec<String> {
    let count = articles.min(300);
    let asked = (0..count).map(|at| articles::pair(at * articles / count));
    let question =
        asked.map(|(therapy, condition)| format!("does {therapy} help with {condition}"));
    let path = |question: String| {
        let words: String = byte_serialize(question.to_lowercase().as_bytes()).collect();
        format!("/v1/search?q={words}")
    };
    question.map(path).collect()
}
