//! Text as LaTeX reads it. Letters of all scripts stay as they are; every program of today reads them.

/// The text of a field: what is special to LaTeX is written as a command.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut last = ' ';
    for c in text.chars() {
        // Two of these would be read as a dash or a quotation mark.
        if c == last && matches!(c, '-' | '`' | '\'') {
            out.push_str("{}");
        }
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '$' | '&' | '%' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
        last = c;
    }
    out
}

/// The same for a title: words with capitals inside stand in braces, or styles would write them small.
pub fn escaped_title(title: &str) -> String {
    let words = title.split(' ').map(|word| {
        let has_inner_capital = word.chars().skip(1).any(char::is_uppercase);
        let word = escaped(word);
        if has_inner_capital {
            format!("{{{word}}}")
        } else {
            word
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Identifiers and addresses, in which only braces and backslashes are special.
pub fn verbatim(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '{' | '}') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
