//! What the checks hold texts to. Every threshold is a setting.

use std::collections::BTreeSet;

use super::Code;

/// The thresholds of the checks, and the warnings that stop a publication.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// The highest Flesch-Kincaid grade that an English article should have.
    pub max_reading_grade: f64,
    /// A claim whose newest source is older than so many years rests on old evidence.
    pub old_evidence_years: u16,
    /// After how many months a review is due again, where it names no day.
    pub review_interval_months: u16,
    /// How many days before its day a review is due.
    pub review_notice_days: u16,
    /// Warnings that stop a publication, as what is unpublishable does.
    pub raised: BTreeSet<Code>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            max_reading_grade: 12.0,
            old_evidence_years: 15,
            review_interval_months: 36,
            review_notice_days: 60,
            raised: BTreeSet::new(),
        }
    }
}
