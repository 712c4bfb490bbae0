//! What each type of reference needs so that readers can find the source.

use crate::content::{CslType, Reference};

/// One need: any of some members, with the words for them.
struct Need {
    words: &'static str,
    is_met: fn(&Reference) -> bool,
}

const AUTHOR: Need = Need {
    words: "author",
    is_met: |source| !source.author.is_empty(),
};
const AUTHOR_OR_EDITOR: Need = Need {
    words: "author or editor",
    is_met: |source| !source.author.is_empty() || !source.editor.is_empty(),
};
const AUTHOR_OR_PUBLISHER: Need = Need {
    words: "author or publisher",
    is_met: |source| !source.author.is_empty() || source.publisher.is_some(),
};
const JOURNAL: Need = Need {
    words: "journal",
    is_met: |source| source.container_title.is_some(),
};
const BOOK_AROUND: Need = Need {
    words: "title of the book around it",
    is_met: |source| source.container_title.is_some(),
};
const MEETING: Need = Need {
    words: "conference or proceedings",
    is_met: |source| source.container_title.is_some() || source.event_title.is_some(),
};
const PUBLISHER: Need = Need {
    words: "publisher",
    is_met: |source| source.publisher.is_some(),
};
const SCHOOL: Need = Need {
    words: "university (`publisher`)",
    is_met: |source| source.publisher.is_some(),
};
const DATE: Need = Need {
    words: "year",
    is_met: |source| source.issued.is_some(),
};
const ANY_DATE: Need = Need {
    words: "day on which it was published or read",
    is_met: |source| source.issued.is_some() || source.accessed.is_some(),
};
const ADDRESS: Need = Need {
    words: "address (`url`)",
    is_met: |source| source.url.is_some() || source.doi.is_some(),
};

/// The words for what a reference lacks.
pub fn missing_members(source: &Reference) -> Vec<&'static str> {
    let needs = needs_of(source.csl_type).iter();
    needs
        .filter(|need| !(need.is_met)(source))
        .map(|need| need.words)
        .collect()
}

/// True for a paper that no register knows: what has a DOI or a PubMed id is found without its journal.
pub fn lacks_identifier(source: &Reference) -> bool {
    source.csl_type == CslType::ArticleJournal
        && source.doi.is_none()
        && source.pmid.is_none()
        && source.pmcid.is_none()
}

/// Types that are not named need nothing but their title.
fn needs_of(csl_type: CslType) -> &'static [Need] {
    match csl_type {
        CslType::ArticleJournal => &[AUTHOR, JOURNAL, DATE],
        CslType::Book => &[AUTHOR_OR_EDITOR, PUBLISHER, DATE],
        CslType::Chapter => &[AUTHOR, BOOK_AROUND, PUBLISHER, DATE],
        CslType::PaperConference => &[AUTHOR, MEETING, DATE],
        CslType::Report => &[AUTHOR_OR_PUBLISHER, DATE],
        CslType::Thesis => &[AUTHOR, SCHOOL, DATE],
        CslType::Webpage | CslType::Post | CslType::PostWeblog => &[ADDRESS, ANY_DATE],
        _ => &[],
    }
}
