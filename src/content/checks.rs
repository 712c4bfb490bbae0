//! The checks of an article: what an editor should look at before readers see it. They are the same for a folder, for the
//! gate before a publication and for the evidence report; each file has the checks of one subject.

mod acceptance;
mod age;
mod alternatives;
mod claims;
mod directness;
mod disclaimer;
#[cfg(test)]
mod fixture;
mod links;
mod missing;
mod passages;
mod promotion;
mod readability;
mod red_flags;
mod review;
mod since_review;
mod sources;
mod statements;
mod strength;
mod tagging;

use jiff::civil::Date;

use super::{
    Anchor, ArticleDraft, Code, CurrentReview, Piece, ReferenceKey, Rules, Surroundings,
    walk_article,
};
use passages::{Passage, Passages};

pub use sources::check_reference;

/// What a check has found in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub code: Code,
    pub place: Place,
    /// The reference that is at fault, where it is one: a folder reports it once, where the reference stands.
    pub reference: Option<ReferenceKey>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do, in one sentence without a full stop.
    pub advice: String,
}

/// Where in an article something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In a member of the front matter, or in the article as a whole, as `title` and `review` are.
    Front(&'static str),
    /// In a section, block or list item, counted from 0 in the order of `walk_article`.
    Nth(usize),
}

/// What the checks look at.
pub struct Checked<'a> {
    pub draft: &'a ArticleDraft,
    pub around: &'a Surroundings,
    pub rules: &'a Rules,
    pub today: Date,
    passages: Passages,
    /// The ids of the places, in the order of the walk.
    places: Vec<Anchor>,
}

/// Everything that the checks find in an article, in its order; what its author accepts is not among it.
pub fn check_article(
    draft: &ArticleDraft,
    around: &Surroundings,
    rules: &Rules,
    today: Date,
) -> Vec<Found> {
    let checked = Checked {
        draft,
        around,
        rules,
        today,
        passages: Passages::of(draft),
        places: places_of(draft),
    };
    let mut found = Vec::new();
    disclaimer::check(&checked, &mut found);
    red_flags::check(&checked, &mut found);
    claims::check(&checked, &mut found);
    strength::check(&checked, &mut found);
    directness::check(&checked, &mut found);
    statements::check(&checked, &mut found);
    age::check(&checked, &mut found);
    sources::check(&checked, &mut found);
    review::check(&checked, &mut found);
    since_review::check(&checked, &mut found);
    alternatives::check(&checked, &mut found);
    links::check(&checked, &mut found);
    readability::check(&checked, &mut found);
    promotion::check(&checked, &mut found);
    tagging::check(&checked, &mut found);
    acceptance::settle(&checked, &mut found);
    found.sort_by_key(|found| (found.place, found.code));
    found
}

impl Checked<'_> {
    /// The review that counts for the text.
    fn review(&self) -> Option<CurrentReview> {
        let standing = self.around.review.as_ref();
        let standing = standing.map(|standing| standing.review.clone());
        standing.or_else(|| {
            let review = self.draft.review.as_ref()?;
            Some(CurrentReview::of(review, self.rules.review_interval_months))
        })
    }
}

/// The ids of the sections, blocks and list items of an article, in the order of `walk_article`.
pub fn places_of(draft: &ArticleDraft) -> Vec<Anchor> {
    let mut places = Vec::new();
    walk_article(&mut draft.clone(), &mut |piece| {
        if let Piece::Place { id, .. } = piece {
            places.push(id.clone());
        }
    });
    places
}

impl Found {
    pub(super) fn new(code: Code, place: Place, message: String, advice: &str) -> Self {
        Self {
            code,
            place,
            reference: None,
            message,
            advice: advice.to_owned(),
        }
    }

    /// What is found about a reference, wherever it is cited. An article gives it the place of its first use.
    pub fn of_reference(code: Code, key: ReferenceKey, message: String, advice: &str) -> Self {
        Self {
            reference: Some(key),
            ..Self::new(code, Place::Front("references"), message, advice)
        }
    }
}
