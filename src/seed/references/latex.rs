//! The commands of LaTeX that real bibliographies hold and that the parser of BibTeX leaves as they are: symbols,
//! formulas, fonts. Accents and braces are the parser's work.

use super::latex_formula::plain_formula;
use super::latex_symbols::{is_font, subscript, superscript, symbol};

/// The text with symbols in place of their commands, and without commands that only change how text looks. What is
/// not understood stays as it is written.
pub fn without_commands(text: &str) -> String {
    if !text.contains(['\\', '$', '`', '\'']) {
        return text.to_owned();
    }
    let mut writer = Writer {
        out: String::with_capacity(text.len()),
        depth: 0,
        closers: Vec::new(),
    };
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = writer.step(c, rest);
    }
    writer.out
}

struct Writer {
    out: String,
    depth: usize,
    /// What stands before the closing brace of a depth.
    closers: Vec<(usize, &'static str)>,
}

impl Writer {
    /// Writes what the rest begins with, and gives what comes after it.
    fn step<'t>(&mut self, c: char, rest: &'t str) -> &'t str {
        let after = &rest[c.len_utf8()..];
        match c {
            '\\' => return self.command(after),
            '$' => return self.formula(after),
            '`' if after.starts_with('`') => {
                self.out.push('\u{201c}');
                return &after[1..];
            }
            '\'' if after.starts_with('\'') => {
                self.out.push('\u{201d}');
                return &after[1..];
            }
            '{' => {
                self.depth += 1;
                self.out.push('{');
            }
            '}' => {
                while let Some((_, closer)) = self.closers.pop_if(|(depth, _)| *depth == self.depth)
                {
                    self.out.push_str(closer);
                }
                self.depth = self.depth.saturating_sub(1);
                self.out.push('}');
            }
            c => self.out.push(c),
        }
        after
    }

    /// What stands between two dollar signs, without the first.
    fn formula<'t>(&mut self, rest: &'t str) -> &'t str {
        let Some((formula, end)) = rest.split_once('$') else {
            self.out.push('$');
            return rest;
        };
        match plain_formula(formula) {
            Some(plain) => self.out.push_str(&plain),
            // What is no formula for us must not be taken for one from its other end.
            None => {
                self.out.push('$');
                self.out.push_str(formula);
                self.out.push('$');
            }
        }
        end
    }

    /// A command without its backslash.
    fn command<'t>(&mut self, rest: &'t str) -> &'t str {
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters == 0 {
            return self.sign(rest);
        }
        let (name, after) = rest.split_at(letters);
        if let Some(symbol) = symbol(name) {
            self.out.push_str(symbol);
            let after = after.trim_start();
            return after.strip_prefix("{}").unwrap_or(after);
        }
        match name {
            "textsuperscript" => self.script(after, superscript),
            "textsubscript" => self.script(after, subscript),
            "enquote" if after.starts_with('{') => {
                self.out.push_str("{\u{201c}");
                self.depth += 1;
                self.closers.push((self.depth, "\u{201d}"));
                &after[1..]
            }
            name if is_font(name) => after.trim_start(),
            name => {
                self.out.push('\\');
                self.out.push_str(name);
                after
            }
        }
    }

    /// Raised or lowered characters where all of a group have such a form; else the group as it is.
    fn script<'t>(&mut self, rest: &'t str, form: fn(char) -> Option<char>) -> &'t str {
        let group = rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
        let plain =
            group.and_then(|(group, _)| group.chars().map(form).collect::<Option<String>>());
        match (group, plain) {
            (Some((_, end)), Some(plain)) => {
                self.out.push_str(&plain);
                end
            }
            _ => rest,
        }
    }

    /// A backslash before what is no letter: blanks of any width, and what the parser reads itself.
    fn sign<'t>(&mut self, rest: &'t str) -> &'t str {
        let Some(sign) = rest.chars().next() else {
            self.out.push('\\');
            return rest;
        };
        let after = &rest[sign.len_utf8()..];
        match sign {
            ' ' | '\\' | ',' | ';' | ':' | '\n' | '\t' => self.out.push(' '),
            '/' | '!' | '@' => {}
            sign => {
                self.out.push('\\');
                self.out.push(sign);
            }
        }
        after
    }
}
