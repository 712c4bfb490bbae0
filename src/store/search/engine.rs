//! Full-text search as SQLite has it (FTS5): what it is asked to match, and every statement that it answers. Another engine
//! has this file anew.

use crate::content::{SearchTerm, SearchablePart};
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

    /// One term, in some columns or in all.
    pub fn term(term: &SearchTerm, field: Field) -> Self {
        let term = quoted(term);
        Self(match field {
            Field::All => term,
            Field::Title => format!("title : ({term})"),
            Field::Lead => format!("{{labels headings}} : ({term})"),
        })
    }

    fn of(terms: &[SearchTerm], between: &str, excluded: &[SearchTerm]) -> Self {
        Self(without(joined(terms, between), excluded))
    }

    /// The same, and what has a term in its title besides, but for what is excluded.
    pub fn or_titled(needed: &[SearchTerm], titled: &SearchTerm, excluded: &[SearchTerm]) -> Self {
        let wanted = joined(needed, " AND ");
        let titled = Self::term(titled, Field::Title).0;
        Self(without(format!("({wanted}) OR ({titled})"), excluded))
    }

    /// A term in what has another in its title.
    pub fn titled(term: &SearchTerm, titled: &SearchTerm) -> Self {
        let titled = Self::term(titled, Field::Title).0;
        Self(format!("({titled}) AND {}", quoted(term)))
    }

    pub fn value(&self) -> Value {
        self.0.as_str().into()
    }
}

/// Where words may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    All,
    /// The title or name.
    Title,
    /// The words that lead in: labels and headings.
    Lead,
}

impl Field {
    pub const ALL: [Self; 3] = [Self::All, Self::Title, Self::Lead];
}

