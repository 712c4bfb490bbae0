//! The map of all articles (sitemaps.org 0.9), with translations as search engines read them.

use super::xml::Xml;
use crate::content::{Addresses, MappedArticle, Moment, Sitemap, SitemapPart};

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
const XHTML: (&str, &str) = ("xmlns:xhtml", "http://www.w3.org/1999/xhtml");

/// The map, or the map of its parts; `path` is where it stands.
pub fn sitemap(map: &Sitemap, addresses: &Addresses, path: &str) -> String {
    let mut xml = Xml::new();
    match map {
        Sitemap::Articles(articles) => {
            xml.open("urlset", &[NAMESPACE, XHTML]);
            for article in articles {
                add_article(&mut xml, article);
            }
            xml.close("urlset");
        }
        Sitemap::Parts(parts) => {
            xml.open("sitemapindex", &[NAMESPACE]);
            for SitemapPart { after, updated_at } in parts {
                xml.open("sitemap", &[]);
                add_place(
                    &mut xml,
                    &addresses.at(&format!("{path}?after={after}")),
                    *updated_at,
                );
                xml.close("sitemap");
            }
            xml.close("sitemapindex");
        }
    }
    xml.finish()
}

fn add_article(xml: &mut Xml, article: &MappedArticle) {
    xml.open("url", &[]);
    add_place(xml, &article.address, article.updated_at);
    for (locale, address) in &article.translations {
        xml.empty(
            "xhtml:link",
            &[
                ("rel", "alternate"),
                ("hreflang", locale.as_str()),
                ("href", address),
            ],
        );
    }
    xml.close("url");
}

fn add_place(xml: &mut Xml, address: &str, updated_at: Moment) {
    xml.text("loc", address);
    xml.text("lastmod", &updated_at.to_string());
}
