use super::is_same;
use crate::content::{CslDate, CslDay, CslName, CslType, Doi, Reference, ReferenceKey};

fn reference(key: &str) -> Reference {
    let key = ReferenceKey::parse(key).expect("a key");
    let mut reference = Reference::new(key, CslType::ArticleJournal, "Massage".to_owned());
    reference.author = vec![CslName::literal("Bell".to_owned())];
    reference.issued = CslDay::new(2008, None, None).map(CslDate::from);
    reference.container_title = Some("Journal of Bodywork".to_owned());
    reference
}

#[test]
fn what_only_one_of_two_entries_says_does_not_tell_them_apart() {
    let whole = reference("whole");
    let bare = Reference {
        author: Vec::new(),
        container_title: None,
        doi: Doi::parse("10.5555/massage").ok(),
        ..reference("bare")
    };

    assert!(is_same(&whole, &bare) && is_same(&bare, &whole));
}

#[test]
fn other_authors_journals_editions_and_identifiers_are_other_sources() {
    let numbered = |key, doi| Reference {
        doi: Doi::parse(doi).ok(),
        ..reference(key)
    };
    let first = Reference {
        edition: Some("1st".to_owned()),
        ..numbered("first", "10.5555/one")
    };
    let others = [
        numbered("two", "10.5555/two"),
        Reference {
            author: vec![CslName::literal("Somebody else".to_owned())],
            ..reference("author")
        },
        Reference {
            container_title: Some("Another journal".to_owned()),
            ..reference("journal")
        },
        Reference {
            edition: Some("2nd".to_owned()),
            ..reference("edition")
        },
    ];

    for other in others {
        assert!(!is_same(&first, &other), "{}", other.key);
    }
}
