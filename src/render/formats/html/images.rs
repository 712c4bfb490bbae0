//! Pictures as HTML.

use maud::{Markup, html};

use super::Writer;
use crate::content::{FigureBlock, Image};

impl<'a> Writer<'a> {
    pub fn figure(&mut self, figure: &'a FigureBlock) -> Markup {
        let image = &figure.image;
        html! {
            figure id=(figure.id) {
                (self.picture(image))
                @if !figure.caption.is_empty() || image.credit.is_some() {
                    figcaption { (self.running(&figure.caption)) (self.credit(image)) }
                }
            }
        }
    }

    /// A picture that stands beside other text.
    pub fn picture_with_credit(&self, image: &Image) -> Markup {
        html! {
            figure {
                (self.picture(image))
                @if image.credit.is_some() { figcaption { (self.credit(image)) } }
            }
        }
    }

    pub fn picture(&self, image: &Image) -> Markup {
        html! { img src=(image.src) alt=(image.alt) width=[image.width] height=[image.height]; }
    }

    pub fn credit(&self, image: &Image) -> Markup {
        html! { @if let Some(credit) = &image.credit { " " small { (credit) } } }
    }
}
