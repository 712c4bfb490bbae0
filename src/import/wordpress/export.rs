//! Reads the XML of a WordPress export item by item, without a tree of the whole. What items mean is not its business.

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

/// Somebody who wrote items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Author {
    pub login: String,
    pub display_name: String,
}

/// One item of an export: a post, a page, a file, an entry of a menu, ...
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// The line on which it begins.
    pub line: usize,
    pub kind: String,
    pub id: String,
    pub title: String,
    pub link: String,
    pub slug: String,
    pub status: String,
    pub password: String,
    /// The login of its author.
    pub creator: String,
    pub date: String,
    pub date_gmt: String,
    pub content: String,
    /// The line on which the content begins.
    pub content_line: usize,
    pub excerpt: String,
    pub attachment_url: String,
    /// Categories and tags.
    pub keywords: Vec<String>,
    /// Custom fields and those of plugins, in order.
    pub fields: Vec<(String, String)>,
    pub comments: usize,
}

/// What an export says before its items, and whether it could be read to its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Channel {
    pub link: String,
    pub language: String,
    pub authors: Vec<Author>,
    /// Where and why reading stopped, if it did.
    pub fault: Option<(usize, String)>,
    /// Lines with entities that XML does not know, which stay as they are written.
    pub unknown_entities: Vec<(usize, String)>,
}

/// Reads an export and hands over each item in order.
pub fn read_export(text: &str, mut visit: impl FnMut(Item)) -> Channel {
    let mut reading = Reading::new(text);
    loop {
        match reading.next_item() {
            Ok(Some(item)) => visit(item),
            Ok(None) => return reading.channel,
            Err(message) => {
                reading.channel.fault = Some((reading.line, message));
                return reading.channel;
            }
        }
    }
}

struct Reading<'t> {
    reader: Reader<&'t [u8]>,
    text: &'t [u8],
    /// How far lines have been counted, in bytes.
    counted: usize,
    line: usize,
    /// The names of the open elements.
    path: Vec<String>,
    /// The words of the innermost element, and the line on which they begin.
    words: String,
    words_line: usize,
    domain: String,
    channel: Channel,
    author: Author,
    item: Option<Item>,
    field_key: String,
}

impl<'t> Reading<'t> {
    fn new(text: &'t str) -> Self {
        let mut reader = Reader::from_str(text);
        // Exports that somebody edited by hand are still worth reading.
        reader.config_mut().check_end_names = false;
        Self {
            reader,
            text: text.as_bytes(),
            counted: 0,
            line: 1,
            path: Vec::new(),
            words: String::new(),
            words_line: 1,
            domain: String::new(),
            channel: Channel::default(),
            author: Author::default(),
            item: None,
            field_key: String::new(),
        }
    }

    /// Reads up to the end of the next item.
    fn next_item(&mut self) -> Result<Option<Item>, String> {
        loop {
            let event = self
                .reader
                .read_event()
                .map_err(|error| error.to_string())?;
            match event {
                Event::Start(start) => {
                    self.count_lines();
                    self.open(&start)
                }
                Event::Text(text) => self.add(&text.decode().map_err(|e| e.to_string())?),
                Event::CData(data) => self.add(&data.decode().map_err(|e| e.to_string())?),
                Event::GeneralRef(entity) => {
                    let name = entity.decode().map_err(|e| e.to_string())?;
                    let character = entity.resolve_char_ref().ok().flatten();
                    self.add_entity(&name, character);
                }
                Event::End(_) => {
                    self.count_lines();
                    if let Some(item) = self.close() {
                        return Ok(Some(item));
                    }
                }
                Event::Eof if self.path.is_empty() => return Ok(None),
                Event::Eof => {
                    self.count_lines();
                    return Err("the file ends in the middle".to_owned());
                }
                Event::Empty(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_) => {}
            }
        }
    }

    fn count_lines(&mut self) {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or(self.text.len());
        let at = at.min(self.text.len());
        let passed = &self.text[self.counted..at];
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.counted = at;
    }

    fn open(&mut self, start: &BytesStart) {
        let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
        if name == "item" {
            self.item = Some(Item {
                line: self.line,
                ..Item::default()
            });
        }
        if name == "category" {
            let domain = start.try_get_attribute("domain").ok().flatten();
            self.domain = domain
                .map(|value| String::from_utf8_lossy(&value.value).into_owned())
                .unwrap_or_default();
        }
        self.path.push(name);
        self.words.clear();
        self.words_line = self.line;
    }

    fn add(&mut self, words: &str) {
        self.words.push_str(words);
    }

    /// Entities of the document itself are never expanded: they stay as words, and are reported.
    fn add_entity(&mut self, name: &str, character: Option<char>) {
        if let Some(character) = character {
            self.words.push(character);
        } else if let Some(known) = resolve_xml_entity(name) {
            self.words.push_str(known);
        } else {
            self.count_lines();
            let entity = format!("&{name};");
            self.words.push_str(&entity);
            self.channel.unknown_entities.push((self.line, entity));
        }
    }

