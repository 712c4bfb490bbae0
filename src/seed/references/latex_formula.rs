//! Formulas of LaTeX in plain characters.

use super::latex_symbols::{is_font, subscript, superscript, symbol};

/// A formula in plain characters, if it has nothing that they cannot say.
pub fn plain_formula(formula: &str) -> Option<String> {
    let mut writer = Writer {
        out: String::with_capacity(formula.len()),
        script: None,
        depth: 0,
    };
    let mut rest = formula;
    while let Some(c) = rest.chars().next() {
        rest = writer.step(c, &rest[c.len_utf8()..])?;
    }
    (writer.script.is_none() && writer.depth == 0).then_some(writer.out)
}

struct Writer {
    out: String,
    /// The form of what is raised or lowered.
    script: Option<fn(char) -> Option<char>>,
    depth: usize,
}

impl Writer {
    /// Writes one sign, and gives what comes after it. `None` for what plain characters cannot say.
    fn step<'t>(&mut self, c: char, rest: &'t str) -> Option<&'t str> {
        match c {
            '^' | '_' if self.script.is_none() => {
                if let Some(after) = degrees(rest).filter(|_| c == '^') {
                    self.out.push('\u{b0}');
                    return Some(after);
                }
                self.script = Some(if c == '^' { superscript } else { subscript });
                return Some(rest);
            }
            '^' | '_' | '&' | '#' => return None,
            '{' => {
                self.depth += 1;
                return Some(rest);
            }
            '\\' => return self.command(rest),
            '}' => self.depth = self.depth.checked_sub(1)?,
            c => match self.script {
                Some(script) => self.out.push(script(c)?),
                None => self.out.push(c),
            },
        }
        if self.depth == 0 {
            self.script = None;
        }
        Some(rest)
    }

    fn command<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (name, after) = rest.split_at(letters);
        if is_font(name) {
            return Some(after);
        }
        if !name.is_empty() {
            self.out
                .push_str(symbol(name).filter(|_| self.script.is_none())?);
            return Some(after);
        }
        let sign = rest.chars().next()?;
        match sign {
            '%' | '&' | '#' | '$' => self.out.push(sign),
            ',' | ';' | ':' | ' ' => self.out.push(' '),
            '!' => {}
            _ => return None,
        }
        Some(&rest[sign.len_utf8()..])
    }
}

/// What follows the raised circle of degrees.
fn degrees(rest: &str) -> Option<&str> {
    let group = rest.strip_prefix("{\\circ}");
    group.or_else(|| rest.strip_prefix("\\circ"))
}
