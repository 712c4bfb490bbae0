//! Which coding is chosen, and whether its bytes come back.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use std::io::Read as _;

use actix_web::http::header::HeaderValue;
use proptest::prelude::*;

use super::*;

fn chosen(lines: &[&str]) -> Option<Coding> {
    let mut headers = HeaderMap::new();
    for line in lines {
        headers.append(
            ACCEPT_ENCODING,
            HeaderValue::from_bytes(line.as_bytes()).unwrap(),
        );
    }
    Coding::chosen(&headers, &Coding::ALL)
}

#[test]
fn the_weight_decides_and_our_order_among_equals() {
    for (lines, expected) in [
        (&["gzip, deflate, br, zstd"][..], Coding::Brotli),
        (&["gzip, zstd"], Coding::Zstd),
        (&["gzip", "br;q=0.9"], Coding::Gzip),
        (&["GZIP;Q=0.8, br;q=0.5"], Coding::Gzip),
        (&["x-gzip"], Coding::Gzip),
        (&["*"], Coding::Brotli),
        (&["*;q=0.5, gzip"], Coding::Gzip),
        (&["br;q=0, *"], Coding::Zstd),
        (&["identity, br;q=0.9"], Coding::Identity),
        (&["identity;q=0.5, br;q=0.5"], Coding::Brotli),
        (&["gzip;q=0.001"], Coding::Gzip),
        (&["identity;q=0, gzip;q=0.1"], Coding::Gzip),
        (&["br;q=2, gzip"], Coding::Gzip),
    ] {
        assert_eq!(chosen(lines), Some(expected), "{lines:?}");
    }
}

#[test]
fn identity_is_taken_unless_it_is_excluded() {
    for lines in [
        &[][..],
        &[""],
        &["deflate"],
        &["gzip;q=0"],
        &["gzip;q=0, br;q=0, zstd;q=0"],
        &["br;q=x"],
        &["*;q=0, identity;q=0.001"],
    ] {
        assert_eq!(chosen(lines), Some(Coding::Identity), "{lines:?}");
    }
    for lines in [&["identity;q=0"][..], &["*;q=0"], &["deflate", "*;q=0.0"]] {
        assert_eq!(chosen(lines), None, "{lines:?}");
    }
}

#[test]
fn only_what_is_offered_is_chosen() {
    let mut headers = HeaderMap::new();
    headers.append(ACCEPT_ENCODING, HeaderValue::from_static("br, gzip;q=0.5"));

    assert_eq!(
        Coding::chosen(&headers, &[Coding::Identity, Coding::Gzip]),
        Some(Coding::Gzip)
    );
    assert_eq!(
        Coding::chosen(&headers, &[Coding::Identity]),
        Some(Coding::Identity)
    );
    assert_eq!(Coding::chosen(&headers, &[]), None);
}

fn decoded(coding: Coding, encoded: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::new();
    match coding {
        Coding::Identity => decoded.extend_from_slice(encoded),
        Coding::Gzip => {
            flate2::read::GzDecoder::new(encoded)
                .read_to_end(&mut decoded)
                .unwrap();
        }
        Coding::Zstd => decoded = zstd::stream::decode_all(encoded).unwrap(),
        Coding::Brotli => brotli::BrotliDecompress(&mut &*encoded, &mut decoded).unwrap(),
    }
    decoded
}

proptest! {
    #[test]
    fn what_was_encoded_is_decoded_to_the_same(bytes in prop::collection::vec(any::<u8>(), 0..5000)) {
        for coding in Coding::ALL {
            prop_assert_eq!(&decoded(coding, &coding.encode(&bytes)), &bytes);
        }
    }
}

#[test]
fn a_long_text_gets_shorter_and_comes_back() {
    let text = text();

    for coding in [Coding::Brotli, Coding::Zstd, Coding::Gzip] {
        let encoded = coding.encode(text.as_bytes());

        assert!(
            encoded.len() < text.len() / 4,
            "{coding:?}: {}",
            encoded.len()
        );
        assert_eq!(decoded(coding, &encoded), text.as_bytes());
    }
}

#[test]
fn the_bytes_of_each_coding_are_those_that_its_suffix_stands_for() {
    let text = text();

    let came = [Coding::Brotli, Coding::Zstd, Coding::Gzip].map(|coding| {
        let hash = blake3::hash(&coding.encode(text.as_bytes())).to_hex();
        format!("{} {}", coding.tag_suffix(), &hash[..16])
    });

    let expected = [
        "-br 88a7dc79c71f414d",
        "-zstd 7e8be88a60c384ca",
        "-gzip 99d6a585e839b761",
    ];
    assert_eq!(
        came, expected,
        "A coder writes other bytes than before. An ETag that clients hold must not name them: give the coding another \
         `tag_suffix`, such as `-br2`, and pin both here"
    );
}

/// A text of 200 KB that is neither noise nor one line again and again.
fn text() -> String {
    let mut state = 1_u32;
    let mut text = String::new();
    while text.len() < 200_000 {
        // The constants of Numerical Recipes; any fixed sequence would do.
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        text.push_str(&format!(
            "{{\"type\":\"paragraph\",\"id\":\"p{}\",\"text\":\"word{} and {}\"}},\n",
            state >> 24,
            state >> 20 & 0xff,
            state >> 16
        ));
    }
    text
}

proptest! {
    #[test]
    fn names_without_weights_choose_what_they_would_choose_with_them(
        line in "((gzip|GZIP|x-gzip|br|zstd|identity|\\*|deflate|g zip|/|br/|é|[ -~]{0,3})[ \t]{0,1},[ \t]{0,1}){0,4}(br|zstd|)",
        offered in prop::sample::subsequence(Coding::ALL.to_vec(), 0..=4),
    ) {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_bytes(line.as_bytes()).unwrap());

        prop_assert_eq!(Coding::chosen(&headers, &offered), Coding::best_of(&headers, &offered));
    }
}
