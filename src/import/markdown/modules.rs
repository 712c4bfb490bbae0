//! MDX: Markdown in which programs stand. Their lines are left out and reported; what their tags hold stays.

use super::Remarks;

/// The body without lines that import or export something, every other line on its line.
pub fn without_modules(body: &str, lines_before: usize, remarks: &mut Remarks) -> String {
    let mut is_code = false;
    let mut text = String::with_capacity(body.len());
    for (at, line) in body.split_inclusive('\n').enumerate() {
        is_code ^= line.trim_start().starts_with("```");
        let is_module = ["import ", "export "]
            .iter()
            .any(|word| line.starts_with(word));
        if is_module && !is_code {
            let message = format!(
                "a line of a program was left out: {}",
                crate::error::shown(line.trim())
            );
            remarks.add(
                lines_before + at + 1,
                message,
                "nothing, if readers never saw it",
            );
            text.push_str(&line[line.trim_end().len()..]);
        } else {
            text.push_str(line);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_programs_are_left_out_and_named() {
        let mut remarks = Remarks::new("a.mdx");

        let text = without_modules(
            "import X from 'x'\n\nWords.\n```\nimport y\n```\n",
            3,
            &mut remarks,
        );

        assert_eq!(text, "\n\nWords.\n```\nimport y\n```\n");
        assert_eq!(remarks.notes.len(), 1);
        assert_eq!(remarks.notes[0].line, Some(4));
    }
}