    /// Ends an element, and gives the item if it was one.
    fn close(&mut self) -> Option<Item> {
        let name = self.path.pop()?;
        let words = std::mem::take(&mut self.words);
        match (self.path.last().map(String::as_str), &mut self.item) {
            (Some("wp:author"), _) => match name.as_str() {
                "wp:author_login" => self.author.login = words,
                "wp:author_display_name" => self.author.display_name = words,
                _ => {}
            },
            (Some("item"), Some(item)) => {
                item.take(&name, words, self.words_line, &self.domain);
            }
            (Some("wp:postmeta"), Some(item)) => match name.as_str() {
                "wp:meta_key" => self.field_key = words,
                "wp:meta_value" => item
                    .fields
                    .push((std::mem::take(&mut self.field_key), words)),
                _ => {}
            },
            (Some("channel"), _) => match name.as_str() {
                "link" => self.channel.link = words.trim().to_owned(),
                "language" => self.channel.language = words.trim().to_owned(),
                "wp:author" => self.channel.authors.push(std::mem::take(&mut self.author)),
                _ => {}
            },
            _ => {}
        }
        if name == "item" {
            self.item.take()
        } else {
            None
        }
    }
}

impl Item {
    fn take(&mut self, name: &str, words: String, line: usize, domain: &str) {
        let line_of_text = || words.trim().to_owned();
        match name {
            "title" => self.title = line_of_text(),
            "link" => self.link = line_of_text(),
            "dc:creator" => self.creator = line_of_text(),
            "content:encoded" => {
                self.content = words;
                self.content_line = line;
            }
            "excerpt:encoded" => self.excerpt = line_of_text(),
            "wp:post_id" => self.id = line_of_text(),
            "wp:post_date" => self.date = line_of_text(),
            "wp:post_date_gmt" => self.date_gmt = line_of_text(),
            "wp:post_name" => self.slug = line_of_text(),
            "wp:status" => self.status = line_of_text(),
            "wp:post_password" => self.password = line_of_text(),
            "wp:post_type" => self.kind = line_of_text(),
            "wp:attachment_url" => self.attachment_url = line_of_text(),
            "category" if matches!(domain, "category" | "post_tag" | "") => {
                self.keywords.push(line_of_text());
            }
            "category" => self
                .fields
                .push((format!("taxonomy {domain}"), line_of_text())),
            "wp:comment" => self.comments += 1,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Item>, Channel) {
        let mut items = Vec::new();
        let channel = read_export(text, |item| items.push(item));
        (items, channel)
    }

    const EXPORT: &str = "<?xml version=\"1.0\"?>\n<rss xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel>\n\
        <link>https://example.org</link><language>en-GB</language>\n\
        <wp:author><wp:author_login><![CDATA[ada]]></wp:author_login>\
        <wp:author_display_name><![CDATA[Ada Example]]></wp:author_display_name></wp:author>\n\
        <item>\n<title>Tips &amp; more</title>\n<content:encoded><![CDATA[One\n\nTwo]]></content:encoded>\n\
        <category domain=\"post_tag\" nicename=\"a\"><![CDATA[Back pain]]></category>\n\
        <wp:post_type>post</wp:post_type>\n<wp:postmeta><wp:meta_key>_a</wp:meta_key><wp:meta_value>1</wp:meta_value></wp:postmeta>\n\
        <wp:comment><wp:comment_content>Nice</wp:comment_content></wp:comment>\n</item>\n</channel>\n</rss>\n";

    #[test]
    fn an_item_has_its_words_its_fields_and_its_lines() {
        let (items, channel) = read(EXPORT);

        assert_eq!(items.len(), 1);
        assert_eq!((items[0].line, items[0].content_line), (6, 8));
        assert_eq!(items[0].title, "Tips & more");
        assert_eq!(items[0].content, "One\n\nTwo");
        assert_eq!(items[0].keywords, ["Back pain"]);
        assert_eq!(items[0].fields, [("_a".to_owned(), "1".to_owned())]);
        assert_eq!(items[0].comments, 1);
        assert_eq!(channel.authors[0].display_name, "Ada Example");
        assert_eq!(
            (channel.link.as_str(), channel.fault),
            ("https://example.org", None)
        );
    }

    #[test]
    fn entities_of_the_document_are_not_expanded() {
        let bomb = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n\
            <rss><channel><item><title>&b;&b;&#38;</title></item></channel></rss>";

        let (items, channel) = read(bomb);

        assert_eq!(items[0].title, "&b;&b;&");
        assert_eq!(channel.unknown_entities.len(), 2);
    }

    #[test]
    fn what_came_before_a_broken_place_is_kept_with_the_place() {
        let cut = &EXPORT[..EXPORT.len() - 30];
        let (items, channel) = read(cut);
        assert_eq!(items.len(), 0);
        assert!(channel.fault.is_some_and(|(line, _)| line >= 13));

        let broken = EXPORT.replace("</channel>", "<item><title>x</tit<le></item></channel>");
        let (items, _) = read(&broken);
        assert_eq!(items[0].title, "Tips & more");
    }

    #[test]
    fn deep_nesting_is_read_in_linear_time() {
        let deep = format!("<rss><channel><item>{}", "<a>".repeat(200_000));

        let (items, channel) = read(&deep);

        assert_eq!(items, []);
        assert!(channel.fault.is_some());
    }
}
