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

    /// Everything that is wanted in the title or name.
    pub fn title(terms: &[SearchTerm]) -> Self {
        Self(format!("title : ({})", joined(terms, " AND ")))
    }

    /// Everything that is wanted in the words that lead in.
    pub fn lead(terms: &[SearchTerm]) -> Self {
        let all = joined(terms, " AND ");
        Self(format!("{{title labels headings}} : ({all})"))
    }

    /// Everything that is wanted and nothing that is excluded, in one title, name or heading.
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

/// A page of what matches. What has all words in its title comes first, then what has all of them in titles, labels and headings:
/// among few pages most words are so common that BM25 cannot tell them apart. Then the columns count in their order: title,
/// labels, headings, text, therapies, conditions. The score is a whole number, so that pages go by key.
pub const HITS: &str = "WITH found AS MATERIALIZED (
        SELECT search_index.rowid AS id,
            CAST(bm25(search_index, 10.0, 6.0, 5.0, 3.0, 2.0, 2.0) * -1000000000 AS INTEGER)
                + 1000000000000 * (search_index.rowid IN (
                    SELECT i.rowid FROM search_index i WHERE i.search_index MATCH $10))
                + 1000000000000 * (search_index.rowid IN (
                    SELECT i.rowid FROM search_index i WHERE i.search_index MATCH $11)) AS score
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

/// The parts of some pages that match, with marks around what does. The ids of the parts of a page follow each other.
pub const PARTS: [&str; 2] = [
    "SELECT s.page, s.section, s.heading AS plain_heading,
        highlight(search_part_index, 0, char(2), char(3)) AS heading,
        highlight(search_part_index, 1, char(2), char(3)) AS labels,
        highlight(search_part_index, 2, char(2), char(3)) AS text
     FROM (
        SELECT asked.column1 AS page, asked.column2 AS wanted, min(p.id) AS first, max(p.id) AS last
        FROM (",
    "   ) asked
        CROSS JOIN search_part p
        WHERE p.page = asked.column1
        GROUP BY asked.column1, asked.column2
     ) asked
     CROSS JOIN search_part_index
     CROSS JOIN search_part s
     WHERE search_part_index MATCH asked.wanted
        AND search_part_index.rowid BETWEEN asked.first AND asked.last
        AND s.id = search_part_index.rowid AND s.page = asked.page
     ORDER BY s.page, s.position",
];

/// The words between two that most parts have. To look for each of a few is far quicker than to look for a beginning, where
/// that is done page by page.
pub const COMPLETIONS: &str = "SELECT w.term
     FROM search_word w
     WHERE w.term >= $1 AND w.term <= $2
     ORDER BY w.doc DESC, w.term
     LIMIT 8";

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
