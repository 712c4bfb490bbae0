//! Tests of whole folders.

use std::fs;
use std::path::Path;

use super::*;

const ARTICLE: &str = "---\ntitle: Can massage help?\nsummary: A little.\nauthors: [ed]\nhero: {image: media/a.svg, alt: A back}\n\
                       therapies: [massage]\nconditions: [sciatica]\nreferences: [bell-2008]\nreview: {by: ed, on: 2026-11-22}\n---\n\nText [@bell-2008].\n";
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 5\"/>\n";
const BIBTEX: &str =
    "@article{bell-2008,\n  author = {Bell, J.},\n  title = {Massage},\n  year = {2008}\n}\n";
const CSL_YAML: &str = "- id: siraj-2022\n  type: article-journal\n  title: Physiotherapy\n  issued: {date-parts: [[2022, 12]]}\n";

fn folder(changes: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let topic = "---\nname: A name\nsummary: Words\n---\nText.\n";
    for (path, text) in [
        ("articles/x.md", ARTICLE),
        ("therapies/massage.md", topic),
        ("conditions/sciatica.md", topic),
        ("people.yaml", "- slug: ed\n  name: Ed\n"),
        ("references.bib", BIBTEX),
        ("references/more.yaml", CSL_YAML),
        ("media/a.svg", SVG),
    ]
    .iter()
    .chain(changes)
    {
        write(folder.path(), path, text.as_bytes());
    }
    folder
}

fn write(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    let parent = path.parent().expect("a path in a folder");
    fs::create_dir_all(parent).expect("a folder can be made");
    fs::write(path, bytes).expect("a file can be written");
}

fn place_and_code(fault: &Fault) -> String {
    let Span { line, column, .. } = fault.span;
    format!("{}:{line}:{column} {}", fault.file, fault.code.as_str())
}

/// Every message and help begins in lower case, or with a name, and has no full stop.
pub fn assert_plain_words(fault: &Fault) {
    for words in [&fault.message, &fault.help] {
        let is_name = ["YAML", "SVG"].iter().any(|name| words.starts_with(name));
        let is_lower = !words.starts_with(|c: char| c.is_uppercase());
        assert!((is_lower || is_name) && !words.is_empty(), "{fault}");
        assert!(!words.ends_with('.') || words.ends_with(".."), "{fault}");
    }
}

fn article(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(ARTICLE.to_owned(), |text, (from, to)| {
        text.replace(from, to)
    })
}

#[test]
fn a_sound_folder_becomes_a_library_without_faults() {
    let folder = folder(&[]);

    let reading = read(folder.path(), &Locale::parse("en").expect("a valid tag"));

    assert_eq!(reading.faults, []);
    assert_eq!(reading.library.articles.len(), 1);
    assert_eq!(reading.library.references.len(), 2);
    let hero = reading.library.articles[0].draft.hero.as_ref();
    let image = hero.map(|hero| &hero.image).expect("a hero");
    assert_eq!(image.src, reading.library.media[0].address());
    assert_eq!((image.width, image.height), (Some(8), Some(5)));
    assert_eq!(reading.library.articles[0].source.text, ARTICLE);
}

fn folder_with_ten_faulty_files() -> tempfile::TempDir {
    let broken = article(&[("title: ", "titel: "), ("[ed]", "[ed, edd]")]);
    let unknown = article(&[
        ("[@bell-2008]", "[@bell-2009]"),
        ("media/a.svg", "media/b.svg"),
    ]);
    folder(&[
        ("articles/broken.md", &broken),
        ("articles/unknown.md", &unknown),
        (
            "articles/same.md",
            &article(&[("summary", "slug: x\nsummary")]),
        ),
        ("therapies/hot.md", "---\nname: [Hot]\nsummary: S\n---\n"),
        (
            "conditions/back.md",
            "---\nname: Back\nsummary: S\ncodes: M54\n---\n",
        ),
        (
            "people.yaml",
            "- slug: ed\n  name: Ed\n- slug: ed\n  name: Ed\n",
        ),
        ("references/b.bib", "@book{b, title = {B}, isbn = {1}}\n"),
        (
            "references/c.yaml",
            "- id: BELL-2008\n  type: book\n  title: C\n",
        ),
        (
            "media/bad.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">\n <script/></svg>",
        ),
        ("notes.txt", "x"),
    ])
}

