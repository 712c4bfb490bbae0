//! What happened to papers after they appeared, as data on retractions tells it, and what of that stands.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Notice, NoticeKind};

/// Something that happened to a paper after it appeared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaperEvent {
    pub nature: EventNature,
    pub on: Date,
}

/// What happened, the least grave first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventNature {
    /// A retraction was taken back.
    Reinstated,
    Corrected,
    /// An expression of concern.
    Concern,
    Retracted,
}

/// What a file of data on retractions says, read to its end.
#[derive(Clone, Debug)]
pub struct Retractions {
    /// The SHA-256 of the file.
    pub sha256: String,
    /// The day of the data: the newest day on which anything happened, unless somebody says another.
    pub dated_on: Date,
    pub rows: u32,
    /// How many of the rows say nothing of any paper that could be looked up.
    pub unused_rows: u32,
    pub events: PaperEvents,
}

/// What happened to papers, under each of their identifiers in the form in which these are compared, such as `doi:10.5555/a`.
/// The latest day of each thing is all that is kept, because what stands of a paper needs no more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperEvents(BTreeMap<(String, EventNature), Date>);

impl PaperEvents {
    pub fn add(&mut self, paper: String, event: PaperEvent) {
        let latest = self.0.entry((paper, event.nature)).or_insert(event.on);
        *latest = event.on.max(*latest);
    }

    /// Each event with the identifier under which it stands, in the order of these.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, PaperEvent)> {
        let events = self.0.iter();
        events.map(|((paper, nature), on)| {
            let (nature, on) = (*nature, *on);
            (paper.as_str(), PaperEvent { nature, on })
        })
    }
}

impl PaperEvent {
    /// What stands of a paper after all that happened to it under all of its identifiers: the latest event, and of those of
    /// one day the gravest. Only a reinstatement ends a retraction: what is corrected after it is the retracted text or the
    /// notice. To fold the events of each identifier first would give another answer.
    fn standing(events: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut events: Vec<Self> = events.into_iter().collect();
        events.sort_by_key(|event| (event.on, event.nature));
        events.into_iter().reduce(|stands, next| {
            let is_retracted = stands.nature == EventNature::Retracted;
            match next.nature {
                EventNature::Corrected | EventNature::Concern if is_retracted => stands,
                _ => next,
            }
        })
    }

    /// What is to be said of papers to which all this happened, where anything is.
    pub fn notices_of<K: Ord>(events: impl IntoIterator<Item = (K, Self)>) -> BTreeMap<K, Notice> {
        let mut of_papers: BTreeMap<K, Vec<Self>> = BTreeMap::new();
        for (paper, event) in events {
            of_papers.entry(paper).or_default().push(event);
        }
        let of_papers = of_papers.into_iter();
        of_papers
            .filter_map(|(paper, events)| Some((paper, Self::notice_of(events)?)))
            .collect()
    }

    /// What is to be said of a paper to which all this happened, if anything is.
    pub fn notice_of(events: impl IntoIterator<Item = Self>) -> Option<Notice> {
        Self::standing(events)?.notice()
    }

    /// What it says of a paper; nothing of one that was reinstated.
    fn notice(self) -> Option<Notice> {
        let kind = match self.nature {
            EventNature::Reinstated => return None,
            EventNature::Corrected => NoticeKind::Corrected,
            EventNature::Concern => NoticeKind::Concern,
            EventNature::Retracted => NoticeKind::Retracted,
        };
        Some(Notice { kind, on: self.on })
    }
}

impl EventNature {
    const ALL: [(&'static str, Self); 4] = [
        ("retracted", Self::Retracted),
        ("concern", Self::Concern),
        ("corrected", Self::Corrected),
        ("reinstated", Self::Reinstated),
    ];

    /// The word under which it is stored.
    pub fn as_str(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, nature)| *nature == self);
        found.map_or("", |(word, _)| word)
    }
}

