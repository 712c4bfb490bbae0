//! The picture at the head of an article, as front matter gives it.

use crate::content::{Code, Hero, Href, Image};
use crate::error::InvalidValue;
use crate::seed::Span;
use crate::seed::fields::Fields;
use crate::seed::markdown::{Target, Use};
use crate::seed::pointers::Pointers;
use crate::seed::report::Report;
use crate::seed::source_text::Placed;

const KEYS: &[&str] = &["image", "alt", "decorative", "caption", "credit"];

/// Reads `hero`, and remembers its image.
pub fn hero_of(fields: &mut Fields, pointers: &mut Pointers, report: &mut Report) -> Option<Hero> {
    let mut hero = fields.fields("hero", KEYS, "a hero", report)?;
    let span = hero.span();
    let has_image = hero.has("image");
    let image = hero.parsed("image", parse_image, report);
    if !has_image {
        hero.required_text("image", report);
    }
    let alt = hero.text("alt", report);
    let is_decorative = hero.flag("decorative", report);
    let caption = hero.text("caption", report).map(|text| text.value);
    let credit = hero.text("credit", report).map(|text| text.value);
    hero.finish(report);
    let place = image.as_ref().map_or(span, |image| image.span);
    check_alt(alt.as_ref(), is_decorative, place, report);
    let image = image?;
    if image.value.starts_with("media/") {
        pointers.uses.push(Use {
            target: Target::Image(image.value.clone()),
            span: image.span,
        });
    }
    Some(Hero {
        image: Image {
            src: image.value,
            alt: alt.map_or_else(String::new, |text| text.value),
            is_decorative,
            width: None,
            height: None,
            credit,
        },
        caption,
    })
}

/// A picture has a text alternative exactly when it is not decorative.
fn check_alt(alt: Option<&Placed<String>>, is_decorative: bool, place: Span, report: &mut Report) {
    match alt {
        None if !is_decorative => report.add(
            Code::MissingAlt,
            place,
            "the hero image has no text alternative".to_owned(),
            "add `alt: ...`, or `decorative: true` if it says nothing the text does not say"
                .to_owned(),
        ),
        Some(alt) if is_decorative => report.add(
            Code::Yaml,
            alt.span,
            "the hero image has a text alternative and is marked as decorative".to_owned(),
            "keep `alt` or `decorative: true`".to_owned(),
        ),
        None | Some(_) => {}
    }
}

/// A file in `media/`, or an https address elsewhere.
fn parse_image(text: &str) -> Result<String, InvalidValue> {
    let is_file = text.starts_with("media/") && !text.contains("..");
    let is_elsewhere = text.starts_with("https://") && Href::parse(text).is_ok();
    if is_file || is_elsewhere {
        return Ok(text.to_owned());
    }
    Err(InvalidValue::new(
        "a file such as media/hero.svg, or an https address".to_owned(),
        text,
    ))
}
