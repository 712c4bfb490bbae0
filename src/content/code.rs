//! The codes of what can be wrong with content. They are stable: scripts, accepted warnings and clients name them.

/// Declares the codes once. They are stable: scripts and accepted warnings name them.
macro_rules! codes {
    ($($variant:ident = $text:literal, $class:ident, $meaning:literal;)+) => {
        /// What kind of fault it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(
                #[doc = $meaning]
                $variant,
            )+
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable text of the code.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }

            /// What the code stands for, in a sentence.
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Self::$variant => $meaning,)+
                }
            }

            /// What to do about it, with an example of wrong and right, in Markdown.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$variant => include_str!(concat!("explanations/", $text, ".md")),)+
                }
            }

            /// What the fault stops.
            pub fn class(self) -> Class {
                match self {
                    $(Self::$variant => Class::$class,)+
                }
            }
        }
    };
}

/// What a fault stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Cannot be understood: never stored.
    Unreadable,
    /// Can be stored as a draft, not published.
    Unpublishable,
    /// Stops nothing, and is always a warning.
    Advisory,
}

codes! {
    File = "FILE001", Unreadable, "A file cannot be read, is not UTF-8, or is not where its kind belongs.";
    Yaml = "YAML001", Unreadable, "YAML that cannot be read: its syntax, an unknown key, a value of the wrong type, a missing value.";
    Identifier = "ID001", Unreadable, "A value with rules of its own breaks them: slug, key, DOI, PMID, ISBN, language tag, date.";
    DuplicateName = "ID002", Unreadable, "Two things have one name: a slug in one locale, a key, an id in one article; or one article has two translations into one locale.";
    Attributes = "MD001", Unreadable, "Attributes in braces that cannot be read or do not belong where they stand.";
    RawHtml = "MD002", Unreadable, "Raw HTML.";
    CodeBlock = "MD003", Unreadable, "A code block.";
    Heading = "MD004", Unreadable, "A heading of level 1, 5 or 6, or one without text, or inside something else.";
    ListDepth = "MD005", Unreadable, "A third level of list.";
    Container = "MD006", Unreadable, "A container that is unknown, not closed, lacks a value or stands where it may not.";
    Structure = "MD007", Unreadable, "Markdown that the content model has no place for.";
    Citation = "MD008", Unreadable, "A citation that cannot be read.";
    UnsafeLink = "LNK001", Unreadable, "A link that is not an absolute https, http, mailto or tel URL nor one to content of ours.";
    Bibliography = "BIB001", Unreadable, "A bibliography whose syntax cannot be read, or an entry without a title.";
    SharedIdentifier = "REF001", Unreadable, "Two references with one identifier.";
    UnsafeImage = "IMG001", Unreadable, "An image that cannot be read, is of another format, or an SVG that is not safe.";
    UnknownCitation = "CIT001", Unpublishable, "A citation of a key that no reference has, or has in other letters.";
    UnknownName = "TAX002", Unpublishable, "A therapy, condition or person that does not exist.";
    MissingImage = "IMG002", Unpublishable, "An image that is not in the folder.";
    MissingAlt = "A11Y001", Unpublishable, "An image without alternative text that is not marked as decorative.";
    HeadingSkipped = "A11Y003", Unpublishable, "A heading that skips a level.";
    UnknownArticle = "LNK003", Unpublishable, "A link or `translation_of` that names no article, or one by an earlier slug.";
    RetractedSource = "REF003", Unpublishable, "A retracted source that a text rests on.";
    UncitedReference = "CIT002", Advisory, "A reference that nothing cites or lists.";
    SameSourceTwice = "CIT003", Advisory, "Two references that seem to be one source.";
    ClaimWithoutCitation = "CIT004", Advisory, "A claim that cites nothing.";
    WeakClaim = "CIT005", Advisory, "A claim that says more than its sources can carry.";
    IndirectEvidence = "CIT006", Advisory, "A claim whose sources are all about something else.";
    UncitedStatement = "CIT007", Advisory, "An effect or a number that is stated without a citation.";
    OldEvidence = "CIT008", Advisory, "A claim whose sources are all old.";
    MissingMembers = "REF002", Advisory, "A reference that lacks what its type needs.";
    NoIdentifier = "REF004", Advisory, "A journal article without a DOI and without a PubMed id.";
    QuestionedSource = "REF005", Advisory, "A source about which an expression of concern was published.";
    UnknownStudyType = "REF006", Advisory, "A claim that rests on a source whose study type nobody has said.";
    NeverReviewed = "REV001", Advisory, "An article that nobody has reviewed.";
    ReviewOverdue = "REV002", Advisory, "An article whose next review is overdue.";
    ReviewerWithoutCredentials = "REV004", Advisory, "A clinical review by somebody without credentials.";
    ChangedSinceReview = "REV003", Advisory, "A published text that has changed since its review.";
    NoDisclaimer = "DISC001", Advisory, "An article about health without a disclaimer.";
    NoWarning = "DISC002", Advisory, "A condition with red flags, and nothing that says when to get help.";
    UselessAlt = "A11Y002", Advisory, "Alternative text that does not tell what the image shows.";
    UselessLinkText = "LNK002", Advisory, "A link whose words do not say where it leads.";
    OneTextTwoLinks = "LNK004", Advisory, "Two links in one block with the same words and different targets.";
    HardToRead = "READ001", Advisory, "An English text that is harder to read than it should be.";
    Promotion = "PRO001", Advisory, "Promotion inside clinical text.";
    Untagged = "TAX001", Advisory, "A therapy or condition that an article names and is not tagged with.";
    StaleAcceptance = "ACC001", Advisory, "An accepted warning that is not found.";
}

impl Class {
    /// What cannot be done with a folder that has such a fault.
    pub fn stops(self) -> &'static str {
        match self {
            Self::Unreadable => "the folder",
            Self::Unpublishable => "publication",
            Self::Advisory => "nothing",
        }
    }
}
