//! The commands of LaTeX that real bibliographies hold and that the parser of BibTeX leaves as they are: symbols,
//! formulas, fonts. Accents and braces are the parser's work.

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
            '$' => {
                if let Some((formula, end)) = after.split_once('$')
                    && let Some(plain) = plain_formula(formula)
                {
                    self.out.push_str(&plain);
                    return end;
                }
                self.out.push('$');
                // What is no formula for us must not be taken for one from its other end.
                if let Some((formula, end)) = after.split_once('$') {
                    self.out.push_str(formula);
                    self.out.push('$');
                    return end;
                }
            }
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
        let argument = after.strip_prefix('{');
        match (name, argument) {
            ("textsuperscript" | "textsubscript", Some(inner)) => {
                let script = if name == "textsuperscript" {
                    superscript
                } else {
                    subscript
                };
                if let Some((group, end)) = inner.split_once('}')
                    && let Some(plain) = group.chars().map(script).collect::<Option<String>>()
                {
                    self.out.push_str(&plain);
                    return end;
                }
                after
            }
            ("enquote", Some(_)) => {
                self.out.push('{');
                self.out.push('\u{201c}');
                self.depth += 1;
                self.closers.push((self.depth, "\u{201d}"));
                &after[1..]
            }
            (name, _) if is_font(name) => after.trim_start(),
            (name, _) => {
                self.out.push('\\');
                self.out.push_str(name);
                after
            }
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

/// A formula in plain characters, if it has nothing that they cannot say.
fn plain_formula(formula: &str) -> Option<String> {
    let mut plain = String::with_capacity(formula.len());
    let mut script: Option<fn(char) -> Option<char>> = None;
    let mut group_depth: usize = 0;
    let mut rest = formula;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '^' | '_' if script.is_none() => {
                if let Some(after) = degrees(rest).filter(|_| c == '^') {
                    plain.push('\u{b0}');
                    rest = after;
                } else {
                    script = Some(if c == '^' { superscript } else { subscript });
                }
                continue;
            }
            '{' => {
                group_depth += 1;
                continue;
            }
            '}' => group_depth = group_depth.checked_sub(1)?,
            '\\' => {
                let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
                let (name, after) = rest.split_at(letters);
                rest = after;
                match name {
                    "" => {
                        let sign = rest.chars().next()?;
                        rest = &rest[sign.len_utf8()..];
                        plain.push_str(match sign {
                            '%' => "%",
                            '&' => "&",
                            '#' => "#",
                            '$' => "$",
                            ',' | ';' | ':' | ' ' => " ",
                            '!' => "",
                            _ => return None,
                        });
                    }
                    name if is_font(name) => {}
                    name => plain.push_str(symbol(name).filter(|_| script.is_none())?),
                }
                continue;
            }
            '^' | '_' | '&' | '#' => return None,
            c => match script {
                Some(script) => plain.push(script(c)?),
                None => plain.push(c),
            },
        }
        if group_depth == 0 {
            script = None;
        }
    }
    (script.is_none() && group_depth == 0).then_some(plain)
}

/// What follows the raised circle of degrees.
fn degrees(rest: &str) -> Option<&str> {
    rest.strip_prefix("{\\circ}")
        .or_else(|| rest.strip_prefix("\\circ"))
}
