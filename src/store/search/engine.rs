//! Full-text search as SQLite has it (FTS5): what it is asked to match, and every statement that it answers. Another engine
//! has this file anew.

use crate::content::SearchTerm;
use crate::store::value::Value;

/// What is to match, in the language of the engine. Every word of a query stands in it in quotes, so that none is a sign of
/// that language.
#[derive(Clone, Debug)]
pub struct Match(String);

impl Match {
    /// Everything that is wanted and nothing that is excluded.
    pub fn all(terms: &[SearchTerm], excluded: &[SearchTerm]) -> Self {
        Self::of(terms, " AND ", excluded)
    }

    /// Anything that is wanted and nothing that is excluded.
    pub fn any(terms: &[SearchTerm], excluded: &[SearchTerm]) -> Self {
        Self::of(terms, " OR ", excluded)
    }

    /// The same of titles, names and headings.
    pub fn headings(terms: &[SearchTerm], excluded: &[SearchTerm]) -> Self {
        let Self(all) = Self::all(terms, excluded);
        Self(format!("heading : ({all})"))
    }

    fn of(terms: &[SearchTerm], between: &str, excluded: &[SearchTerm]) -> Self {
        let wanted = joined(terms, between);
        if excluded.is_empty() {
            return Self(wanted);
        }
        Self(format!("({wanted}) NOT ({})", joined(excluded, " OR ")))
    }

    pub fn value(&self) -> Value {
        self.0.as_str().into()
    }
}

fn joined(terms: &[SearchTerm], between: &str) -> String {
    let terms: Vec<String> = terms.iter().map(quoted).collect();
    terms.join(between)
}

/// A word that may be a beginning counts more where it is whole.
fn quoted(term: &SearchTerm) -> String {
    let words = term.words.join(" ").replace('"', "\"\"");
    match term.is_beginning {
        true => format!("(\"{words}\" OR \"{words}\" *)"),
        false => format!("\"{words}\""),
    }
}

/// How many pages of each kind match, and how many of them have each facet.
pub const COUNTS: &str = "WITH found AS MATERIALIZED (
        SELECT p.id, p.kind
        FROM search_index
        CROSS JOIN search_page p
        WHERE search_index MATCH $1 AND p.id = search_index.rowid
            AND ($2 = '' OR p.kind = $2)
            AND ($3 = '' OR p.locale IS NULL OR p.locale = $3)
            AND ($4 = '' OR EXISTS (
                SELECT 1 FROM search_facet f WHERE f.page = p.id AND f.kind = 'condition' AND f.value = $4))
            AND ($5 = '' OR EXISTS (
                SELECT 1 FROM search_facet f WHERE f.page = p.id AND f.kind = 'therapy' AND f.value = $5))
            AND ($6 = '' OR EXISTS (
                SELECT 1 FROM search_facet f WHERE f.page = p.id AND f.kind = 'strength' AND f.value = $6))
     )
     SELECT 'kind' AS kind, f.kind AS value, f.count, NULL AS name
     FROM (SELECT found.kind, count(*) AS count FROM found GROUP BY found.kind) f
     UNION ALL
     SELECT f.kind, f.value, f.count, n.name
     FROM (
        SELECT facet.kind, facet.value, count(*) AS count
        FROM found
        CROSS JOIN search_facet facet
        WHERE facet.page = found.id
        GROUP BY facet.kind, facet.value
     ) f
     LEFT JOIN topic_name n ON n.kind = f.kind AND n.id = f.value AND n.position = 0
     ORDER BY 3 DESC, 2";

