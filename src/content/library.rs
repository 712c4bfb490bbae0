//! What a seed folder holds once it has been read and checked: content with the text it came from.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::{ArticleDraft, Condition, Moment, Person, Publicity, Reference, Slug, Therapy};

/// The most bytes that a text file of a folder may have: no text and no list in an answer can be longer.
pub const MAX_TEXT_FILE_BYTES: usize = 2 * 1024 * 1024;

/// A whole folder of content, ready to be stored.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Published articles, and drafts of them.
    pub articles: Vec<AuthoredArticle>,
    pub therapies: Vec<Authored<Therapy>>,
    pub conditions: Vec<Authored<Condition>>,
    pub people: Vec<Authored<Person>>,
    pub references: Vec<Authored<Reference>>,
    pub media: Vec<MediaFile>,
    /// The text files of the folder as they stand, in the order of their paths.
    pub texts: Vec<Source>,
}

impl Library {
    /// Articles in the order in which they can be stored: originals before their translations, and what is published
    /// before the newer draft of the same.
    pub fn articles_in_order(&self) -> Vec<&AuthoredArticle> {
        let mut articles: Vec<&AuthoredArticle> = self.articles.iter().collect();
        articles.sort_by_key(|article| (article.draft.translation_of.is_some(), article.is_draft));
        articles
    }

    /// How many pieces of content there are.
    pub fn len(&self) -> usize {
        let entries = self.therapies.len()
            + self.conditions.len()
            + self.people.len()
            + self.references.len();
        self.articles.len() + entries + self.media.len()
    }

    /// True for a folder without content.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Content with the text it came from.
#[derive(Clone, Debug)]
pub struct Authored<T> {
    pub content: T,
    pub source: Source,
}

/// An article with the text it came from.
#[derive(Clone, Debug)]
pub struct AuthoredArticle {
    pub draft: ArticleDraft,
    /// True for `x.draft.md` and for front matter with `draft: true`: it becomes the head and is not published.
    pub is_draft: bool,
    /// For `x.draft.md` beside `x.md`, the slug of the latter: the article that it is a draft of.
    pub draft_of: Option<Slug>,
    pub source: Source,
}

impl AuthoredArticle {
    /// The slugs by which the article may be known: of what it is a draft of, its own, its previous ones.
    pub fn names(&self) -> impl Iterator<Item = &Slug> {
        self.draft_of.iter().chain(self.draft.names())
    }

    /// How public its file wants it at a moment.
    pub fn publicity(&self, at: Moment) -> Publicity {
        match (self.is_draft, self.draft.is_due(at)) {
            (true, _) => Publicity::Draft,
            (false, true) => Publicity::Published,
            (false, false) => Publicity::Scheduled,
        }
    }
}

/// The text that content came from: a whole file, or one entry of a file with many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The path of the file in the folder, with forward slashes.
    pub path: String,
    pub text: String,
}

impl Source {
    /// The text of a whole file.
    pub fn of(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }
}

/// An image file that articles show.
#[derive(Clone, Debug)]
pub struct MediaFile {
    /// The path of the file in the folder, with forward slashes.
    pub path: String,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: String,
    pub format: MediaFormat,
    pub width: u32,
    pub height: u32,
    pub bytes: Vec<u8>,
}

/// The image formats that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "svg")]
pub enum MediaFormat {
    /// AVIF.
    Avif,
    /// GIF.
    Gif,
    /// JPEG.
    #[serde(rename = "jpg")]
    Jpeg,
    /// PNG.
    Png,
    /// SVG.
    Svg,
    /// WebP.
    Webp,
}

impl MediaFormat {
    /// Every format with the ending that file names of it have in an address.
    pub const ALL: [(&'static str, Self); 6] = [
        ("avif", Self::Avif),
        ("gif", Self::Gif),
        ("jpg", Self::Jpeg),
        ("png", Self::Png),
        ("svg", Self::Svg),
        ("webp", Self::Webp),
    ];

    /// The format whose file names have an ending, without regard to case.
    pub fn of_extension(ending: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find_map(|(known, format)| known.eq_ignore_ascii_case(ending).then_some(format))
    }

    /// The format of a media type (RFC 6838), without regard to case.
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        let formats = Self::ALL.into_iter().map(|(_, format)| format);
        let mut formats =
            formats.filter(|format| format.media_type().eq_ignore_ascii_case(media_type));
        formats.next()
    }

    /// The ending of a file name in an address.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::Gif => "gif",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Webp => "webp",
        }
    }

    /// The media type (RFC 6838).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Avif => "image/avif",
            Self::Gif => "image/gif",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Svg => "image/svg+xml",
            Self::Webp => "image/webp",
        }
    }
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256_of(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl MediaFile {
    /// The rooted path at which the bytes are served; it holds their hash, so what it names never changes.
    pub fn address(&self) -> String {
        format!("/media/{}.{}", self.sha256, self.format.extension())
    }
}