fn without(wanted: String, excluded: &[SearchTerm]) -> String {
    match excluded.is_empty() {
        true => wanted,
        false => format!("({wanted}) NOT ({})", joined(excluded, " OR ")),
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

/// How many pages have each of some terms, and which have it in what is no more than a field: in one row for each term and
/// field. A row for each page would take longer to read than to find.
pub const TERMS: [&str; 2] = [
    "SELECT asked.term, asked.field,
        CASE WHEN asked.field = 0 THEN (
            SELECT count(*) FROM search_index i WHERE i.search_index MATCH asked.wanted
        ) END AS found,
        CASE WHEN asked.field > 0 THEN (
            SELECT group_concat(i.rowid, ' ') FROM search_index i WHERE i.search_index MATCH asked.wanted
        ) END AS pages,
        (SELECT count(*) FROM search_digest) AS all_pages
     FROM (
        SELECT DISTINCT asked.column1 AS term, asked.column2 AS field, asked.column3 AS wanted
        FROM (",
    "   ) asked
     ) asked",
];

/// The pages that match, each with what narrows and orders it.
pub const MATCHES: &str = "SELECT group_concat(d.digest, ';') AS pages
     FROM search_index
     CROSS JOIN search_digest d
     WHERE search_index MATCH $1 AND d.page = search_index.rowid";

/// Some of the pages that match, run by run, the best first. The second value has a byte for each page that tells its run, the
/// highest first, or 0: only of those asked for the score is made, and a list of them would have the engine match each page on
/// its own. The pages of run 3 come after a score and an id. BM25 counts the columns in their order: title, labels, headings,
/// text, therapies, conditions. The score is a whole number, so that pages go by key. OFFSET keeps the planner from making the
/// score once for each use of it.
pub const HITS: &str = "SELECT best.id, best.score, p.kind, p.slug, p.locale, p.title, p.summary
     FROM (
        SELECT scored.id, scored.run, scored.score
        FROM (
            SELECT search_index.rowid AS id, substr($2, search_index.rowid, 1) AS run,
                CAST(bm25(search_index, 10.0, 6.0, 5.0, 3.0, 2.0, 2.0) * -1000000000 AS INTEGER) AS score
            FROM search_index
            WHERE search_index MATCH $1 AND substr($2, search_index.rowid, 1) > x'00'
            LIMIT -1 OFFSET 0
        ) scored
        WHERE scored.run < x'03' OR scored.score < $3 OR (scored.score = $3 AND scored.id > $4)
        ORDER BY scored.run DESC, scored.score DESC, scored.id
        LIMIT $5
     ) best
     CROSS JOIN search_page p
     WHERE p.id = best.id";

/// The numbers of some values.
pub const NUMBERS: [&str; 2] = [
    "SELECT DISTINCT v.id, v.kind, v.value
     FROM (",
    ") asked
     CROSS JOIN search_value v
     WHERE v.kind = asked.column1 AND v.value = asked.column2",
];

/// The values of some numbers, which are a JSON array, with the names of therapies and conditions, each in a line of one row.
/// They may be hundreds, and a placeholder for each takes longer than to find them.
pub const VALUES: &str = "SELECT group_concat(
        v.id || ' ' || v.kind || ' ' || v.value || ' ' || coalesce(replace(n.name, char(10), ' '), ''), char(10)
     ) AS facets
     FROM json_each($1) asked
     CROSS JOIN search_value v
     LEFT JOIN topic_name n ON n.kind = v.kind AND n.id = v.value AND n.position = 0
     WHERE v.id = asked.value";

/// The parts of some pages, a row for each page: how many bytes the section, the heading, the labels and the text of each part
/// have, and then all of them. A row for each part would take longer to read than to find.
pub const PARTS: [&str; 2] = [
    "SELECT s.page,
        group_concat(
            octet_length(coalesce(s.section, '')) || ' ' || octet_length(s.heading)
            || ' ' || octet_length(s.labels) || ' ' || octet_length(s.text),
            ' ' ORDER BY s.position
        ) AS lengths,
        group_concat(coalesce(s.section, '') || s.heading || s.labels || s.text, '' ORDER BY s.position) AS texts
     FROM (
        SELECT DISTINCT asked.column1 AS page
        FROM (",
    "   ) asked
     ) asked
     CROSS JOIN search_part s
     WHERE s.page = asked.page
     GROUP BY s.page",
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

/// The words between two, of some lengths, and how many pages have them, in one row.
pub const WORDS: &str = "SELECT group_concat(w.word || ' ' || w.pages, ';') AS words
     FROM search_word w
     WHERE w.word >= $1 AND w.word <= $2 AND w.length BETWEEN $3 AND $4";

pub const INSERT_PAGE: &str =
    "INSERT INTO search_index (rowid, title, labels, headings, text, therapies, conditions)
     VALUES ($1, $2, $3, $4, $5, $6, $7)";

pub const INSERT_HEADING: &str = "INSERT INTO search_heading (rowid, heading)
     VALUES ($1, $2)";

/// The highest ids of pages and of parts.
pub const LAST_IDS: &str = "SELECT (SELECT coalesce(max(p.id), 0) FROM search_page p) AS page,
        (SELECT coalesce(max(s.id), 0) FROM search_part s) AS part";

/// The id that the title, name or heading of a part has in the index of these: in the order in which they are suggested.
pub fn heading_id(part: i64, of: &SearchablePart) -> i64 {
    let length = of.heading.chars().take(1023).count();
    let length = i64::try_from(length).unwrap_or(1023);
    (i64::from(of.section.is_some()) << 50) + (length << 40) + part
}

/// Takes pages out of all indexes, and then their rows. Their ids are a JSON array; of the indexes rows go in the order of
/// their ids, because before a lower one the engine puts down all words that it holds.
pub const DELETE_PAGES: [&str; 6] = [
    "DELETE FROM search_index WHERE rowid IN (SELECT asked.value FROM json_each($1) asked)",
    // The same id as above.
    "DELETE FROM search_heading
     WHERE rowid IN (
        SELECT ((s.section IS NOT NULL) << 50) + (min(length(s.heading), 1023) << 40) + s.id
        FROM json_each($1) asked
        CROSS JOIN search_part s
        WHERE s.page = asked.value
     )",
    "DELETE FROM search_digest WHERE page IN (SELECT asked.value FROM json_each($1) asked)",
    "DELETE FROM search_part WHERE page IN (SELECT asked.value FROM json_each($1) asked)",
    "DELETE FROM search_facet WHERE page IN (SELECT asked.value FROM json_each($1) asked)",
    "DELETE FROM search_page WHERE id IN (SELECT asked.value FROM json_each($1) asked)",
];

/// The values that no page had before, once the facets of some pages are written. The pages are a JSON array of arrays, which
/// begin with the ids.
pub const INSERT_VALUES: &str = "INSERT INTO search_value (kind, value)
     SELECT f.kind, f.value
     FROM json_each($1) asked
     CROSS JOIN search_facet f
     WHERE f.page = asked.value ->> 0
     ON CONFLICT (kind, value) DO NOTHING";

/// What narrows and orders each of some pages, in one text: what is made of each row when pages are found takes most of that
/// time.
pub const INSERT_DIGESTS: &str = "INSERT INTO search_digest (page, digest)
     SELECT f.page,
        (asked.value ->> 0) || ' ' || (asked.value ->> 1) || ' ' || (asked.value ->> 2) || ' ' || (asked.value ->> 3)
            || ' ' || group_concat(v.id, ' ')
     FROM json_each($1) asked
     CROSS JOIN search_facet f
     CROSS JOIN search_value v
     WHERE f.page = asked.value ->> 0 AND v.kind = f.kind AND v.value = f.value
     GROUP BY f.page";
