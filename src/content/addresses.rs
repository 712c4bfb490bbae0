//! Addresses in answers: rooted paths, or absolute where the public URL is known.

use super::{Locale, MentionKind, Slug};

/// How answers name places of this API.
#[derive(Clone, Debug)]
pub struct Addresses {
    /// Put before rooted paths: a scheme and host without a trailing slash, or nothing.
    public_url: String,
    /// The locale whose articles are meant when none is named.
    default_locale: Locale,
}

impl Addresses {
    /// `public_url` is cut of its trailing slashes; empty keeps paths rooted.
    pub fn new(public_url: &str, default_locale: Locale) -> Self {
        Self {
            public_url: public_url.trim_end_matches('/').to_owned(),
            default_locale,
        }
    }

    /// The locale whose articles are meant when none is named.
    pub fn default_locale(&self) -> &Locale {
        &self.default_locale
    }

    /// The scheme and host that clients know, without a slash at the end, if they were told.
    pub fn public_url(&self) -> Option<&str> {
        Some(self.public_url.as_str()).filter(|url| !url.is_empty())
    }

    /// The address of a path that begins with a slash.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }

    /// The address of an article, or of a part of it such as `/sections`.
    pub fn article(&self, slug: &Slug, locale: &Locale, part: &str) -> String {
        let query = if *locale == self.default_locale {
            String::new()
        } else {
            format!("?locale={locale}")
        };
        format!("{}/v1/articles/{slug}{part}{query}", self.public_url)
    }

    /// The address of a therapy, or of a form of it such as `.html`.
    pub fn therapy(&self, slug: &Slug, form: &str) -> String {
        format!("{}/v1/therapies/{slug}{form}", self.public_url)
    }

    /// The address of a condition, or of a form of it.
    pub fn condition(&self, slug: &Slug, form: &str) -> String {
        format!("{}/v1/conditions/{slug}{form}", self.public_url)
    }

    /// The address of what a text in a language names.
    pub fn mentioned(&self, kind: MentionKind, slug: &Slug, locale: &Locale) -> String {
        match kind {
            MentionKind::Article => self.article(slug, locale, ""),
            MentionKind::Therapy => self.therapy(slug, ""),
            MentionKind::Condition => self.condition(slug, ""),
        }
    }

    /// The address of an image as it is stored: one that is ours is rooted.
    pub fn stored_image(&self, src: &str) -> String {
        let ours = src.strip_prefix(&self.public_url);
        let rooted = ours.filter(|path| path.starts_with("/media/"));
        rooted.unwrap_or(src).to_owned()
    }

    /// The address of an image: one that is ours is rooted, one elsewhere stays as it is.
    pub fn image(&self, src: &str) -> String {
        if src.starts_with('/') {
            format!("{}{src}", self.public_url)
        } else {
            src.to_owned()
        }
    }
}
