//! The forms of a text: JSON for programs, HTML to be put into a page, a page for people, and so on. A suffix of the address
//! names one; without it, `Accept` chooses.

use actix_web::http::header::{CONTENT_SECURITY_POLICY, HeaderMap};

use super::answer::Answer;
use super::browsers::READING_POLICY;
use super::negotiation::chosen;
use super::refusal::Result;
use crate::content::{Addresses, Article, Condition, Tagged, Therapy, Written};
use crate::render::{
    article_html, article_json_ld, article_markdown, article_page, article_text, condition_html,
    condition_json_ld, condition_page, therapy_html, therapy_json_ld, therapy_page,
};

/// A form of an article.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ArticleForm {
    Json,
    /// For browsers; at the address of the article alone.
    Page,
    Markdown,
    Text,
    JsonLd,
    /// The text of the page without its frame; at an address of its own alone.
    Html,
}

impl ArticleForm {
    const ALL: [Self; 6] = [
        Self::Json,
        Self::Page,
        Self::Markdown,
        Self::Text,
        Self::JsonLd,
        Self::Html,
    ];
    /// What is offered at the address without a suffix, the one for shared caches first.
    pub const OFFERED: [&'static str; 5] = [
        Self::Json.media_type(),
        Self::Page.media_type(),
        Self::Markdown.media_type(),
        Self::Text.media_type(),
        Self::JsonLd.media_type(),
    ];

    const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Page | Self::Html => "text/html; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Text => "text/plain; charset=utf-8",
            Self::JsonLd => "application/ld+json",
        }
    }

    /// The form that a client wishes most.
    pub fn wished(headers: &HeaderMap) -> Result<Self> {
        let wished = chosen(headers, &Self::OFFERED)?;
        let mut forms = Self::ALL.into_iter();
        let form = forms.find(|form| form.media_type() == wished);
        Ok(form.unwrap_or(Self::Json))
    }

    /// An article in this form.
    pub fn answer(self, found: Tagged<Article>, addresses: &Addresses) -> Result<Answer> {
        let write: fn(&Article, &Addresses) -> String = match self {
            Self::Json => return Ok(Answer::public(found)?),
            Self::Page => article_page,
            Self::Html => article_html,
            Self::Markdown => article_markdown,
            Self::Text => |article, _| article_text(article),
            Self::JsonLd => article_json_ld,
        };
        let text = found.map(|article| write(&article, addresses));
        let answer = Answer::public_text(text, self.media_type());
        Ok(match self {
            Self::Page => answer.with(CONTENT_SECURITY_POLICY, READING_POLICY),
            _ => answer,
        })
    }
}

/// A form of a therapy or condition.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum TopicForm {
    Json,
    /// For browsers; at the address of the topic alone.
    Page,
    JsonLd,
    /// The text of the page without its frame; at an address of its own alone.
    Html,
}

impl TopicForm {
    const ALL: [Self; 4] = [Self::Json, Self::Page, Self::JsonLd, Self::Html];
    /// What is offered at the address without a suffix, the one for shared caches first.
    pub const OFFERED: [&'static str; 3] = [
        Self::Json.media_type(),
        Self::Page.media_type(),
        Self::JsonLd.media_type(),
    ];

    const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Page | Self::Html => "text/html; charset=utf-8",
            Self::JsonLd => "application/ld+json",
        }
    }

    /// The form that a client wishes most.
    pub fn wished(headers: &HeaderMap) -> Result<Self> {
        let wished = chosen(headers, &Self::OFFERED)?;
        let mut forms = Self::ALL.into_iter();
        let form = forms.find(|form| form.media_type() == wished);
        Ok(form.unwrap_or(Self::Json))
    }

    /// A therapy in this form.
    pub fn therapy(self, written: Written<Therapy>, addresses: &Addresses) -> Result<Answer> {
        let text = match self {
            Self::Json => return Ok(Answer::written(written)?),
            Self::Page => written
                .found
                .map(|therapy| therapy_page(&therapy, addresses)),
            Self::Html => written
                .found
                .map(|therapy| therapy_html(&therapy, addresses)),
            Self::JsonLd => written
                .found
                .map(|therapy| therapy_json_ld(&therapy, addresses)),
        };
        Ok(self.text(text))
    }

    /// A condition in this form.
    pub fn condition(self, written: Written<Condition>, addresses: &Addresses) -> Result<Answer> {
        let text = match self {
            Self::Json => return Ok(Answer::written(written)?),
            Self::Page => written
                .found
                .map(|condition| condition_page(&condition, addresses)),
            Self::Html => written
                .found
                .map(|condition| condition_html(&condition, addresses)),
            Self::JsonLd => written
                .found
                .map(|condition| condition_json_ld(&condition, addresses)),
        };
        Ok(self.text(text))
    }

    fn text(self, text: Tagged<String>) -> Answer {
        let answer = Answer::public_text(text, self.media_type());
        match self {
            Self::Page => answer.with(CONTENT_SECURITY_POLICY, READING_POLICY),
            Self::Json | Self::Html | Self::JsonLd => answer,
        }
    }
}
