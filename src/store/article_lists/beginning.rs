//! What a list begins from, so that it reads few articles: what fewest of them have.

use super::statements::{Driver, HOW_MANY};
use crate::content::Moment;
use crate::error::Result;
use crate::store::article_filter::ArticleFilter;
use crate::store::database::Session;
use crate::store::value::{Row, Value};

/// So many filters can name something.
const FACETS: usize = 6;
/// What as many articles have says too little to begin a list from; `HOW_MANY` counts no further.
const MANY: i64 = 500;
/// The columns of `HOW_MANY`, in the order of the facets.
const COLUMNS: [&str; FACETS] = ["first", "second", "third", "fourth", "fifth", "sixth"];
/// Two moments, and two values for each facet.
const VALUES: usize = 2 + 2 * FACETS;

/// What a list begins from, and the values of its filters: the moments, then the facets, the one to begin from first.
pub struct Beginning {
    pub driver: Driver,
    pub values: [Value; VALUES],
}

impl Beginning {
    pub async fn of(filter: &ArticleFilter, session: &mut Session) -> Result<Self> {
        let mut facets: Vec<[String; 2]> = filter
            .facets()
            .into_iter()
            .map(|(kind, value)| [kind.as_str().to_owned(), value])
            .collect();
        let is_since = [filter.published_since, filter.updated_since].map(|at| at.is_some());
        let mut driver = Driver::Order;
        if !facets.is_empty() || is_since != [false, false] {
            let row = session.one(HOW_MANY, values(filter, &facets)).await?;
            if let Some(row) = row {
                let (rarest, at) = rarest(&row, facets.len(), is_since)?;
                driver = rarest;
                if driver == Driver::Facet {
                    facets.swap(0, at);
                }
            }
        }
        Ok(Self {
            driver,
            values: values(filter, &facets),
        })
    }

    /// The values of a statement that has others after those of the filters.
    pub fn values_and(&self, others: [Value; 4]) -> [Value; VALUES + 4] {
        let mut all = self.values.iter().cloned().chain(others);
        std::array::from_fn(|_| all.next().unwrap_or(Value::Null))
    }
}

/// What fewest articles have, and the place of its facet.
fn rarest(row: &Row, facets: usize, is_since: [bool; 2]) -> Result<(Driver, usize)> {
    let mut rarest = (MANY, Driver::Order, 0);
    let mut compare = |column: &str, driver: Driver, at: usize| -> Result<()> {
        let having = row.integer(column)?;
        if having < rarest.0 {
            rarest = (having, driver, at);
        }
        Ok(())
    };
    for (at, column) in COLUMNS.iter().enumerate().take(facets) {
        compare(column, Driver::Facet, at)?;
    }
    let [is_published_since, is_updated_since] = is_since;
    if is_published_since {
        compare("published", Driver::PublishedSince, 0)?;
    }
    if is_updated_since {
        compare("updated", Driver::UpdatedSince, 0)?;
    }
    Ok((rarest.1, rarest.2))
}

fn values(filter: &ArticleFilter, facets: &[[String; 2]]) -> [Value; VALUES] {
    let moment = |at: Option<Moment>| at.map_or(String::new(), |at| at.to_string());
    let moments = [moment(filter.published_since), moment(filter.updated_since)];
    let mut all = moments.into_iter().chain(facets.iter().flatten().cloned());
    std::array::from_fn(|_| all.next().unwrap_or_default().into())
}
