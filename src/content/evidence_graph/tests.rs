//! How strengths combine.

use proptest::prelude::{Strategy, prop};
use proptest::{prop_assert_eq, proptest};

use super::*;
use ClaimStrength::{Consensus, Insufficient, Limited, Mixed, Supported};

#[test]
fn every_two_strengths_have_one_together() {
    let agreement = |strength| (Some(strength), StrengthRule::Agreement);
    let mixed = (Some(Mixed), StrengthRule::Disagreement);
    let before_consensus = |strength| (Some(strength), StrengthRule::StudiesBeforeConsensus);

    for (one, other, expected) in [
        (Supported, Supported, agreement(Supported)),
        (Supported, Limited, (Some(Limited), StrengthRule::Weaker)),
        (Supported, Mixed, mixed),
        (Supported, Insufficient, mixed),
        (Supported, Consensus, before_consensus(Supported)),
        (Limited, Limited, agreement(Limited)),
        (Limited, Mixed, mixed),
        (Limited, Insufficient, mixed),
        (Limited, Consensus, before_consensus(Limited)),
        (Mixed, Mixed, agreement(Mixed)),
        (Mixed, Insufficient, mixed),
        (Mixed, Consensus, before_consensus(Mixed)),
        (Insufficient, Insufficient, agreement(Insufficient)),
        (Insufficient, Consensus, before_consensus(Insufficient)),
        (Consensus, Consensus, agreement(Consensus)),
    ] {
        assert_eq!(
            combined_strength(&[one, other]),
            expected,
            "{one:?}, {other:?}"
        );
        assert_eq!(
            combined_strength(&[other, one]),
            expected,
            "{other:?}, {one:?}"
        );
    }
}

#[test]
fn consensus_changes_no_rule_of_claims_that_rest_on_studies() {
    assert_eq!(
        combined_strength(&[Supported, Consensus, Limited]),
        (Some(Limited), StrengthRule::Weaker)
    );
    assert_eq!(
        combined_strength(&[Supported, Limited, Insufficient]),
        (Some(Mixed), StrengthRule::Disagreement)
    );
    assert_eq!(combined_strength(&[]), (None, StrengthRule::NothingCounts));
}

#[test]
fn how_many_say_what_is_said_in_words() {
    let explained =
        |strengths: &[ClaimStrength]| explanation(combined_strength(strengths).1, strengths, &[]);

    assert_eq!(explained(&[Limited]), "1 claim says limited.");
    assert_eq!(
        explained(&[Limited, Supported, Supported]),
        "2 claims say supported, 1 says limited: by our rule the weaker of supported and limited holds."
    );
    assert_eq!(
        explained(&[Limited, Limited, Insufficient, Insufficient]),
        "2 claims say limited, 2 say insufficient: claims that disagree give mixed."
    );
    assert_eq!(
        explained(&[Consensus, Limited]),
        "1 claim says limited, 1 says consensus: consensus does not change what studies say."
    );
    assert_eq!(
        explained(&[Consensus, Consensus]),
        "2 claims say consensus, and none says otherwise."
    );
}

proptest! {
    #[test]
    fn neither_the_order_of_claims_nor_an_equal_claim_more_changes_their_strength(
        (claims, shuffled) in claims().prop_flat_map(|claims| (prop::strategy::Just(claims.clone()), prop::strategy::Just(claims).prop_shuffle())),
        again in 0..8_usize,
    ) {
        let mut with_one_more = claims.clone();
        with_one_more.extend(claims.get(again));

        prop_assert_eq!(combined_strength(&shuffled), combined_strength(&claims));
        prop_assert_eq!(combined_strength(&with_one_more), combined_strength(&claims));
    }

    #[test]
    fn the_strength_of_some_claims_is_one_of_theirs_or_mixed(claims in claims()) {
        let (strength, rule) = combined_strength(&claims);

        let is_theirs = strength.is_some_and(|strength| claims.contains(&strength));
        let is_mixed = strength == Some(Mixed) && rule == StrengthRule::Disagreement;
        prop_assert_eq!(is_theirs || is_mixed, !claims.is_empty());
    }
}

fn claims() -> impl Strategy<Value = Vec<ClaimStrength>> {
    let strength = prop::sample::select(ClaimStrength::ALL.map(|(_, strength)| strength).to_vec());
    prop::collection::vec(strength, 0..8)
}
