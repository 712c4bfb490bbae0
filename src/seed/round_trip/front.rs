//! What front matter says besides the text.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use proptest::option;
use proptest::prelude::{Strategy, any, prop};
use proptest::sample::{select, subsequence};

use super::blocks::image;
use super::texts::{slug, yaml_text};
use crate::content::{AcceptedWarning, Anchor, Hero, Image, Moment, ReviewDraft, ReviewKind, Slug};

pub fn slugs() -> impl Strategy<Value = Vec<Slug>> {
    let all = ["a", "null", "2024", "sciatica", "true", "a-b-c"];
    subsequence(all.to_vec(), 0..all.len()).prop_map(|slugs| {
        slugs
            .iter()
            .map(|s| Slug::parse(s).expect("a slug"))
            .collect()
    })
}

pub fn hero() -> impl Strategy<Value = Option<Hero>> {
    let hero = (
        image(),
        yaml_text(),
        option::of(yaml_text()),
        option::of(yaml_text()),
    )
        .prop_map(|(image, alt, caption, credit)| {
            let is_ours = image.src.starts_with("/media/");
            Hero {
                image: Image {
                    alt: if image.is_decorative {
                        String::new()
                    } else {
                        alt
                    },
                    width: image.width.filter(|_| is_ours),
                    height: image.height.filter(|_| is_ours),
                    credit,
                    ..image
                },
                caption,
            }
        });
    option::of(hero)
}

fn day() -> impl Strategy<Value = Date> {
    (1900_i16..2100, 1_i8..13, 1_i8..29).prop_map(|(year, month, day)| date(year, month, day))
}

pub fn review() -> impl Strategy<Value = Option<ReviewDraft>> {
    let kind = select(&ReviewKind::ALL[..]).prop_map(|(_, kind)| kind);
    let by = prop::collection::vec(slug(), 1..8);
    let review =
        (by, day(), option::of(day()), kind).prop_map(|(by, on, next, kind)| ReviewDraft {
            by,
            on,
            next: next.filter(|next| *next >= on),
            kind,
        });
    option::of(review)
}

/// Since when, from when and until when an article is public.
pub fn schedule() -> impl Strategy<Value = [Option<Moment>; 3]> {
    let moment = |ms: i64| Moment::new(Timestamp::from_millisecond(ms).expect("a moment"));
    let step = 0_i64..2_000_000_000_000;
    ([any::<bool>(); 3], step.clone(), step.clone(), step).prop_map(
        move |([has_first, has_start, has_end], first, start, end)| {
            [
                has_first.then(|| moment(first)),
                has_start.then(|| moment(first + start)),
                has_end.then(|| moment((first + start + end + 1000) / 1000 * 1000)),
            ]
        },
    )
}

pub fn accepted() -> impl Strategy<Value = Vec<AcceptedWarning>> {
    let warning = (yaml_text(), any::<bool>()).prop_map(|(reason, has_block)| AcceptedWarning {
        code: "REV002".to_owned(),
        reason,
        block: has_block.then(|| Anchor::parse("some-block").expect("an id")),
    });
    prop::collection::vec(warning, 0..3)
}