#[test]
fn ten_faults_in_ten_files_are_found_at_once_with_their_places() {
    let folder = folder_with_ten_faulty_files();

    let reading = read(folder.path(), &Locale::parse("en").expect("a valid tag"));

    reading.faults.iter().for_each(assert_plain_words);
    let found: Vec<String> = reading.faults.iter().map(place_and_code).collect();
    assert_eq!(
        found,
        [
            "articles/broken.md:2:1 YAML001",
            "articles/broken.md:2:1 YAML001",
            "articles/broken.md:4:15 TAX002",
            "articles/unknown.md:5:15 IMG002",
            "articles/unknown.md:12:7 CIT001",
            "articles/x.md:1:1 ID002",
            "conditions/back.md:4:8 YAML001",
            "media/bad.svg:2:2 IMG001",
            "notes.txt:1:1 FILE001",
            "people.yaml:3:9 ID002",
            "references/b.bib:1:31 ID001",
            "references/c.yaml:1:7 ID002",
            "therapies/hot.md:2:7 YAML001",
        ]
    );
}

#[test]
fn what_only_stops_a_publish_is_a_warning_in_a_draft() {
    let unknown = article(&[("[@bell-2008]", "[@bell-2009]")]);
    let folder = folder(&[
        ("articles/x.draft.md", &unknown),
        (
            "articles/y.md",
            &unknown.replace("title", "draft: true\ntitle"),
        ),
        ("articles/z.md", &unknown),
    ]);

    let reading = read(folder.path(), &Locale::parse("en").expect("a valid tag"));

    let severities: Vec<(&str, Severity)> = reading
        .faults
        .iter()
        .map(|fault| (fault.file.as_str(), fault.severity))
        .collect();
    assert_eq!(
        severities,
        [
            ("articles/x.draft.md", Severity::Warning),
            ("articles/y.md", Severity::Warning),
            ("articles/z.md", Severity::Error),
        ]
    );
}

#[test]
fn a_retracted_source_is_reported_where_it_is_used() {
    let retracted = BIBTEX.replace(
        "year",
        "notice = {retracted}, notice_on = {2024-05-02}, year",
    );
    let folder = folder(&[("references.bib", &retracted)]);

    let reading = read(folder.path(), &Locale::parse("en").expect("a valid tag"));

    assert_eq!(reading.faults.len(), 2);
    assert!(
        reading
            .faults
            .iter()
            .all(|fault| fault.code == Code::RetractedSource)
    );
}

#[test]
fn a_key_is_cited_as_it_is_written() {
    let other = article(&[
        ("[bell-2008]", "[Bell-2008]"),
        ("[@bell-2008]", "[@BELL-2008]"),
    ]);
    let folder = folder(&[("articles/x.md", &other)]);

    let reading = read(folder.path(), &Locale::parse("en").expect("a valid tag"));

    let found: Vec<String> = reading.faults.iter().map(place_and_code).collect();
    assert_eq!(
        found,
        ["articles/x.md:8:14 CIT001", "articles/x.md:12:7 CIT001"]
    );
    for fault in reading.faults {
        assert_eq!(fault.severity, Severity::Error);
        assert_eq!(fault.help, "write `bell-2008`");
    }
}

#[test]
fn a_link_to_an_earlier_slug_is_refused_with_the_slug_of_today() {
    let linking = article(&[("Text", "[Old](article:old) and [planned](article:planned)")]);
    let renamed = article(&[("summary", "previous_slugs: [old]\nsummary")]);
    let draft = article(&[("summary", "previous_slugs: [planned]\ndraft: true\nsummary")]);
    let folder = folder(&[
        ("articles/x.md", &linking),
        ("articles/new.md", &renamed),
        ("articles/later.md", &draft),
    ]);

    let reading = read(folder.path(), &Locale::parse("en").expect("a valid tag"));

    let found: Vec<(&str, Severity)> = reading
        .faults
        .iter()
        .map(|fault| (fault.help.as_str(), fault.severity))
        .collect();
    assert_eq!(
        found,
        [
            ("write `article:new`", Severity::Error),
            ("write `article:later`", Severity::Warning),
        ]
    );
}

