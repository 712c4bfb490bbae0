//! Footings over writes that are heard of in any order.

use proptest::prelude::*;

use super::super::Footing;
use super::*;
use crate::content::Tags;

fn tags(names: &[u8]) -> Tags {
    let mut tags = Tags::default();
    for name in names {
        tags.add("slug", &name.to_string());
    }
    tags
}

#[test]
fn what_no_write_has_touched_holds_and_all_else_does_not() {
    let known = KnownVersion::new(7);
    let (touched, other) = (
        Footing::new(7, &tags(&[1, 2])),
        Footing::new(7, &tags(&[3])),
    );

    known.reach(8, &Touched::Named(tags(&[2, 4])));

    assert!(!touched.holds_for(&known));
    assert!(other.holds_for(&known));
    assert!(Footing::new(8, &tags(&[2])).holds_for(&known));
}

#[test]
fn an_answer_that_comes_to_be_kept_after_a_write_that_it_may_not_show_does_not_hold() {
    let known = KnownVersion::new(0);
    known.reach(1, &Touched::Named(tags(&[1])));
    known.reach(2, &Touched::Named(tags(&[9])));

    let begun_before = Footing::new(0, &tags(&[1]));

    assert!(!begun_before.holds_for(&known));
}

#[test]
fn an_answer_without_tags_holds_until_the_next_write() {
    let known = KnownVersion::new(1);
    let footing = Footing::new(1, &tags(&[]));
    let before = footing.holds_for(&known);

    known.reach(2, &Touched::Named(tags(&[1])));

    assert!(before);
    assert!(!footing.holds_for(&known));
}

#[test]
fn nothing_holds_of_what_was_made_before_a_write_that_touched_too_much() {
    let known = KnownVersion::new(1);
    let (before, other) = (Footing::new(1, &tags(&[1])), Footing::new(1, &tags(&[2])));
    let many: Vec<u8> = (0..=255).collect();

    known.reach(2, &Touched::Everything);
    for version in 3..1000 {
        known.reach(version, &Touched::Named(tags(&many)));
    }

    assert!(!before.holds_for(&known));
    assert!(!other.holds_for(&known));
}

#[test]
fn what_is_remembered_has_a_bound_and_forgetting_drops() {
    let known = KnownVersion::new(0);
    let kept = Footing::new(0, &tags(&[1]));
    let mut version = 0;
    for _ in 0..3 {
        let mut many = Tags::default();
        for number in 0..MAX_REMEMBERED / 2 + 1 {
            many.add("article", &format!("{version}-{number}"));
        }
        version += 1;
        known.reach(version, &Touched::Named(many));
    }

    assert!(
        known
            .0
            .latest
            .read()
            .is_ok_and(|latest| latest.touched.len() <= MAX_REMEMBERED)
    );
    assert!(!kept.holds_for(&known));
}

proptest! {
    /// Against a list of all writes.
    #[test]
    fn no_footing_holds_that_a_later_write_has_touched(
        writes in prop::collection::vec(prop::collection::vec(0..6_u8, 0..3), 1..12),
        footings in prop::collection::vec((0..12_i64, prop::collection::vec(0..6_u8, 1..3), 0..12_usize), 1..8),
    ) {
        let known = KnownVersion::new(0);
        let mut kept = Vec::new();
        for (at, write) in writes.iter().enumerate() {
            let version = i64::try_from(at).unwrap_or_default() + 1;
            for (begun, names, _) in footings.iter().filter(|(begun, _, when)| *when == at && *begun < version) {
                kept.push((*begun, names.clone(), Footing::new(*begun, &tags(names))));
            }
            known.reach(version, &Touched::Named(tags(write)));
            for (begun, names, footing) in &kept {
                let later = &writes[usize::try_from(*begun).unwrap_or_default()..=at];
                let is_touched = later.iter().flatten().any(|name| names.contains(name));
                prop_assert_eq!(footing.holds_for(&known), !is_touched);
            }
        }
    }
}
