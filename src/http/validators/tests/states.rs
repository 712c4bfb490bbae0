//! Tags of what is written, in all the forms that it is seen in.

use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};

use super::super::{EntityTag, Precondition};
use crate::content::{Expected, State};
use crate::http::coding::Coding;

#[test]
fn a_write_is_made_for_a_state_in_whichever_form_and_coding_it_was_seen() {
    let state = State::of(3, "{}");
    for tag in [
        EntityTag::of_state(&state),
        EntityTag::of_form(&state, "md"),
        EntityTag::of_state_and_bytes(&state, b"{}"),
    ] {
        for coding in Coding::ALL {
            let seen = tag.of_coding(coding).to_string();

            assert_eq!(expected(&seen), Expected::OneOf(vec![state.to_string()]));
        }
    }
}

#[test]
fn a_weak_tag_names_no_state() {
    let state = State::of(3, "{}");

    let seen = format!("W/{}", EntityTag::of_state(&state));

    assert_eq!(expected(&seen), Expected::OneOf(Vec::new()));
}

fn expected(if_match: &str) -> Expected {
    let mut headers = HeaderMap::new();
    headers.insert(
        HeaderName::from_static("if-match"),
        HeaderValue::from_str(if_match).unwrap(),
    );
    Precondition::read(&headers).unwrap().expected()
}
