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

/// The pages that match: all of them, each with its facets; those with all words in the words that lead in; those with all
/// in the title. One row each: a row for each page would take longer to read than to find.
pub const MATCHES: &str = "SELECT 0 AS tier, group_concat(d.page || ' ' || d.facets, ';') AS pages
     FROM search_index
     CROSS JOIN search_digest d
     WHERE search_index MATCH $1 AND d.page = search_index.rowid
     UNION ALL
     SELECT 1, group_concat(i.rowid, ';')
     FROM search_index i
     WHERE i.search_index MATCH $2
     UNION ALL
     SELECT 2, group_concat(i.rowid, ';')
     FROM search_index i
     WHERE i.search_index MATCH $3
     ORDER BY 1";

/// Some of the pages that match, the best first, after a score and an id. BM25 counts the columns in their order: title,
/// labels, headings, text, therapies, conditions. The score is a whole number, so that pages go by key. The second value has
/// a byte for each page, 1 where it is asked for: only of these the score is made, and a list of them would have the engine
/// match each page on its own. OFFSET keeps the planner from making the score once for each use of it.
pub const HITS: &str = "SELECT best.id, best.score, p.kind, p.slug, p.locale, p.title, p.summary
     FROM (
        SELECT scored.id, scored.score
        FROM (
            SELECT search_index.rowid AS id,
                CAST(bm25(search_index, 10.0, 6.0, 5.0, 3.0, 2.0, 2.0) * -1000000000 AS INTEGER) AS score
            FROM search_index
            WHERE search_index MATCH $1 AND substr($2, search_index.rowid, 1) = x'01'
            LIMIT -1 OFFSET 0
        ) scored
        WHERE scored.score < $3 OR (scored.score = $3 AND scored.id > $4)
        ORDER BY scored.score DESC, scored.id
        LIMIT $5
     ) best
     CROSS JOIN search_page p
     WHERE p.id = best.id
     ORDER BY best.score DESC, best.id";

/// The numbers of some values.
pub const NUMBERS: [&str; 2] = [
    "SELECT DISTINCT v.id, v.kind, v.value
     FROM (",
    ") asked
     CROSS JOIN search_value v
     WHERE v.kind = asked.column1 AND v.value = asked.column2",
];

/// The values of some numbers, with the names of therapies and conditions.
pub const VALUES: [&str; 2] = [
    "SELECT v.id, v.kind, v.value, n.name
     FROM (
        SELECT DISTINCT asked.column1 AS id
        FROM (",
    "   ) asked
     ) asked
     CROSS JOIN search_value v
     LEFT JOIN topic_name n ON n.kind = v.kind AND n.id = v.value AND n.position = 0
     WHERE v.id = asked.id",
];

/// The parts of some pages.
pub const PARTS: [&str; 2] = [
    "SELECT s.page, s.section, s.heading, s.labels, s.text
     FROM (
        SELECT DISTINCT asked.column1 AS page
        FROM (",
    "   ) asked
     ) asked
     CROSS JOIN search_part s
     WHERE s.page = asked.page
     ORDER BY s.page, s.position",
];

/// Titles and names, then headings, short ones first: more than are shown, because a page may have two names that match. Of a
/// language it looks through the first thousand, so that one which hardly anything is in takes no longer.
pub const SUGGESTIONS: &str = "SELECT s.heading, s.section, p.kind, p.slug, p.locale
     FROM (
        SELECT search_heading.rowid AS id
        FROM search_heading
        WHERE search_heading MATCH $1
        ORDER BY search_heading.rowid
        LIMIT 1000
     ) few
     CROSS JOIN search_part s
     CROSS JOIN search_page p
     WHERE s.id = few.id & 1099511627775 AND p.id = s.page AND ($2 = '' OR p.locale IS NULL OR p.locale = $2)
     ORDER BY few.id
     LIMIT 40";

/// Whether anything matches.
pub const HAS: &str = "SELECT 1 AS found
     FROM search_index
     WHERE search_index MATCH $1
     LIMIT 1";

/// The words between two, of some lengths, and how many pages have them, in one row.
pub const WORDS: &str = "SELECT group_concat(w.word || ' ' || w.pages, ';') AS words
     FROM search_word w
     WHERE w.word >= $1 AND w.word <= $2 AND w.length BETWEEN $3 AND $4";

pub const INSERT_PAGE: &str =
    "INSERT INTO search_index (rowid, title, labels, headings, text, therapies, conditions)
     VALUES ($1, $2, $3, $4, $5, $6, $7)";

pub const INSERT_HEADING: &str = "INSERT INTO search_heading (rowid, heading)
     VALUES ($1, $2)";

/// The parts of one page, with the ids that their titles, names and headings have in the index of these: in the order in
/// which they are suggested.
pub const PARTS_OF_PAGE: &str = "SELECT s.heading, s.labels, s.text,
        (s.section IS NOT NULL) * 1125899906842624 + min(length(s.heading), 1023) * 1099511627776 + s.id AS heading_id
     FROM search_part s
     WHERE s.page = $1";

/// Takes a page out of all indexes, before its parts are deleted.
pub const DELETE_PAGE: [&str; 2] = [
    "DELETE FROM search_index WHERE rowid = $1",
    "DELETE FROM search_heading
     WHERE rowid IN (
        SELECT (s.section IS NOT NULL) * 1125899906842624 + min(length(s.heading), 1023) * 1099511627776 + s.id
        FROM search_part s
        WHERE s.page = $1)",
];

/// The numbers of the facets of a page, once these are written: of what is new first, then all of them in one text.
pub const INSERT_DIGEST: [&str; 2] = [
    "INSERT INTO search_value (kind, value)
     SELECT f.kind, f.value
     FROM search_facet f
     WHERE f.page = $1
     ON CONFLICT (kind, value) DO NOTHING",
    "INSERT INTO search_digest (page, facets)
     SELECT f.page, group_concat(v.id, ' ')
     FROM search_facet f
     CROSS JOIN search_value v
     WHERE f.page = $1 AND v.kind = f.kind AND v.value = f.value
     GROUP BY f.page",
];
