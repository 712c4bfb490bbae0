//! JSON read into a tree, stricter than the parser below: no member twice, no number that a client in JavaScript would
//! change, no depth without end, no characters that hide or reorder text.

use std::cell::RefCell;
use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::MAX_VIOLATIONS;
use super::place::Place;
use crate::error::{Violation, shown};

/// How many objects and arrays may stand in each other.
pub const MAX_DEPTH: usize = 64;

/// Beyond 2^53 a number of JavaScript does not hold every integer.
const MAX_NUMBER: u64 = 1 << 53;

/// What was noticed while a tree was read.
#[derive(Default)]
pub struct Findings {
    /// Where the reading was given up, and why.
    pub refused: RefCell<Option<(String, &'static str)>>,
    /// Characters that no text may have.
    pub characters: RefCell<Vec<Violation>>,
}

/// Reads the value at one place.
#[derive(Clone, Copy)]
pub struct Tree<'a> {
    place: &'a Place<'a>,
    depth: usize,
    findings: &'a Findings,
}

impl<'a> Tree<'a> {
    pub fn new(findings: &'a Findings) -> Self {
        Self {
            place: &Place::Root,
            depth: 0,
            findings,
        }
    }

    fn at(self, place: &'a Place<'a>) -> Self {
        Self { place, ..self }
    }

    /// The same place, inside of one more object or array.
    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth == MAX_DEPTH {
            let message =
                format!("objects and arrays may stand {MAX_DEPTH} deep in each other, not deeper");
            return Err(self.refuse("depth", message));
        }
        Ok(Self {
            depth: self.depth + 1,
            ..self
        })
    }

    fn refuse<E: serde::de::Error>(self, code: &'static str, message: String) -> E {
        *self.findings.refused.borrow_mut() = Some((self.place.pointer(), code));
        E::custom(message)
    }

    fn refuse_number<E: serde::de::Error>(self, came: impl fmt::Display) -> E {
        let message = format!("a number must be -{MAX_NUMBER} to {MAX_NUMBER}, got `{came}`");
        self.refuse("number", message)
    }

    /// Notes the first character of a text that no text may have.
    fn check(self, what: &str, text: &str) {
        let mut found = self.findings.characters.borrow_mut();
        if found.len() == MAX_VIOLATIONS {
            return;
        }
        if let Some(character) = text.chars().find(|character| is_refused(*character)) {
            let message = format!(
                "{what} may not have the character U+{:04X}",
                u32::from(character)
            );
            let violation = Violation::of_member(&self.place.pointer(), "character", message);
            found.push(violation);
        }
    }
}

/// Controls other than line feed and tab, and what turns the direction of the text after it.
pub fn is_refused(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Value, E> {
        if value > MAX_NUMBER {
            return Err(self.refuse_number(value));
        }
        Ok(value.into())
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Value, E> {
        if value.unsigned_abs() > MAX_NUMBER {
            return Err(self.refuse_number(value));
        }
        Ok(value.into())
    }

    /// Every number beyond 2^53 is whole, so an integer that was written as 1e300 or with too many digits comes here. A
    /// number without a fraction is an integer, as JSON Schema has it, however it is written: 1.0 and 1e2 are.
    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        if value.abs() >= MAX_NUMBER as f64 {
            return Err(self.refuse_number(format_args!("{value:e}")));
        }
        match Number::from_f64(value) {
            Some(number) if value.fract() != 0.0 => Ok(Value::Number(number)),
            _ => Ok(Value::from(value as i64)),
        }
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        self.check("a text", value);
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        self.check("a text", &value);
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inside = self.deeper()?;
        let mut array = Vec::new();
        loop {
            let place = Place::Item(self.place, array.len());
            let Some(item) = items.next_element_seed(inside.at(&place))? else {
                return Ok(Value::Array(array));
            };
            array.push(item);
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let inside = self.deeper()?;
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let place = Place::Member(self.place, &name);
            let member = inside.at(&place);
            if object.contains_key(&name) {
                let message = format!("the member `{}` stands twice", shown(&name));
                return Err(member.refuse("duplicate", message));
            }
            member.check("the name of a member", &name);
            let value = members.next_value_seed(member)?;
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}
