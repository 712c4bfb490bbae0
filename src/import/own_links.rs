//! Links between the files of one import. They become mentions of the articles that the files become.

use std::collections::HashMap;

use url::Url;

use super::slugs::{percent_decoded, slug_of};
use super::{Gathered, GatheredArticle, Note};
use crate::content::{
    Anchor, ArticleDraft, Block, Inline, LinkInline, MentionInline, MentionKind, ParagraphBlock,
    Piece, SimpleBlock, Slug, TextInline, walk_article, walk_blocks,
};

/// Where files of the import stand until it is known what they become. The domain belongs to nobody for ever.
const BASE: &str = "https://import.invalid/";

/// The address that stands for a file which another one links to; `None` for links that lead elsewhere.
pub fn own_address(link: &str, file: &str) -> Option<String> {
    let is_elsewhere = link.is_empty()
        || link.starts_with('#')
        || link.starts_with("//")
        || Url::parse(link).is_ok();
    if is_elsewhere {
        return None;
    }
    let base = Url::parse(BASE).ok()?;
    let mut own = base.clone();
    own.set_path(file);
    Some(own.join(link).ok()?.to_string()).filter(|address| address.starts_with(BASE))
}

/// The address that stands for an article of the import by its slug.
pub fn address_of_slug(slug: &str) -> String {
    format!("{BASE}{slug}/")
}

/// Turns links to articles of the import into mentions. A link to any other file stays as its words.
pub fn join_links(gathered: &mut Gathered) {
    let places = Places::of(&gathered.articles);
    let notes = &mut gathered.notes;
    for gathered in &mut gathered.articles {
        let file = &gathered.file;
        let draft = &mut gathered.article.draft;
        lower_call_to_action(draft);
        walk_article(draft, &mut |piece| places.join_piece(piece, file, notes));
    }
    for therapy in &mut gathered.therapies {
        let file = therapy.slug.to_string();
        walk_blocks(&mut therapy.description, &mut |piece| {
            places.join_piece(piece, &file, notes)
        });
    }
    for condition in &mut gathered.conditions {
        let file = condition.slug.to_string();
        walk_blocks(&mut condition.description, &mut |piece| {
            places.join_piece(piece, &file, notes)
        });
    }
}

/// A call to action leads elsewhere by its nature. One that leads to another article becomes the last paragraphs.
fn lower_call_to_action(draft: &mut ArticleDraft) {
    let Some(call) = draft
        .call_to_action
        .take_if(|call| call.link.href.as_str().starts_with(BASE))
    else {
        return;
    };
    let link = LinkInline {
        text: call.link.label,
        strong: false,
        emphasis: false,
        href: call.link.href,
    };
    let title = TextInline {
        text: call.title,
        strong: true,
        emphasis: false,
    };
    let blocks = match draft.sections.last_mut() {
        Some(section) => &mut section.blocks,
        None => &mut draft.introduction,
    };
    blocks.push(paragraph(Inline::Text(title)));
    blocks.extend(call.body.into_iter().map(|block| match block {
        SimpleBlock::Paragraph(paragraph) => Block::Paragraph(paragraph),
        SimpleBlock::List(list) => Block::List(list),
    }));
    blocks.push(paragraph(Inline::Link(link)));
}

fn paragraph(inline: Inline) -> Block {
    Block::Paragraph(ParagraphBlock {
        id: Anchor::unassigned(),
        content: vec![inline],
        claim: None,
    })
}

/// The slugs of articles by the paths of their files, and by themselves.
struct Places {
    by_path: HashMap<String, Slug>,
    by_slug: HashMap<Slug, Slug>,
}

impl Places {
    fn of(articles: &[GatheredArticle]) -> Self {
        let mut places = Self {
            by_path: HashMap::new(),
            by_slug: HashMap::new(),
        };
        for gathered in articles {
            let slug = gathered.article.draft.slug.clone();
            let path = plain_path(&gathered.file).to_owned();
            places.by_path.entry(path).or_insert_with(|| slug.clone());
            places.by_slug.insert(slug.clone(), slug);
        }
        places
    }

