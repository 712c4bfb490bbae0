//! The statements of lists of articles, in all orders: each is constant, and reads an index of what the list begins from.

use crate::content::ArticleSort;

/// What a list begins from: whatever fewest articles have, or the index of its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Driver {
    /// The index of the order: every article, until the page is full.
    Order,
    /// The first facet.
    Facet,
    /// Those that were published since a moment.
    PublishedSince,
    /// Those that were updated since a moment.
    UpdatedSince,
}

/// How many articles have each facet and were published or updated since the moments, counted up to 500: `$1` and `$2`
/// are the moments, `$3` to `$14` kinds and values, here and below. A pair of empty texts and an empty moment ask nothing.
pub const HOW_MANY: &str = "SELECT
     (SELECT count(*) FROM (SELECT 1 AS one FROM facet f WHERE f.kind = $3 AND f.value = $4 LIMIT 500) few) AS first,
     (SELECT count(*) FROM (SELECT 1 AS one FROM facet f WHERE f.kind = $5 AND f.value = $6 LIMIT 500) few) AS second,
     (SELECT count(*) FROM (SELECT 1 AS one FROM facet f WHERE f.kind = $7 AND f.value = $8 LIMIT 500) few) AS third,
     (SELECT count(*) FROM (SELECT 1 AS one FROM facet f WHERE f.kind = $9 AND f.value = $10 LIMIT 500) few) AS fourth,
     (SELECT count(*) FROM (SELECT 1 AS one FROM facet f WHERE f.kind = $11 AND f.value = $12 LIMIT 500) few) AS fifth,
     (SELECT count(*) FROM (SELECT 1 AS one FROM facet f WHERE f.kind = $13 AND f.value = $14 LIMIT 500) few) AS sixth,
     (SELECT count(*) FROM (
        SELECT 1 AS one FROM sort_key k
        WHERE $1 <> '' AND k.published_at >= $1 AND k.until = 9223372036854775807 LIMIT 500) few) AS published,
     (SELECT count(*) FROM (
        SELECT 1 AS one FROM sort_key k
        WHERE $2 <> '' AND k.updated_at >= $2 AND k.until = 9223372036854775807 LIMIT 500) few) AS updated";

/// Every other facet that an article has to have: a pair of empty texts asks nothing.
macro_rules! facets_after_the_first {
    () => {
        "AND ($5 = '' OR EXISTS (
            SELECT 1 FROM facet f WHERE f.kind = $5 AND f.value = $6 AND f.number = k.number))
        AND ($7 = '' OR EXISTS (
            SELECT 1 FROM facet f WHERE f.kind = $7 AND f.value = $8 AND f.number = k.number))
        AND ($9 = '' OR EXISTS (
            SELECT 1 FROM facet f WHERE f.kind = $9 AND f.value = $10 AND f.number = k.number))
        AND ($11 = '' OR EXISTS (
            SELECT 1 FROM facet f WHERE f.kind = $11 AND f.value = $12 AND f.number = k.number))
        AND ($13 = '' OR EXISTS (
            SELECT 1 FROM facet f WHERE f.kind = $13 AND f.value = $14 AND f.number = k.number))"
    };
}

macro_rules! all_facets {
    () => {
        concat!(
            "AND ($3 = '' OR EXISTS (
            SELECT 1 FROM facet f WHERE f.kind = $3 AND f.value = $4 AND f.number = k.number))
        ",
            facets_after_the_first!()
        )
    };
}

/// One page: `$15` is the write that the walk began at, `$16` and `$17` the key and number of the last item of the page before,
/// `$18` the limit. `CROSS JOIN` keeps SQLite to the order in which the joins are written: from what the list begins from.
macro_rules! page {
    ($from:expr, $facets:expr, $key:literal, $beyond:literal, $direction:literal) => {
        concat!(
            "SELECT a.id, a.slug, a.locale, a.summary, a.first_published_at, a.published_at, a.updated_at,
                k.number, k.", $key, " AS sort_key
             FROM ", $from, "k.version <= $15 AND k.until > $15
                AND (k.", $key, ", k.number) ", $beyond, " ($16, $17)
                AND n.number = k.number AND a.id = n.article_id
                AND a.published_at >= $1 AND a.updated_at >= $2
                ", $facets, "
             ORDER BY k.", $key, " ", $direction, ", k.number ", $direction, "
             LIMIT $18"
        )
    };
}

macro_rules! page_in_order {
    ($sort:expr, $from:expr, $facets:expr) => {
        match $sort {
            ArticleSort::FirstPublishedAtDesc => {
                page!($from, $facets, "first_published_at", "<", "DESC")
            }
            ArticleSort::FirstPublishedAtAsc => {
                page!($from, $facets, "first_published_at", ">", "ASC")
            }
            ArticleSort::PublishedAtDesc => page!($from, $facets, "published_at", "<", "DESC"),
            ArticleSort::PublishedAtAsc => page!($from, $facets, "published_at", ">", "ASC"),
            ArticleSort::UpdatedAtDesc => page!($from, $facets, "updated_at", "<", "DESC"),
            ArticleSort::UpdatedAtAsc => page!($from, $facets, "updated_at", ">", "ASC"),
            ArticleSort::TitleAsc => page!($from, $facets, "title", ">", "ASC"),
            ArticleSort::TitleDesc => page!($from, $facets, "title", "<", "DESC"),
        }
    };
}

/// How many articles a list has now.
macro_rules! total {
    ($from:literal, $facets:expr) => {
        concat!(
            "SELECT count(*) AS total
             FROM ",
            $from,
            "k.until = 9223372036854775807
                AND k.published_at >= $1 AND k.updated_at >= $2
                ",
            $facets
        )
    };
}

/// The statement of a page.
pub fn page(driver: Driver, sort: ArticleSort) -> &'static str {
    match driver {
        Driver::Order => page_in_order!(
            sort,
            "sort_key k CROSS JOIN listed_article n CROSS JOIN published_article a WHERE ",
            all_facets!()
        ),
        Driver::Facet => page_in_order!(
            sort,
            "facet d CROSS JOIN sort_key k CROSS JOIN listed_article n CROSS JOIN published_article a
             WHERE d.kind = $3 AND d.value = $4 AND k.number = d.number AND ",
            facets_after_the_first!()
        ),
        Driver::PublishedSince => page_in_order!(
            sort,
            "sort_key d CROSS JOIN sort_key k CROSS JOIN listed_article n CROSS JOIN published_article a
             WHERE d.published_at >= $1 AND d.until = 9223372036854775807 AND k.number = d.number AND ",
            all_facets!()
        ),
        Driver::UpdatedSince => page_in_order!(
            sort,
            "sort_key d CROSS JOIN sort_key k CROSS JOIN listed_article n CROSS JOIN published_article a
             WHERE d.updated_at >= $2 AND d.until = 9223372036854775807 AND k.number = d.number AND ",
            all_facets!()
        ),
    }
}

/// The statement of a total.
pub fn total(driver: Driver) -> &'static str {
    match driver {
        Driver::Facet => total!(
            "facet d CROSS JOIN sort_key k WHERE d.kind = $3 AND d.value = $4 AND k.number = d.number AND ",
            facets_after_the_first!()
        ),
        Driver::Order | Driver::PublishedSince | Driver::UpdatedSince => {
            total!("sort_key k WHERE ", all_facets!())
        }
    }
}
