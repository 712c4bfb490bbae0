//! The line of each token.

/// Counts lines while offsets grow.
pub struct Lines<'a> {
    html: &'a str,
    /// The line of the byte offset up to which lines were counted.
    pub line: usize,
    counted: usize,
}

impl<'a> Lines<'a> {
    pub fn of(html: &'a str) -> Self {
        Self {
            html,
            line: 1,
            counted: 0,
        }
    }

    pub fn pass(&mut self, offset: usize) {
        let end = offset.min(self.html.len());
        if end > self.counted {
            let passed = &self.html.as_bytes()[self.counted..end];
            self.line += passed.iter().filter(|byte| **byte == b'\n').count();
            self.counted = end;
        }
    }
}
