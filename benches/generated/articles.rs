//! Generated articles as seed files: each about one therapy for one condition.

use std::fmt::Write;
use std::sync::LazyLock;

use super::dice::Dice;
use super::vocabulary::{CONDITIONS, THERAPIES, Vocabulary, slug_of};

pub struct GeneratedArticle {
    pub slug: String,
    pub text: String,
}

/// How much an article says.
#[derive(Clone, Copy, PartialEq)]
pub enum Length {
    /// As much text as the article about sciatica has: some 18 KB as an answer.
    Full,
    /// Half of that: the first one has some 10 KB as an answer, near the 9.6 KB that the marks were set with.
    Half,
}

/// Sources of the repository, so that citations have something to name.
const SOURCES: [&str; 8] = [
    "bell-2008",
    "cherkin-2011",
    "finucane-2020",
    "furlan-2015",
    "jensen-2019",
    "lu-2022",
    "moyer-2011",
    "yeun-2017",
];
const STRENGTHS: [&str; 4] = ["insufficient", "limited", "supported", "mixed"];
const HEADINGS: [(&str, &str); 8] = [
    ("What is {condition}?", "overview"),
    ("How {therapy} may help", "benefits"),
    ("What to expect from {therapy}", "what_to_expect"),
    ("Kinds of {therapy}", "treatments"),
    ("Who should be careful", "risks"),
    ("Self-care for {condition}", "self_care"),
    ("What the research says", "evidence"),
    ("When to see a doctor", "when_to_get_help"),
];
const TITLES: [&str; 5] = [
    "Can {therapy} help with {condition}?",
    "{therapy} for {condition}",
    "{condition}: does {therapy} work?",
    "Is {therapy} safe with {condition}?",
    "{condition} and {therapy}: what is known",
];

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::new);

/// The article of a number: no two of the first 10,000 are about the same pair.
pub fn article(number: usize, length: Length) -> GeneratedArticle {
    let dice = Dice::new(1_000_000 + number as u64);
    let (therapy, condition) = pair(number);
    let mut writing = Writing {
        therapy,
        condition,
        length,
        dice,
        text: String::new(),
    };
    let title = writing.named(TITLES[number % TITLES.len()]);
    writing.front_matter(&title);
    writing.introduction();
    writing.sections();
    GeneratedArticle {
        slug: slug(number),
        text: writing.text,
    }
}

pub fn slug(number: usize) -> String {
    let (therapy, condition) = pair(number);
    format!("{}-for-{}-{number}", slug_of(therapy), slug_of(condition))
}

/// The therapy and the condition that the article of a number is about.
pub fn pair(number: usize) -> (&'static str, &'static str) {
    let therapy = THERAPIES[number / CONDITIONS.len() % THERAPIES.len()];
    (therapy, CONDITIONS[number % CONDITIONS.len()])
}

/// A therapy or condition of a name.
pub fn entry(name: &str) -> String {
    let mut writing = Writing {
        therapy: name,
        condition: name,
        length: Length::Full,
        dice: Dice::new(name.bytes().map(u64::from).sum()),
        text: String::new(),
    };
    let (summary, first, second) = (
        writing.sentence(),
        writing.paragraph(4),
        writing.paragraph(5),
    );
    format!("---\nname: {name}\nsummary: {summary}\n---\n\n{first}\n\n{second}\n")
}

struct Writing<'n> {
    therapy: &'n str,
    condition: &'n str,
    length: Length,
    dice: Dice,
    text: String,
}

impl Writing<'_> {
    fn add(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// A text with the names of what the article is about.
    fn named(&self, text: &str) -> String {
        let text = text.replace("{therapy}", &self.therapy.to_lowercase());
        let text = text.replace("{condition}", &self.condition.to_lowercase());
        let mut letters = text.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        first.into_iter().chain(letters).collect()
    }

    fn front_matter(&mut self, title: &str) {
        let summary = self.sentence();
        let mut conditions = vec![slug_of(self.condition)];
        let mut therapies = vec![slug_of(self.therapy)];
        for _ in 0..self.dice.below(4) {
            conditions.push(slug_of(CONDITIONS[self.dice.rank_below(CONDITIONS.len())]));
            therapies.push(slug_of(THERAPIES[self.dice.rank_below(THERAPIES.len())]));
        }
        for slugs in [&mut conditions, &mut therapies] {
            slugs.sort();
            slugs.dedup();
        }
        let day = 1 + self.dice.below(20);
        let keywords = format!("{}, {}", self.condition, self.therapy);
        self.add(&format!(
            "---\ntitle: \"{title}\"\nsummary: {summary}\nkeywords: [{keywords}]\nauthors: [sinew-editors]\n\
             conditions: [{}]\ntherapies: [{}]\nfirst_published_at: 2025-11-{:02}T08:00:00Z\n---\n",
            conditions.join(", "),
            therapies.join(", "),
            day,
        ));
    }

    fn introduction(&mut self) {
        for sentences in [6, 5] {
            let paragraph = self.paragraph(sentences);
            self.add(&format!("{paragraph}\n"));
        }
    }

    fn sections(&mut self) {
        let skipped = self.dice.below(HEADINGS.len());
        for (at, (heading, purpose)) in HEADINGS.into_iter().enumerate() {
            // Half an article has no advice.
            let is_advice = ["what_to_expect", "self_care"].contains(&purpose);
            if at == skipped || (self.length == Length::Half && is_advice) {
                continue;
            }
            let heading = self.named(heading);
            self.add(&format!("## {heading} {{purpose={purpose}}}\n"));
            let (first, second) = (self.paragraph(6), self.paragraph(5));
            self.add(&format!("{first}\n\n{second}\n"));
            if purpose == "benefits" || purpose == "treatments" {
                self.list(purpose == "benefits");
            }
        }
    }

    fn list(&mut self, is_claimed: bool) {
        for at in 0..4 {
            let (label, sentence) = (self.words(3), self.paragraph(2));
            let source = self.dice.one_of(&SOURCES);
            let claim = match is_claimed && at < 2 {
                true => format!(
                    " {{#claim-{at} claim={} therapy={} condition={}}}",
                    self.dice.one_of(&STRENGTHS),
                    slug_of(self.therapy),
                    slug_of(self.condition),
                ),
                false => String::new(),
            };
            self.add(&format!("- **{label}:** {sentence} [@{source}].{claim}"));
        }
        self.add("");
    }

    fn paragraph(&mut self, sentences: usize) -> String {
        let sentences = match self.length {
            Length::Full => sentences,
            Length::Half => sentences.div_ceil(5),
        };
        let sentences: Vec<String> = (0..sentences).map(|_| self.sentence()).collect();
        sentences.join(" ")
    }

    /// Now and then it names what the article is about, and that it is about pain and massage.
    fn sentence(&mut self) -> String {
        let length = 8 + self.dice.below(10);
        let mut words = self.words(length);
        match self.dice.below(6) {
            0 => drop(write!(words, " {}", self.condition.to_lowercase())),
            1 => drop(write!(words, " {}", self.therapy.to_lowercase())),
            2 => words.push_str(" pain"),
            3 => words.push_str(" after massage"),
            _ => {}
        }
        let (first, rest) = words.split_at(1);
        format!("{}{rest}.", first.to_uppercase())
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<&str> = (0..count)
            .map(|_| VOCABULARY.word(&mut self.dice))
            .collect();
        words.join(" ")
    }
}
