//! The article as every reader gets it, and as lists show it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    Addresses, BibliographyEntry, Block, ConditionSummary, Href, Image, Locale, Moment, Person,
    Section, SimpleBlock, Slug, TherapySummary,
};

/// One published article with everything a page needs: no id in it has to be resolved by a second request. Nothing in
/// it depends on the time of reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Article {
    /// The version of this schema.
    #[schema(minimum = 1, maximum = 1, example = 1)]
    pub schema_version: u8,
    /// Always `article`.
    #[serde(rename = "type")]
    pub article_type: ArticleType,
    /// The id of the article (UUIDv7, RFC 9562); it never changes.
    #[schema(example = "019aaafb-6c00-7000-8000-000000000001")]
    pub id: Uuid,
    /// The name in the article's address, unique in its locale.
    // Written out, because what is referred to cannot have another example here.
    #[schema(value_type = String, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 120, example = "massage-for-sciatica")]
    pub slug: Slug,
    /// The language that the article is written in.
    pub locale: Locale,
    /// True when another locale was asked for, and there is no translation.
    #[schema(example = false)]
    pub is_fallback: bool,
    /// True for a translation whose source has another title, summary or clinical text now than when the translation was
    /// written. What counts as such is what counts as a change since a review.
    #[schema(example = false)]
    pub is_older_than_source: bool,
    /// The same article in other languages.
    pub alternates: Vec<Alternate>,
    /// The title, in plain text.
    #[schema(example = "Can massage help with sciatica?")]
    pub title: String,
    /// What the article says, in a sentence or two of plain text.
    #[schema(
        example = "Massage may ease the back pain and tension that often come with sciatica. Whether it helps the nerve pain itself is not known. Here is what it can and cannot do, how sure we are, and when to see a doctor first."
    )]
    pub summary: String,
    /// The picture at the head of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hero: Option<Hero>,
    /// What stands before the first heading.
    pub introduction: Vec<Block>,
    /// The parts under headings, in order.
    pub sections: Vec<Section>,
    /// Every condition that the text names or the front matter lists, in order of first use, then as listed.
    pub conditions: Vec<ConditionSummary>,
    /// Every therapy that the text names or the front matter lists, in order of first use, then as listed.
    pub therapies: Vec<TherapySummary>,
    /// The bibliography in order of first use, then further reading without numbers.
    pub references: Vec<BibliographyEntry>,
    /// Who wrote it.
    pub authors: Vec<Person>,
    /// The last review, if there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// What the article is not: advice for one person.
    pub disclaimer: Vec<SimpleBlock>,
    /// What a reader may do next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call_to_action: Option<CallToAction>,
    /// Words that describe the subject.
    #[schema(example = json!(["sciatica", "massage", "sciatic nerve", "low back pain", "leg pain", "self-care"]))]
    pub keywords: Vec<String>,
    /// Words in introduction, sections, disclaimer and call to action.
    #[schema(minimum = 0, maximum = 10_000_000, example = 2127)]
    pub word_count: u32,
    /// Whole minutes that reading takes at 200 words a minute, at least 1.
    #[schema(minimum = 1, maximum = 100_000, example = 11)]
    pub reading_minutes: u32,
    /// The Flesch-Kincaid grade of the running text, with one decimal. Only English texts have one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = -4.0, maximum = 1000.0, example = 4.7)]
    pub reading_grade: Option<f64>,
    /// The number of the published revision, counted from 1 in each article.
    #[schema(minimum = 1, maximum = 2_147_483_647, example = 1)]
    pub revision: i32,
    /// When it was first published.
    pub first_published_at: Moment,
    /// When the published revision was published.
    pub published_at: Moment,
    /// When the published text of the article itself last changed.
    pub updated_at: Moment,
    /// Where its parts are.
    pub links: ArticleLinks,
}

/// The type of a whole article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "article")]
pub enum ArticleType {
    /// An article.
    Article,
}

/// The same article in another language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Alternate {
    /// The language of the translation.
    #[schema(example = "de")]
    pub locale: Locale,
    /// The slug of the translation.
    #[schema(example = "massage-bei-ischias")]
    pub slug: Slug,
}

/// The picture at the head of a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Hero {
    /// The picture.
    pub image: Image,
    /// The caption, in plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        example = "A calm massage of the lower back. It can be part of a plan, but it should not be the whole plan."
    )]
    pub caption: Option<String>,
}

