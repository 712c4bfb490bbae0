//! Every parser takes every input: it may refuse, but it neither panics nor hangs.
//!
//! Inputs are files of ours, cut, doubled, mixed and sprinkled with signs that mean something. `SINEW_FUZZ_SECONDS` says how
//! long, `SINEW_FUZZ_START` where the numbers begin; a failure names the number of its input, which makes the same again.

use std::collections::HashMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use sinew::content::Locale;
use sinew::import::{
    PageSource, format_of, import_html_page, import_markdown, import_references, import_text_page,
    import_wordpress,
};
use sinew::seed::{Folder, ReferenceFormat, SavedPlan, SeedFile, read_folder};

/// Far more than the slowest parser needs for the longest input on a busy machine.
const LIMIT: Duration = Duration::from_secs(20);
const LONGEST: usize = 40_000;

/// Where a mutated file can stand.
const PLACES: [&str; 11] = [
    "articles/x.md",
    "articles/x.draft.md",
    "therapies/x.md",
    "conditions/x.md",
    "people.yaml",
    "references.bib",
    "references.yaml",
    "references/x.json",
    "references/x.ris",
    "references/x.nbib",
    "media/x.svg",
];

const REFERENCE_FORMATS: [ReferenceFormat; 5] = [
    ReferenceFormat::Bibtex,
    ReferenceFormat::CslYaml,
    ReferenceFormat::CslJson,
    ReferenceFormat::Ris,
    ReferenceFormat::Pubmed,
];

/// Signs that mean something to one parser or another.
const SIGNS: [&str; 64] = [
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "<",
    ">",
    "*",
    "**",
    "_",
    "`",
    "```",
    "~~~",
    "#",
    "##",
    "- ",
    "1. ",
    "> ",
    "> [!TIP] x\n",
    "::: faq question=\"x\"\n",
    ":::\n",
    "---\n",
    "\n\n",
    "\r\n",
    "\t",
    "    ",
    "|",
    "|-|\n",
    "![",
    "](",
    "{#a}",
    "[@bell-2008]",
    "[@",
    ", p. 3]",
    "&amp;",
    "&#0;",
    "\u{0}",
    "\u{FEFF}",
    "\u{202E}",
    "\u{301}",
    "é",
    "\u{1F600}",
    "\\",
    "\"",
    "'",
    ": ",
    "? ",
    "!!str ",
    "&a ",
    "*a ",
    "@article{",
    "@string{",
    "\\'{\\i}",
    "TY  - JOUR\n",
    "ER  - \n",
    "PMID- 1\n",
    "<svg ",
    "<!DOCTYPE x [",
    "<p>",
    "</div>",
    "[1]",
    "1e999",
    "-- ",
];

#[test]
fn no_input_makes_a_parser_panic_or_hang() {
    let seconds = setting("SINEW_FUZZ_SECONDS").unwrap_or(4);
    let first = setting("SINEW_FUZZ_START").unwrap_or(1);
    let corpus = corpus();
    let until = Instant::now() + Duration::from_secs(seconds);

    let mut number = first;
    while Instant::now() < until {
        let mut random = Random::new(number);
        let input = mutated(&corpus, &mut random);
        let place = *random.one_of(&PLACES);
        let since = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| parse_as_everything(place, &input)));
        let took = since.elapsed();
        assert!(outcome.is_ok(), "input {number} as {place} panics");
        assert!(took < LIMIT, "input {number} as {place} took {took:?}");
        number += 1;
    }

    assert!(number > first + 10, "only {} inputs", number - first);
}

/// What a parser that is not linear would need minutes for.
#[test]
fn a_sign_that_is_repeated_without_end_is_read_in_linear_time() {
    let mut slow = Vec::new();
    for sign in SIGNS {
        let text = sign.repeat(LONGEST / sign.len());
        for place in PLACES {
            let since = Instant::now();
            parse_as_seed(place, text.as_bytes());
            slow.extend(too_slow(sign, place, since.elapsed()));
        }
        let since = Instant::now();
        parse_as_page(text.as_bytes());
        slow.extend(too_slow(sign, "page", since.elapsed()));
    }

    assert_eq!(slow, Vec::<String>::new());
}

/// A linear parser needs a twentieth of this, also when the machine is busy.
fn too_slow(sign: &str, place: &str, took: Duration) -> Option<String> {
    (took > Duration::from_secs(5)).then(|| format!("{sign:?} in {place} took {took:?}"))
}

fn parse_as_everything(place: &str, input: &[u8]) {
    parse_as_seed(place, input);
    parse_as_page(input);
}

