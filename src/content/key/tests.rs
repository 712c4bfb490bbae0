//! Keys against random and hostile text.

use std::collections::BTreeSet;

use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

use super::*;

#[test]
fn a_thousand_keys_are_all_different_and_read_back_as_they_are() {
    let keys: Vec<Key> = (0..1000).map(|_| Key::random().unwrap()).collect();

    let texts: BTreeSet<String> = keys.iter().map(Key::reveal).collect();
    let ids: BTreeSet<&KeyId> = keys.iter().map(Key::id).collect();
    let secrets: BTreeSet<&str> = keys.iter().map(|key| key.secret.as_str()).collect();

    assert_eq!((texts.len(), ids.len(), secrets.len()), (1000, 1000, 1000));
    for (key, text) in keys.iter().map(|key| (key, key.reveal())) {
        let read = Key::parse(&text).unwrap();
        assert_eq!((text.len(), read.reveal()), (KEY_LENGTH, text));
        assert_eq!(read.id(), key.id());
        assert!(read.digest().is_same(&key.digest()));
    }
}

#[test]
fn a_secret_holds_every_bit_of_its_bytes() {
    let smallest = Key::of_bytes([0; 8], [0; 32]);
    let largest = Key::of_bytes([0xff; 8], [0xff; 32]);
    let mut one = [0; 32];
    one[31] = 63;

    assert_eq!(smallest.secret, "0".repeat(43));
    // 2^256 - 1 in base 62, counted with another program.
    assert_eq!(
        largest.secret,
        "yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp1"
    );
    assert!(Key::of_bytes([0; 8], one).secret.ends_with("011"));
}

/// The texts are pinned: a key that was given out must be read by every later version.
#[test]
fn a_key_is_written_the_same_for_ever() {
    let key = Key::of_bytes(*b"an id...", *b"thirty-two bytes of no surprise!");

    assert_eq!(
        key.reveal(),
        "sinew_LnFKbxDa_RbRLa5qkvtSkYSLTRkSlGJhmPATBzSc61X4uoCnZSa1_0ORq3I"
    );
}

#[test]
fn no_key_survives_one_wrong_letter() {
    let text = Key::random().unwrap().reveal();

    for at in 0..text.len() {
        for letter in ' '..='~' {
            let mut typed: Vec<char> = text.chars().collect();
            if typed[at] == letter {
                continue;
            }
            typed[at] = letter;
            let typed: String = typed.into_iter().collect();
            assert!(Key::parse(&typed).is_none(), "{typed}");
        }
    }
}

#[test]
fn nothing_but_a_key_is_one() {
    let text = Key::random().unwrap().reveal();
    let upper = text.to_uppercase();

    for wrong in [
        "",
        "sinew",
        "sinew___",
        &text[1..],
        &text[..text.len() - 1],
        &format!(" {text}"),
        &format!("{text} "),
        &format!("{text}\n"),
        &format!("{text}{text}"),
        &format!("{}é", &text[..text.len() - 2]),
        &text.replace('_', "-"),
        &"_".repeat(KEY_LENGTH),
        &"é".repeat(KEY_LENGTH),
        &upper,
    ] {
        assert!(Key::parse(wrong).is_none(), "{wrong:?}");
    }
}

#[test]
fn what_is_written_for_a_programmer_does_not_hold_the_secret() {
    let key = Key::random().unwrap();

    let written = format!("{key:?} {key:#?} {:?}", Some(&key));

    assert!(written.contains(key.id().as_str()), "{written}");
    assert!(!written.contains(&key.secret), "{written}");
}

proptest! {
    #[test]
    fn no_text_is_read_as_a_key_that_is_written_otherwise(text in any::<String>()) {
        prop_assert!(Key::parse(&text).is_none_or(|key| key.reveal() == text));
    }

    #[test]
    fn text_that_looks_like_a_key_needs_the_right_check(
        text in "sinew_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}"
    ) {
        let whole = Key::parse(&text);
        let unchecked = &text[..text.len() - CHECK_LENGTH];
        let mended = format!("{unchecked}{}", base62(&crc32fast::hash(unchecked.trim_end_matches('_').as_bytes()).to_be_bytes(), CHECK_LENGTH));

        prop_assert_eq!(whole.is_some(), mended == text);
        prop_assert!(Key::parse(&mended).is_some());
    }

    #[test]
    fn every_key_of_any_bytes_reads_back(id in any::<[u8; 8]>(), secret in any::<[u8; 32]>()) {
        let key = Key::of_bytes(id, secret);

        let read = Key::parse(&key.reveal());

        prop_assert_eq!(read.map(|read| read.secret), Some(key.secret));
    }
}
