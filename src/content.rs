//! The content model, and everything that can be said about content without asking anybody: parsing of values,
//! numbering, alignment of ids, building of answers. No I/O, no HTTP, no SQL.

mod checked;
mod href;
mod identifiers;
mod language;
mod moment;
mod reference_key;
mod review_task;
mod slug;

mod addresses;
mod alert;
mod article;
mod article_review;
mod article_sort;
mod beside;
mod block;
mod claim;
mod condition;
mod content_event;
mod draft;
mod entry;
mod failed_schedule;
mod feed;
mod finding;
mod image;
mod inline;
mod library;
mod names;
mod person;
mod reference;
mod retractions;
mod section;
mod seed_folder;
mod sitemap;
mod therapy;

mod checks;
mod code;
mod rules;
mod surroundings;
mod topic_names;

mod audit;
mod key;
mod schedule;
mod scope;
mod signature;
mod standing;
mod state;
mod stored_media;

mod alignment;
mod article_evidence;
mod building;
mod citation_style;
mod csl_json;
mod current_review;
mod difference;
mod evidence_graph;
mod facet;
mod formatting;
mod index;
mod numbering;
mod placed_claim;
mod plan;
mod reading;
mod related;
mod rests_on;
mod revision;
mod search;
mod standing_claim;
mod sync;
mod tags;
mod traversal;
mod uses;
mod vancouver;

pub use addresses::Addresses;
pub use alert::{
    AlertedArticle, AlertedTopic, AttributedNotice, EvidenceAlert, ImportedRetractions,
    NoticeSource, RetractionData, UncheckedRetractions,
};
pub use alignment::{Origin, align_article, align_blocks};
pub use article::{
    Alternate, Article, ArticleLinks, ArticleSummary, ArticleType, CallToAction, CallToActionLink,
    Hero, Review, ReviewKind,
};
pub use article_evidence::{
    ArticleEvidence, EvidenceLinks, LevelCount, LevelCounts, ReportedArticle, ReportedChecks,
    ReportedClaim, ReportedFinding,
};
pub use article_review::{NewReview, RecordedReview};
pub use article_sort::ArticleSort;
pub use audit::{AuditAction, AuditEntry, AuditKind, AuditRow, FIRST_PREVIOUS_HASH};
pub use beside::Beside;
pub use block::{
    Block, CalloutBlock, CalloutRole, DefinitionBlock, DividerBlock, FaqBlock, FigureBlock,
    ListBlock, ListItem, ListStyle, NestedItem, ParagraphBlock, QuoteBlock, SimpleBlock,
    TableBlock, TableCell, TableRow, TipBlock, VideoBlock,
};
pub use building::{Foundation, Publication, build_article, build_condition, build_therapy};
pub use checks::{Found, Place, check_article, check_reference, places_of};
pub use citation_style::CitationStyle;
pub use claim::{Certainty, Claim, ClaimStrength};
pub use code::{Class, Code};
pub use condition::{Condition, ConditionCode, ConditionSummary};
pub use content_event::{ContentEvent, Happening, LiveEvent, ResetEvent};
pub use csl_json::csl_json;
pub use current_review::{CurrentReview, StandingReview};
pub use difference::{
    BlockDifference, Difference, FieldDifference, Part, PlaceChange, SectionDifference,
    SectionHead, WordChange, WordFate, changed_words, differences_of_articles,
    differences_of_entries, first_of_article, first_of_entry,
};
pub use draft::{AcceptedWarning, ArticleDraft, ReviewDraft};
pub use entry::{Entry, SharedIdentifier, as_written};
pub use evidence_graph::{
    ClaimingArticle, ClaimingSection, ConditionEvidence, LeftOut, PairEvidence, StrengthRule,
    TherapyEvidence, WeighedClaim, combined_strength,
};
pub use facet::{Facet, FacetKind, facets_of, folded_keyword, title_key};
pub use failed_schedule::{FailedSchedule, ScheduledArticle};
pub use feed::{Feed, FeedEntry};
pub use finding::{Finding, FindingSeverity};
pub use formatting::{FormattedCitation, format_bibliography, format_references, html_text};
pub use href::Href;
pub use identifiers::{Doi, Isbn, Issn, Orcid, Pmcid, Pmid};
pub use image::Image;
pub use index::{Distinct, Index};
pub use inline::{
    CitationInline, Inline, LineBreakInline, LinkInline, MentionInline, MentionKind, TextInline,
};
pub use key::{IssuedKey, Key, KeyDigest, KeyHolder, KeyId, KeyState};
pub use language::Locale;
pub use library::{
    Authored, AuthoredArticle, Library, MAX_TEXT_FILE_BYTES, MediaFile, MediaFormat, Source,
    sha256_of,
};
pub use moment::Moment;
pub use names::{FoundArticle, FoundImage, FoundNames, FoundReference, Names};
pub use person::Person;
pub use placed_claim::{PlacedClaim, claims_of};
pub use plan::{Action, Change, Conflict, Kind, Plan, Publicity};
pub use reading::{Reading, plain_text};
pub use reference::{
    BibliographyEntry, CslDate, CslDay, CslName, CslType, EvidenceLevel, LevelScheme, Notice,
    NoticeKind, Reference, StudyType,
};
pub use reference_key::ReferenceKey;
pub use related::{
    RelatedArticle, RelationReason, SharedConditions, SharedReference, SharedReferences,
    SharedTherapies, SharedWords, weight_of,
};
pub use retractions::{EventNature, PaperEvent, PaperEvents, Retractions};
pub use review_task::{DueReview, DueState, ReviewTask, ReviewedArticle};
pub use revision::{Revision, RevisionDiff, RevisionSummary, revision_number};
pub use rules::Rules;
pub use schedule::refuse_past;
pub use scope::Scope;
pub use search::{
    KindCount, Marked, SearchCorrection, SearchExcerpt, SearchFacets, SearchHit, SearchKind,
    SearchPage, SearchQuery, SearchSection, SearchTerm, Searchable, SearchablePart, Sought,
    StrengthCount, Suggestion, SuggestionList, TopicCount, count_of_words, folded, spellings,
};
pub use section::{Purpose, Section};
pub use seed_folder::{FileContent, FolderFile, SeedFolder, SeedPlan};
pub use signature::{Actor, Message, Signature};
pub use sitemap::{MappedArticle, Sitemap, SitemapPart};
pub use slug::{Anchor, Slug};
pub use standing::{ArticleStanding, StandingLinks};
pub use state::{Expected, State};
pub use stored_media::StoredMedia;
pub use surroundings::Surroundings;
pub use sync::{
    DeletedPiece, PieceKind, SyncItem, SyncedArticle, SyncedCondition, SyncedPerson,
    SyncedReference, SyncedTherapy,
};
pub use tags::{Tagged, Tags, Written};
pub use therapy::{Therapy, TherapySummary};
pub use topic_names::{Naming, Topic, TopicName, TopicNames};
pub use traversal::{Piece, walk_article, walk_blocks};
pub use uses::{Use, media_hash, uses_of};
pub use vancouver::vancouver;