/// The last review of an article: the newest of those in its front matter and those that were made over HTTP.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Review {
    /// The day of the review.
    #[schema(example = "2026-11-22")]
    pub last_reviewed_on: Date,
    /// The day by which the next review is due: the one that the review named, else the one after the interval that held
    /// when it was made or published.
    #[schema(example = "2027-11-22")]
    pub next_review_on: Date,
    /// Who reviewed it.
    pub reviewed_by: Vec<Person>,
    /// What was reviewed.
    pub kind: ReviewKind,
    /// True when a claim, a citation or the wording of title, summary, introduction, sections or disclaimer has changed since
    /// the review.
    #[schema(example = false)]
    pub has_changed_since: bool,
}

/// What a review looked at: `clinical`, whether the advice is sound; `editorial`, whether the text says what its sources
/// say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "editorial")]
pub enum ReviewKind {
    /// By somebody who treats patients.
    Clinical,
    /// By editors, against the sources.
    Editorial,
}

impl ReviewKind {
    /// Every kind with the word that a seed file writes for it.
    pub const ALL: [(&'static str, Self); 2] =
        [("clinical", Self::Clinical), ("editorial", Self::Editorial)];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clinical => "clinical",
            Self::Editorial => "editorial",
        }
    }
}

/// What a reader may do next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CallToAction {
    /// The title, in plain text.
    #[schema(example = "Thinking of trying a massage?")]
    pub title: String,
    /// What it offers.
    pub body: Vec<SimpleBlock>,
    /// Where it leads.
    pub link: CallToActionLink,
}

/// The link of a call to action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CallToActionLink {
    /// Where the link leads.
    pub href: Href,
    /// The words of the link, in plain text.
    #[schema(example = "Find a therapist")]
    pub label: String,
}

/// Addresses of an article and its parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ArticleLinks {
    /// The article itself.
    #[schema(
        format = "uri-reference",
        example = "/v1/articles/massage-for-sciatica"
    )]
    pub canonical: String,
    /// Its sections.
    #[schema(
        format = "uri-reference",
        example = "/v1/articles/massage-for-sciatica/sections"
    )]
    pub sections: String,
    /// Its bibliography.
    #[schema(
        format = "uri-reference",
        example = "/v1/articles/massage-for-sciatica/references"
    )]
    pub references: String,
}

impl ArticleLinks {
    /// The addresses of an article and its parts.
    pub fn of(slug: &Slug, locale: &Locale, addresses: &Addresses) -> Self {
        Self {
            canonical: addresses.article(slug, locale, ""),
            sections: addresses.article(slug, locale, "/sections"),
            references: addresses.article(slug, locale, "/references"),
        }
    }
}

/// A published article as lists show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ArticleSummary {
    /// The id of the article (UUIDv7, RFC 9562).
    #[schema(example = "019aaafb-6c00-7000-8000-000000000001")]
    pub id: Uuid,
    /// The name in the article's address, unique in its locale.
    // Written out, because what is referred to cannot have another example here.
    #[schema(value_type = String, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 120, example = "massage-for-sciatica")]
    pub slug: Slug,
    /// The language that the article is written in.
    pub locale: Locale,
    /// The title, in plain text.
    #[schema(example = "Can massage help with sciatica?")]
    pub title: String,
    /// What the article says, in a sentence or two of plain text.
    #[schema(
        example = "Massage may ease the back pain and tension that often come with sciatica. Whether it helps the nerve pain itself is not known. Here is what it can and cannot do, how sure we are, and when to see a doctor first."
    )]
    pub summary: String,
    /// The picture at the head of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hero: Option<Hero>,
    /// Words that describe the subject.
    #[schema(example = json!(["sciatica", "massage", "sciatic nerve", "low back pain", "leg pain", "self-care"]))]
    pub keywords: Vec<String>,
    /// Whole minutes that reading takes at 200 words a minute, at least 1.
    #[schema(minimum = 1, maximum = 100_000, example = 11)]
    pub reading_minutes: u32,
    /// When it was first published.
    pub first_published_at: Moment,
    /// When the published revision was published.
    pub published_at: Moment,
    /// When the published text of the article itself last changed.
    pub updated_at: Moment,
    /// Where the article and its parts are.
    pub links: ArticleLinks,
}