    fn join_piece(&self, piece: Piece, file: &str, notes: &mut Vec<Note>) {
        let Piece::Inlines(inlines) = piece else {
            return;
        };
        for inline in inlines {
            if let Inline::Link(link) = inline
                && link.href.as_str().starts_with(BASE)
            {
                *inline = self.joined(link, file, notes);
            }
        }
    }

    fn joined(&self, link: &LinkInline, file: &str, notes: &mut Vec<Note>) -> Inline {
        let text = link.text.clone();
        let (strong, emphasis) = (link.strong, link.emphasis);
        let address = &link.href.as_str()[BASE.len()..];
        let (path, place) = address.split_once('#').unwrap_or((address, ""));
        let path = percent_decoded(path.split('?').next().unwrap_or(path));
        let Some(slug) = self.find(&path) else {
            let message = format!("a link that cannot be kept, on “{text}”: {path}");
            let help = "write an absolute URL, or link to `article:slug`";
            notes.push(Note::new(file, None, message, help));
            return Inline::Text(TextInline {
                text,
                strong,
                emphasis,
            });
        };
        if !place.is_empty() {
            let message = format!(
                "the link on “{text}” led to the place `{place}` of `{slug}`, and leads to its head now"
            );
            let help = "say in words where, if readers need it";
            notes.push(Note::new(file, None, message, help));
        }
        Inline::Mention(MentionInline {
            text,
            strong,
            emphasis,
            kind: MentionKind::Article,
            slug,
            title: String::new(),
        })
    }

    fn find(&self, path: &str) -> Option<Slug> {
        let plain = plain_path(path);
        let by_path = || self.by_path.get(plain).cloned();
        let name = plain.rsplit('/').next().unwrap_or(plain);
        // Posts carry their day in the names of their files, not in their slugs.
        let undated = name
            .split_at_checked(11)
            .filter(|(day, _)| day.ends_with('-') && day[..4].parse::<u16>().is_ok());
        let by_slug = |name: &str| self.by_slug.get(&slug_of(name)?).cloned();
        by_path()
            .or_else(|| by_slug(name))
            .or_else(|| by_slug(undated?.1))
    }
}

/// A path without what programs add: an ending, the name of an index, a slash.
fn plain_path(path: &str) -> &str {
    let path = path.trim_start_matches("./").trim_matches('/');
    let endings = [".md", ".markdown", ".mdx", ".html", ".htm"];
    let path = endings
        .iter()
        .find_map(|ending| path.strip_suffix(ending))
        .unwrap_or(path);
    let indexes = ["/index", "/_index"];
    indexes
        .iter()
        .find_map(|index| path.strip_suffix(index))
        .unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_files_are_told_from_links_elsewhere() {
        let own = |link: &str| own_address(link, "site/posts/a b.md");

        assert_eq!(
            own("../other.md#x").as_deref(),
            Some("https://import.invalid/site/other.md#x")
        );
        assert_eq!(
            own("/2021/other/").as_deref(),
            Some("https://import.invalid/2021/other/")
        );
        for link in [
            "",
            "#x",
            "//example.org",
            "https://example.org",
            "mailto:a@example.org",
            "therapy:x",
        ] {
            assert_eq!(own(link), None, "{link}");
        }
    }

    #[test]
    fn paths_are_found_by_file_and_by_slug() {
        let slug = |text: &str| Slug::parse(text).expect("a valid slug");
        let places = Places {
            by_path: HashMap::from([("site/posts/back-pain".to_owned(), slug("back"))]),
            by_slug: HashMap::from([(slug("walks"), slug("walks"))]),
        };

        let found = |path: &str| places.find(path).map(|slug| slug.to_string());
        assert_eq!(
            found("site/posts/back-pain/index.md").as_deref(),
            Some("back")
        );
        assert_eq!(found("2021/01/walks/").as_deref(), Some("walks"));
        assert_eq!(found("2021-01-27-walks").as_deref(), Some("walks"));
        assert_eq!(found("leaflet.pdf"), None);
        assert_eq!(found("ééééééééééé"), None);
    }
}
