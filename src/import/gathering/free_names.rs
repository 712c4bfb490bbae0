//! Names that nobody has yet: the wished one, else with the first number that is free.

use std::collections::HashMap;

/// Remembers how far the numbers of each name have been given away, so that a thousand equal names take no longer each
/// than one.
#[derive(Default)]
pub struct FreeNames {
    next: HashMap<String, usize>,
}

impl FreeNames {
    /// The first number, from 2, with which a wished name becomes one that is taken by nobody.
    pub fn find<T>(
        &mut self,
        wished: &str,
        with_number: impl Fn(usize) -> Option<T>,
        is_free: impl Fn(&T) -> bool,
    ) -> Option<T> {
        /// More than this many things with one name are not told apart by numbers.
        const MAX_NUMBER: usize = 1_000_000;
        let next = self.next.entry(wished.to_owned()).or_insert(2);
        while *next < MAX_NUMBER {
            let candidate = with_number(*next).filter(&is_free);
            *next += 1;
            if candidate.is_some() {
                return candidate;
            }
        }
        None
    }
}
