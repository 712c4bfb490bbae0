//! Says which part of an article's schedule nobody acts upon while the program runs.

use super::articles::ReadArticle;
use super::report::Report;
use super::{Code, Fault};
use crate::content::Moment;

/// Warns of a moment to come at which nothing will happen by itself. A `publish_at` that is past is history and works.
pub fn warn_of_schedule(article: &ReadArticle, now: Moment, faults: &mut Vec<Fault>) {
    let mut report = Report::new(&article.path, faults);
    if let Some(publish) = &article.schedule.publish_at
        && publish.value > now
    {
        let message =
            "`publish_at` is kept, but this version publishes only when the folder is applied";
        let help = "apply the folder after that moment";
        report.warn(
            Code::Schedule,
            publish.span,
            message.to_owned(),
            help.to_owned(),
        );
    }
    if let Some(unpublish) = &article.schedule.unpublish_at {
        let message = "`unpublish_at` is kept, but this version unpublishes nothing by itself";
        let help = "do not rely on it: what is published by then stays published";
        report.warn(
            Code::Schedule,
            unpublish.span,
            message.to_owned(),
            help.to_owned(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::articles::read_article;
    use super::*;
    use crate::content::Locale;

    fn warnings(front: &str) -> Vec<String> {
        let mut faults = Vec::new();
        let text = format!("---\ntitle: A\nsummary: B\n{front}---\n");
        let en = Locale::parse("en").expect("a valid tag");
        let article = read_article("articles/x.md", &text, &en, &mut faults);
        let now = Moment::parse("2026-11-22T09:00:00Z").expect("a moment");
        warn_of_schedule(&article, now, &mut faults);
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_schedule_that_is_only_kept_is_a_warning_at_its_key() {
        let found =
            warnings("publish_at: 2026-11-22T09:00:01Z\nunpublish_at: 2027-01-01T00:00:00Z\n");

        assert_eq!(found.len(), 2);
        assert!(found[0].starts_with("articles/x.md:4:1: warning[SCH001]: `publish_at` is kept"));
        assert!(found[1].starts_with("articles/x.md:5:1: warning[SCH001]: `unpublish_at` is kept"));
    }

    #[test]
    fn a_past_moment_of_publication_is_no_reason_to_warn() {
        assert_eq!(
            warnings("publish_at: 2026-11-22T09:00:00Z\n"),
            Vec::<String>::new()
        );
    }
}