fn parse_as_seed(place: &str, input: &[u8]) {
    let locale = Locale::parse("en").unwrap();
    let file = SeedFile {
        path: place.to_owned(),
        content: input.to_vec(),
    };
    let reading = read_folder(Folder { files: vec![file] }, &locale);
    let shown = sinew::seed::diagnostics::human(&reading, Path::new("seed"), Default::default());
    assert_eq!(shown.is_empty(), reading.faults.is_empty());
}

fn parse_as_page(input: &[u8]) {
    let locale = Locale::parse("en").unwrap();
    let text = String::from_utf8_lossy(input);
    let source = PageSource {
        file: "page.html",
        default_locale: &locale,
        files: &|_| None,
    };
    import_html_page(&text, &source);
    import_text_page(&text, &source);
    import_wordpress(&text, &source);
    import_markdown(&text, &HashMap::new(), &source);
    format_of("page.html", &text);
    for format in REFERENCE_FORMATS {
        import_references("references", &text, format);
    }
    assert!(SavedPlan::parse(&text).is_err());
}

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap())
}

/// The files of the seed, the most telling ones first, and a page.
fn corpus() -> Vec<Vec<u8>> {
    let mut corpus = Vec::new();
    let mut folders = vec![Path::new("seed").to_owned()];
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                folders.push(path);
            } else {
                corpus.push(fs::read(path).unwrap());
            }
        }
    }
    corpus.push(b"<html><head><title>T</title></head><body><main><h1>T</h1><p>Words <b>more</b> [1].</p><ul><li>A<ul><li>B</li></ul></li></ul><table><tr><th>x</th></tr></table><h2>References</h2><ol><li>Bell J. (2008) Massage. Journal, 12(3), 281-289.</li></ol></main></body></html>".to_vec());
    corpus.push(b"<?xml version=\"1.0\"?><rss xmlns:wp=\"http://wordpress.org/export/1.2/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><item><title>T</title><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_name>t</wp:post_name><content:encoded><![CDATA[<!-- wp:paragraph --><p>Words [caption]x[/caption]</p><!-- /wp:paragraph -->]]></content:encoded></item></channel></rss>".to_vec());
    corpus.push(b"---\ntitle: T\ndate: 2021-01-27\ntags: [a]\n---\n\nWords[^1] {{< figure src=\"a.png\" >}} {% raw %}\n\n[^1]: Bell J. (2008) Massage. Journal, 12(3), 281-289.\n".to_vec());
    corpus.push(b"TY  - JOUR\nAU  - Bell, J.\nTI  - Massage\nPY  - 2008\nER  - \n\nPMID- 19083683\nTI  - Massage\n      more\nDP  - 2008 Jul\n".to_vec());
    corpus.push(br#"[{"id": "bell-2008", "type": "article-journal", "title": "Massage", "issued": {"date-parts": [[2008, 7]]}}]"#.to_vec());
    corpus
}

/// One of the files, changed a few times.
fn mutated(corpus: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut input = random.one_of(corpus).clone();
    input.truncate(LONGEST / 2);
    for _ in 0..=random.below(12) {
        let at = random.below(input.len() + 1);
        let end = (at + random.below(200)).min(input.len());
        match random.below(7) {
            0 => drop(input.drain(at..end)),
            1 => {
                let part = input[at..end].to_vec();
                let to = random.below(input.len() + 1);
                input.splice(to..to, part);
            }
            2 => {
                let sign = random.one_of(&SIGNS).as_bytes().to_vec();
                input.splice(at..at, sign);
            }
            3 => {
                let sign = random.one_of(&SIGNS).repeat(1 + random.below(400));
                input.splice(at..at, sign.into_bytes());
            }
            4 => {
                let other = random.one_of(corpus);
                let from = random.below(other.len());
                let to = (from + random.below(2_000)).min(other.len());
                input.splice(at..at, other[from..to].iter().copied());
            }
            5 => {
                if let Some(byte) = input.get_mut(at) {
                    *byte = random.below(256) as u8;
                }
            }
            _ => {
                let sign = random.one_of(&SIGNS).as_bytes().to_vec();
                input.splice(at..end, sign);
            }
        }
    }
    input.truncate(LONGEST);
    input
}

/// Numbers that look random and are the same for the same start (splitmix64).
struct Random(u64);

impl Random {
    fn new(number: u64) -> Self {
        Self(number.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn one_of<'v, T>(&mut self, values: &'v [T]) -> &'v T {
        &values[self.below(values.len())]
    }
}
