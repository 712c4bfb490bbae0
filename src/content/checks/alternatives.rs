//! Whether the alternative texts of images tell those who do not see them what there is to see.

use super::{Checked, Found, Place};
use crate::content::{Code, Image, Piece, walk_article};
use crate::error::shown;

/// Fewer letters say too little, and more characters are read aloud in one breath that cannot be stopped and taken up again.
const MIN_LETTERS: usize = 5;
const MAX_CHARACTERS: usize = 250;

/// Words that name any image.
const ANY_IMAGE: [&str; 18] = [
    "alt",
    "banner",
    "bild",
    "chart",
    "diagram",
    "drawing",
    "figure",
    "graph",
    "graphic",
    "icon",
    "illustration",
    "image",
    "imagen",
    "img",
    "photo",
    "photograph",
    "picture",
    "screenshot",
];

/// How texts begin that say what a screen reader says by itself.
const SAID_ALREADY: [&str; 10] = [
    "a photo of ",
    "a picture of ",
    "an image of ",
    "bild von ",
    "foto von ",
    "image of ",
    "photo of ",
    "photograph of ",
    "picture of ",
    "screenshot of ",
];

const ENDINGS: [&str; 10] = [
    ".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp",
];

/// Looks at every image that has an alternative text.
pub fn check(checked: &Checked, found: &mut Vec<Found>) {
    let mut places = 0;
    walk_article(&mut checked.draft.clone(), &mut |piece| match piece {
        Piece::Place { .. } => places += 1,
        Piece::Image(image) if !image.is_decorative => {
            let (place, caption) = match places {
                // The hero comes before every place.
                0 => (Place::Front("hero"), caption_of_hero(checked)),
                _ => (Place::Nth(places - 1), caption_at(checked, places - 1)),
            };
            if let Some(fault) = fault_of(image, caption) {
                found.push(useless(place, image, fault));
            }
        }
        Piece::Image(_)
        | Piece::Inlines(_)
        | Piece::Words(_)
        | Piece::Aside(_)
        | Piece::Claim(_)
        | Piece::Therapy(_)
        | Piece::Condition(_) => {}
    });
}

fn useless(place: Place, image: &Image, fault: &str) -> Found {
    Found::new(
        Code::UselessAlt,
        place,
        format!("the alternative text “{}” {fault}", shown(image.alt.trim())),
        "say what the image shows and why it is there, in a sentence; mark it `decorative` if it tells nothing",
    )
}

fn caption_of_hero<'a>(checked: &'a Checked) -> &'a str {
    let hero = checked.draft.hero.as_ref();
    hero.and_then(|hero| hero.caption.as_deref())
        .unwrap_or_default()
}

fn caption_at<'a>(checked: &'a Checked, place: usize) -> &'a str {
    let passage = checked.passages.all.get(place);
    let figure = passage.filter(|passage| passage.kind == "figure");
    figure.map_or("", |figure| &figure.text)
}

/// What is wrong with an alternative text. That there is none is found elsewhere.
fn fault_of(image: &Image, caption: &str) -> Option<&'static str> {
    let alt = image.alt.trim();
    let folded = alt.to_lowercase();
    let bare = folded.trim_matches(|c: char| !c.is_alphabetic());
    if alt.is_empty() {
        return None;
    }
    if is_file_name(&folded, &image.src) {
        return Some("is the name of a file");
    }
    if ANY_IMAGE.contains(&bare) {
        return Some("could stand at any image");
    }
    if SAID_ALREADY.iter().any(|start| folded.starts_with(start)) {
        return Some("begins with what a screen reader says by itself: that it is an image");
    }
    if !caption.trim().is_empty() && words(alt) == words(caption) {
        return Some("is the caption again, which would be read twice");
    }
    if weight(alt) < MIN_LETTERS {
        return Some("is shorter than 5 letters");
    }
    (alt.chars().count() > MAX_CHARACTERS)
        .then_some("is longer than 250 characters; a text below the image can say more")
}

/// One word that is written as files are, or that ends as their names do.
fn is_file_name(alt: &str, src: &str) -> bool {
    let name = src.rsplit('/').next().unwrap_or_default().to_lowercase();
    let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
    let is_word = !alt.contains(char::is_whitespace);
    let has_letter_and_digit =
        alt.contains(char::is_alphabetic) && alt.chars().filter(char::is_ascii_digit).count() >= 3;
    ENDINGS.iter().any(|ending| alt.ends_with(ending))
        || is_word
            && (alt == stem
                || alt.contains('_')
                || alt.matches('-').count() >= 2
                || has_letter_and_digit)
}

/// The words of a text, in whatever case and with whatever between them.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// How many letters a text says. One sign of Chinese, Japanese or Korean says as much as several letters.
fn weight(text: &str) -> usize {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters
        .map(|letter| match letter {
            '\u{2E80}'..='\u{D7FF}' | '\u{20000}'..='\u{3FFFF}' => MIN_LETTERS - 2,
            _ => 1,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(alt: &str, caption: &str) -> Option<&'static str> {
        let image = Image {
            src: "/media/nerve.svg".to_owned(),
            alt: alt.to_owned(),
            is_decorative: false,
            width: None,
            height: None,
            credit: None,
        };
        fault_of(&image, caption)
    }

    #[test]
    fn a_text_that_tells_nothing_of_the_image_is_useless() {
        for (alt, expected) in [
            ("nerve", "is the name"),
            ("Sciatic nerve.PNG", "is the name"),
            ("IMG_2041", "is the name"),
            ("DSC02041", "is the name"),
            ("the-sciatic-nerve", "is the name"),
            ("Image", "could stand"),
            ("Figure 3:", "could stand"),
            ("(photo)", "could stand"),
            ("Photo of a leg", "begins with"),
            ("The nerve, from behind!", "is the caption"),
            ("Legs", "is shorter"),
            ("足", "is shorter"),
            (&"long ".repeat(51), "is longer"),
        ] {
            let said = fault(alt, "The nerve from behind.");

            assert!(
                said.is_some_and(|said| said.starts_with(expected)),
                "{alt}: {said:?}"
            );
        }
    }

    #[test]
    fn a_text_that_is_near_one_of_these_is_none() {
        for alt in [
            "",
            "The nerve",
            "X-ray of a hip",
            "Self-care",
            "The image shows two legs",
            "Pictures of two legs",
            "A diagram of the nerve",
            "The nerve from behind, without the leg",
            "Knees",
            "坐骨神经",
            "背中",
            &"long. ".repeat(41),
        ] {
            assert_eq!(fault(alt, "The nerve from behind."), None, "{alt}");
        }
    }
}
