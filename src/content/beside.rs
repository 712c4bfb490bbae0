//! What a database knows of the texts of a folder that its files do not say.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Notice, Person, ReferenceKey, Slug, StandingReview};

/// What stands beside a folder; empty where there is no database.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// The notices of imported data.
    pub notices: BTreeMap<ReferenceKey, Notice>,
    /// The reviews that count for articles, by the paths of their files.
    pub reviews: HashMap<String, StandingReview>,
    /// Who made them.
    pub reviewers: HashMap<Slug, Person>,
    /// The files whose texts readers have already.
    pub public: HashSet<String>,
}