impl TryFrom<String> for EventNature {
    type Error = String;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        let found = Self::ALL.iter().find(|(known, _)| *known == word);
        found
            .map(|(_, nature)| *nature)
            .ok_or_else(|| format!("`{word}` is nothing that happens to papers"))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::{Just, Strategy as _, prop, prop_assert_eq, proptest};

    use super::*;

    fn event(day: &str, nature: EventNature) -> PaperEvent {
        let on = day.parse().ok();
        PaperEvent {
            nature,
            on: on.unwrap_or_default(),
        }
    }

    fn standing(events: &[PaperEvent]) -> Option<EventNature> {
        let stands = PaperEvent::standing(events.iter().copied());
        // The order of the rows says nothing.
        let backwards = PaperEvent::standing(events.iter().rev().copied());
        assert_eq!(stands, backwards);
        stands.map(|event| event.nature)
    }

    #[test]
    fn the_latest_event_stands() {
        use EventNature::{Concern, Corrected, Reinstated, Retracted};
        let concern = event("2019-03-01", Concern);
        let retracted = event("2020-03-01", Retracted);
        let reinstated = event("2021-03-01", Reinstated);
        let corrected = event("2022-03-01", Corrected);

        assert_eq!(standing(&[]), None);
        assert_eq!(standing(&[concern, retracted]), Some(Retracted));
        assert_eq!(standing(&[concern, corrected]), Some(Corrected));
        assert_eq!(standing(&[retracted, reinstated]), Some(Reinstated));
        assert_eq!(
            standing(&[retracted, reinstated, corrected]),
            Some(Corrected)
        );
    }

    #[test]
    fn only_a_reinstatement_ends_a_retraction() {
        let retracted = event("2020-03-01", EventNature::Retracted);
        let corrected = event("2021-03-01", EventNature::Corrected);
        let concern = event("2022-03-01", EventNature::Concern);

        assert_eq!(
            standing(&[retracted, corrected, concern]),
            Some(EventNature::Retracted)
        );
    }

    #[test]
    fn of_one_day_the_gravest_stands() {
        let retracted = event("2020-03-01", EventNature::Retracted);
        let reinstated = event("2020-03-01", EventNature::Reinstated);

        assert_eq!(
            standing(&[retracted, reinstated]),
            Some(EventNature::Retracted)
        );
    }

    proptest! {
        #[test]
        fn a_paper_stands_the_same_however_its_events_are_spread_over_its_identifiers(
            told in prop::collection::vec(((0..4_usize, 1..6_i8), 1..8_u8), 0..7)
                .prop_flat_map(|told| (Just(told.clone()), Just(told).prop_shuffle())),
        ) {
            let (told, shuffled) = told;
            let event = |(nature, day): (usize, i8)| PaperEvent {
                nature: EventNature::ALL[nature].1,
                on: date(2020, 1, day),
            };
            let under_one = told.iter().map(|(what, _)| event(*what));
            let mut spread = PaperEvents::default();
            for (what, papers) in shuffled {
                for paper in ["doi:10.5555/a", "pmid:1", "pmcid:PMC1"].iter().enumerate() {
                    if papers & (1 << paper.0) != 0 {
                        spread.add((*paper.1).to_owned(), event(what));
                    }
                }
            }

            let stands = PaperEvent::standing(spread.iter().map(|(_, event)| event));

            prop_assert_eq!(stands, PaperEvent::standing(under_one));
        }
    }

    #[test]
    fn of_each_thing_the_latest_day_is_kept() {
        let mut events = PaperEvents::default();
        for day in ["2020-03-01", "2022-03-01", "2021-03-01"] {
            events.add("pmid:1".to_owned(), event(day, EventNature::Corrected));
        }

        let kept: Vec<_> = events.iter().collect();

        let latest = event("2022-03-01", EventNature::Corrected);
        assert_eq!(kept, [("pmid:1", latest)]);
    }

    #[test]
    fn a_reinstated_paper_has_no_notice() {
        assert_eq!(event("2020-03-01", EventNature::Reinstated).notice(), None);
    }
}
