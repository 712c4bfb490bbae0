//! The settings of the checks: thresholds, and which warnings stop a publication.

use clap::Args;

use crate::content::{Code, Rules};

/// What the checks hold texts to.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Checks")]
pub struct RulesSettings {
    /// The highest Flesch-Kincaid grade that an English article should have.
    #[arg(
        long,
        env = "SINEW_MAX_READING_GRADE",
        default_value_t = Rules::default().max_reading_grade,
        value_name = "GRADE"
    )]
    pub max_reading_grade: f64,

    /// From which age in years the newest source of a claim is old.
    #[arg(
        long,
        env = "SINEW_OLD_EVIDENCE_YEARS",
        default_value_t = Rules::default().old_evidence_years,
        value_name = "YEARS"
    )]
    pub old_evidence_years: u16,

    /// After how many months a review is due again, where it names no day.
    #[arg(
        long,
        env = "SINEW_REVIEW_INTERVAL_MONTHS",
        default_value_t = Rules::default().review_interval_months,
        value_name = "MONTHS"
    )]
    pub review_interval_months: u16,

    /// How many days before its day a review is listed as due.
    #[arg(
        long,
        env = "SINEW_REVIEW_NOTICE_DAYS",
        default_value_t = Rules::default().review_notice_days,
        value_name = "DAYS"
    )]
    pub review_notice_days: u16,

    /// Warnings that are to stop a publication as errors do, with commas between them, such as CIT004,DISC001.
    ///
    /// `sinew check --explain` lists all codes. An article that accepts a warning with a reason is not stopped by it.
    #[arg(
        long,
        env = "SINEW_RAISE",
        value_delimiter = ',',
        value_name = "CODES",
        value_parser = Code::parse
    )]
    pub raise: Vec<Code>,
}

impl RulesSettings {
    /// The rules that they make.
    pub fn rules(&self) -> Rules {
        Rules {
            max_reading_grade: self.max_reading_grade,
            old_evidence_years: self.old_evidence_years,
            review_interval_months: self.review_interval_months,
            review_notice_days: self.review_notice_days,
            raised: self.raise.iter().copied().collect(),
        }
    }
}