#[test]
fn a_schedule_to_come_does_not_stop_a_folder() {
    let scheduled = article(&[("summary", "publish_at: 9000-01-01T00:00:00Z\nsummary")]);
    let folder = folder(&[("articles/x.md", &scheduled)]);

    let reading = read(folder.path(), &Locale::parse("en").expect("a valid tag"));

    assert_eq!(reading.faults, []);
}

#[test]
fn what_points_at_something_that_could_not_be_read_is_not_at_fault_as_well() {
    let linking = article(&[(
        "Text",
        "[A](article:y) [b](therapy:hot) [c](condition:back) [d](article:gone)",
    )]);
    let folder = folder(&[
        ("articles/x.md", &linking),
        ("articles/y.md", ""),
        ("therapies/hot.md", "a\0"),
        ("conditions/back.md", "a\rb"),
        ("people.yaml", "- [\n"),
        ("references.bib", "\u{FEFF}\n"),
        ("media/a.svg", ""),
    ]);

    let reading = read(folder.path(), &Locale::parse("en").expect("a valid tag"));

    reading.faults.iter().for_each(assert_plain_words);
    let found: Vec<String> = reading.faults.iter().map(place_and_code).collect();
    assert_eq!(
        found,
        [
            "articles/x.md:12:53 LNK003",
            "articles/y.md:1:1 FILE001",
            "conditions/back.md:1:2 FILE001",
            "media/a.svg:1:1 IMG001",
            "people.yaml:1:3 YAML001",
            "references.bib:1:1 FILE001",
            "therapies/hot.md:1:2 FILE001",
        ]
    );
}

#[test]
fn a_letter_in_another_encoding_hides_no_fault_and_no_name() {
    let folder = folder(&[("therapies/hot.md", "---\n---\n")]);
    let mut latin = BIBTEX.replace("Massage", "Massag\u{E9}").into_bytes();
    latin.retain(|byte| *byte != 0xC3);
    write(folder.path(), "references.bib", &latin);

    let reading = read(folder.path(), &Locale::parse("en").expect("a valid tag"));

    let found: Vec<String> = reading.faults.iter().map(place_and_code).collect();
    assert_eq!(
        found,
        [
            "references.bib:3:18 FILE001",
            "therapies/hot.md:2:1 YAML001",
        ]
    );
}

#[test]
fn no_change_of_any_byte_makes_the_reader_panic() {
    let folder = folder(&[]);
    let files = [
        ("articles/x.md", ARTICLE),
        ("references.bib", BIBTEX),
        ("references/more.yaml", CSL_YAML),
        ("media/a.svg", SVG),
    ];
    let mut random = Random(0x5EED);

    for _ in 0..500 {
        for (path, text) in files {
            write(folder.path(), path, &random.mutated(text.as_bytes()));
        }
        read(folder.path(), &Locale::parse("en").expect("a valid tag"));
    }
}

/// A small generator (xorshift64), so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    /// A few bytes are changed, put in, taken out or repeated.
    fn mutated(&mut self, bytes: &[u8]) -> Vec<u8> {
        const SPECIAL: &[u8] = b"{}[]()<>@\\\"'#%,:;=-~$&!?*/ \n\t\r|\x00\xFF\xC3\xA99X";
        let mut bytes = bytes.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len());
            match self.below(4) {
                0 if at < bytes.len() => bytes[at] = SPECIAL[self.below(SPECIAL.len())],
                1 => bytes.insert(at, SPECIAL[self.below(SPECIAL.len())]),
                2 if at < bytes.len() => drop(bytes.remove(at)),
                _ => {
                    let end = (at + self.below(20)).min(bytes.len());
                    let repeated = bytes[at..end].to_vec();
                    bytes.splice(at..at, repeated);
                }
            }
        }
        bytes
    }
}
