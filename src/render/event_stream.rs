//! Server-sent events (WHATWG HTML, 9.2): lines of fields, and an empty line that ends each event. A text is never more than the
//! field that it is given as.

use std::fmt::Write;

/// One event for a stream of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct ServerEvent<'a> {
    /// What it is called, by which readers listen for it.
    pub name: Option<&'a str>,
    /// Where a reader is that has it.
    pub id: Option<&'a str>,
    /// What it says. Without it, readers note the id and hear nothing.
    pub data: Option<&'a str>,
    /// How long a reader waits before it comes again, in milliseconds.
    pub retry_ms: Option<u32>,
}

impl ServerEvent<'_> {
    /// Adds it to a stream.
    pub fn write_to(&self, stream: &mut String) {
        if let Some(milliseconds) = self.retry_ms {
            // A String takes everything.
            let _ = writeln!(stream, "retry: {milliseconds}");
        }
        for (field, value) in [("event", self.name), ("id", self.id)] {
            if let Some(value) = value {
                push_line(stream, field, &in_one_line(value));
            }
        }
        if let Some(data) = self.data {
            // Readers count the line breaks of all systems as one.
            let data = data.replace("\r\n", "\n").replace('\r', "\n");
            for line in data.split('\n') {
                push_line(stream, "data", line);
            }
        }
        stream.push('\n');
    }
}

/// Adds what readers pass over: it tells whoever looks, and the connection that somebody is there.
pub fn write_comment(text: &str, stream: &mut String) {
    push_line(stream, "", &in_one_line(text));
    stream.push('\n');
}

fn push_line(stream: &mut String, field: &str, value: &str) {
    stream.push_str(field);
    stream.push(':');
    if !value.is_empty() {
        // Readers take one blank away, so one of the value stays.
        stream.push(' ');
        stream.push_str(value);
    }
    stream.push('\n');
}

/// Names and ids have no line breaks; an id with a NUL would be passed over.
fn in_one_line(text: &str) -> String {
    text.replace(['\r', '\n', '\0'], "")
}

#[cfg(test)]
mod tests;