/// A page of what matches. The score is a whole number, so that pages go by key; it grows with what a match is worth: in the
/// order of the columns title, labels, headings, text, therapies, conditions.
pub const HITS: &str = "WITH found AS MATERIALIZED (
        SELECT search_index.rowid AS id,
            CAST(bm25(search_index, 10.0, 6.0, 5.0, 3.0, 2.0, 2.0) * -1000000000 AS INTEGER) AS score
        FROM search_index
        WHERE search_index MATCH $1
     )
     SELECT found.id, found.score, p.kind, p.slug, p.locale, p.title, p.summary
     FROM found
     CROSS JOIN search_page p
     WHERE p.id = found.id
        AND (found.score < $7 OR (found.score = $7 AND found.id > $8))
        AND ($2 = '' OR p.kind = $2)
        AND ($3 = '' OR p.locale IS NULL OR p.locale = $3)
        AND ($4 = '' OR EXISTS (
            SELECT 1 FROM search_facet f WHERE f.page = p.id AND f.kind = 'condition' AND f.value = $4))
        AND ($5 = '' OR EXISTS (
            SELECT 1 FROM search_facet f WHERE f.page = p.id AND f.kind = 'therapy' AND f.value = $5))
        AND ($6 = '' OR EXISTS (
            SELECT 1 FROM search_facet f WHERE f.page = p.id AND f.kind = 'strength' AND f.value = $6))
     ORDER BY found.score DESC, found.id
     LIMIT $9";

/// The parts of some pages that match, with marks around what does.
pub const PARTS: [&str; 2] = [
    "SELECT s.page, s.section, s.heading AS plain_heading,
        highlight(search_part_index, 0, char(2), char(3)) AS heading,
        highlight(search_part_index, 1, char(2), char(3)) AS labels,
        highlight(search_part_index, 2, char(2), char(3)) AS text
     FROM (
        SELECT DISTINCT asked.column1 AS page, asked.column2 AS wanted
        FROM (",
    "   ) asked
     ) asked
     CROSS JOIN search_part s
     CROSS JOIN search_part_index
     WHERE s.page = asked.page AND search_part_index MATCH asked.wanted AND search_part_index.rowid = s.id
     ORDER BY s.page, s.position",
];

/// Titles and names, then headings, short ones first: more than are shown, because a page may have two names that match.
pub const SUGGESTIONS: &str = "SELECT s.heading, s.section, p.kind, p.slug, p.locale
     FROM search_part_index
     CROSS JOIN search_part s
     CROSS JOIN search_page p
     WHERE search_part_index MATCH $1 AND s.id = search_part_index.rowid AND p.id = s.page
        AND ($2 = '' OR p.locale IS NULL OR p.locale = $2)
     ORDER BY s.section IS NOT NULL, length(s.heading), s.heading, s.id
     LIMIT 40";

/// Whether anything matches.
pub const HAS: &str = "SELECT 1 AS found
     FROM search_index
     WHERE search_index MATCH $1
     LIMIT 1";

/// The words between two, of some lengths, and how many parts have them.
pub const WORDS: &str = "SELECT w.term, w.doc
     FROM search_word w
     WHERE w.term >= $1 AND w.term <= $2 AND length(w.term) BETWEEN $3 AND $4";

pub const INSERT_PAGE: &str =
    "INSERT INTO search_index (rowid, title, labels, headings, text, therapies, conditions)
     VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// The rows of the index that are made of the parts of a page, once these are written.
pub const INSERT_PARTS: [&str; 2] = [
    "INSERT INTO search_part_index (rowid, heading, labels, text)
     SELECT s.id, s.heading, s.labels, s.text
     FROM search_part s
     WHERE s.page = $1",
    "INSERT INTO search_vocabulary (rowid, heading, labels, text)
     SELECT s.id, s.heading, s.labels, s.text
     FROM search_part s
     WHERE s.page = $1",
];

/// Takes a page out of all indexes, before its parts are deleted.
pub const DELETE_PAGE: [&str; 3] = [
    "DELETE FROM search_index WHERE rowid = $1",
    "INSERT INTO search_part_index (search_part_index, rowid, heading, labels, text)
     SELECT 'delete', s.id, s.heading, s.labels, s.text
     FROM search_part s
     WHERE s.page = $1",
    "INSERT INTO search_vocabulary (search_vocabulary, rowid, heading, labels, text)
     SELECT 'delete', s.id, s.heading, s.labels, s.text
     FROM search_part s
     WHERE s.page = $1",
];
