//! An article in the formats that other programs and people read, each a pure function of what JSON says. Therapies and
//! conditions likewise. Nothing is left out but what only programs need: ids, claims, counts.

mod html;
mod json_ld;
mod markdown;
mod page;
mod plain;
pub mod words;

pub use html::{article_html, condition_html, therapy_html};
pub use json_ld::{article_json_ld, condition_json_ld, therapy_json_ld};
pub use markdown::article_markdown;
pub use page::{article_page, condition_page, therapy_page};
pub use plain::article_text;
