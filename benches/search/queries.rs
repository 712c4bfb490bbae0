//! What the clients ask, by how a query is made. No two are the same.

use std::collections::HashSet;

use crate::generated::dice::Dice;
use crate::generated::vocabulary::{CONDITIONS, PLAIN, SMALL, THERAPIES, rare, slug_of};

/// How many different queries there are of each class.
pub const OF_EACH: usize = 150;

#[derive(Clone, Copy)]
pub enum Class {
    CommonWord,
    RareWord,
    TwoWords,
    Question,
    Phrase,
    Beginning,
    Mistyped,
    Excluding,
    Narrowed,
    LaterPage,
    Suggestions,
}

impl Class {
    pub const ALL: [Self; 11] = [
        Self::CommonWord,
        Self::RareWord,
        Self::TwoWords,
        Self::Question,
        Self::Phrase,
        Self::Beginning,
        Self::Mistyped,
        Self::Excluding,
        Self::Narrowed,
        Self::LaterPage,
        Self::Suggestions,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::CommonWord => "common word",
            Self::RareWord => "rare word",
            Self::TwoWords => "two words",
            Self::Question => "question",
            Self::Phrase => "phrase",
            Self::Beginning => "beginning of a word",
            Self::Mistyped => "mistyped",
            Self::Excluding => "excluding a word",
            Self::Narrowed => "narrowed by a facet",
            Self::LaterPage => "later page",
            Self::Suggestions => "suggestions",
        }
    }

    /// Queries with the parameters that narrow them.
    pub fn queries(self) -> Vec<(String, String)> {
        let mut dice = Dice::new(self as u64 + 77);
        let mut known = HashSet::new();
        let mut queries = Vec::new();
        for number in 0.. {
            let query = self.query(number, &mut dice);
            if queries.len() == OF_EACH {
                break;
            }
            if known.insert(query.clone()) {
                queries.push(query);
            }
        }
        queries
    }

    fn query(self, number: usize, dice: &mut Dice) -> (String, String) {
        let [therapy, condition] =
            [&THERAPIES, &CONDITIONS].map(|names| dice.one_of(names).to_lowercase());
        let query = match self {
            // A space after a word tells that it is not still typed.
            Self::CommonWord => format!("{} ", plain(number)),
            Self::RareWord => format!("{} ", rare(dice.rank_below(5_000))),
            Self::TwoWords | Self::LaterPage => format!("{} {} ", common(dice), common(dice)),
            Self::Question => format!("can {therapy} help with {condition}"),
            Self::Phrase => match number % 2 {
                0 => format!("\"{condition}\" {} ", common(dice)),
                _ => format!("\"{} {}\"", common(dice), common(dice)),
            },
            Self::Beginning => match number % 2 {
                0 => beginning(&common(dice), dice),
                _ => format!("{therapy} {}", beginning(&condition, dice)),
            },
            Self::Mistyped => match number % 2 {
                0 => mistyped(&condition, dice),
                _ => format!("{therapy} {}", mistyped(&common(dice), dice)),
            },
            Self::Excluding => format!("{} -{} ", common(dice), common(dice)),
            Self::Narrowed => format!("{} ", common(dice)),
            Self::Suggestions => beginning(&condition, dice),
        };
        (query, self.parameters(number, dice))
    }

    fn parameters(self, number: usize, dice: &mut Dice) -> String {
        if !matches!(self, Self::Narrowed) {
            return String::new();
        }
        match number % 4 {
            0 => format!("&condition={}", slug_of(dice.one_of(&CONDITIONS))),
            1 => format!("&therapy={}", slug_of(dice.one_of(&THERAPIES))),
            2 => "&strength=limited&locale=en".to_owned(),
            _ => "&kind=article".to_owned(),
        }
    }
}

/// A word that most articles may have, the most frequent ones first.
fn plain(number: usize) -> String {
    let mut words = PLAIN.split_whitespace();
    words.nth(number).unwrap_or("massages").to_owned()
}

/// A word of patients, the frequent ones more often; sometimes one that says little.
fn common(dice: &mut Dice) -> String {
    let words: Vec<&str> = match dice.below(12) {
        0 => SMALL.split_whitespace().collect(),
        _ => PLAIN.split_whitespace().collect(),
    };
    words[dice.rank_below(words.len())].to_owned()
}

/// What has been typed of it.
fn beginning(words: &str, dice: &mut Dice) -> String {
    let length = words.chars().count();
    words.chars().take(2 + dice.below(length)).collect()
}

/// With two letters swapped or one missing.
fn mistyped(words: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = words.chars().collect();
    let at = 1 + dice.below(letters.len().saturating_sub(2).max(1));
    match (dice.below(2), at + 1 < letters.len()) {
        (0, true) => letters.swap(at, at + 1),
        _ => drop(letters.remove(at.min(letters.len() - 1))),
    }
    letters.into_iter().collect::<String>() + " "
}
