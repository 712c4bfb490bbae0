//! Links from one article of an export to another, which are addresses of the old site.

use std::collections::HashSet;

use url::Url;

use crate::content::{Href, Inline, Piece, walk_article};
use crate::import::Imported;
use crate::import::own_links::address_of_slug;

/// Makes links to articles of the same export known as such. `site` is the address of the old site.
pub fn point_at_articles(made: &mut [Imported], site: &str) {
    let site = Url::parse(site).ok();
    let Some(host) = site.as_ref().and_then(Url::host_str) else {
        return;
    };
    let articles = made.iter().flat_map(|made| &made.articles);
    let slugs: HashSet<String> = articles
        .map(|article| article.draft.slug.to_string())
        .collect();
    for article in made.iter_mut().flat_map(|made| &mut made.articles) {
        walk_article(&mut article.draft, &mut |piece| {
            let Piece::Inlines(inlines) = piece else {
                return;
            };
            for inline in inlines {
                if let Inline::Link(link) = inline
                    && let Some(own) = own_address(link.href.as_str(), host, &slugs)
                {
                    link.href = own;
                }
            }
        });
    }
}

/// The address that stands for the article that a link leads to, if it is one of them.
fn own_address(href: &str, host: &str, slugs: &HashSet<String>) -> Option<Href> {
    let url = Url::parse(href).ok()?;
    let name = url.path_segments()?.rfind(|part| !part.is_empty())?;
    let is_own = url.host_str() == Some(host) && url.query().is_none() && slugs.contains(name);
    if !is_own {
        return None;
    }
    let place = url.fragment().map_or(String::new(), |id| format!("#{id}"));
    Href::parse(&format!("{}{place}", address_of_slug(name))).ok()
}
