//! The log: JSON lines, or text on a terminal. One line for each event, and nothing in it that a request keeps for itself.

use std::io::{self, IsTerminal, Write};
use std::panic::PanicHookInfo;

use sinew::error::{Error, Result};
use tracing::{Level, Metadata};
use tracing_subscriber::filter::{FilterExt, ParseError, filter_fn};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

/// What writes parts of requests when it is talkative: malformed headers and lengths among them. Nothing of it below this
/// level is written, whatever the filter asks for, because a request can tell of somebody's health or carry a key.
const QUIET: (&str, Level) = ("actix_http", Level::WARN);
/// The spans that carry the ids of a request are on, whatever the filter says, so that each line has them.
const EXCHANGE: &str = "sinew::exchange=error";

/// Starts the log: JSON lines, or text on a terminal. Panics are logged too, and nowhere else.
pub fn start_log(filter: &str) -> Result<()> {
    let refused = |cause: ParseError| {
        Error::InvalidSetting(format!("SINEW_LOG must be a level such as info: {cause}"))
    };
    let filter = EnvFilter::try_new(filter).map_err(refused)?;
    let filter = filter.add_directive(EXCHANGE.parse().map_err(refused)?);
    // Without a level of its own it would hide that of the filter, by which quiet places are passed over quickly.
    let discreet = filter_fn(is_discreet).with_max_level_hint(Level::TRACE);
    let lines = tracing_subscriber::fmt::layer().with_writer(|| OneLine(io::stderr()));
    let lines = match io::stderr().is_terminal() {
        true => lines.boxed(),
        false => lines
            .json()
            .flatten_event(true)
            .with_span_list(false)
            .boxed(),
    };
    tracing_subscriber::registry()
        .with(lines.with_filter(filter.and(discreet)))
        .init();
    std::panic::set_hook(Box::new(log_panic));
    Ok(())
}

/// Writes each event as one line, whatever it says: an event comes in one piece, with its end of line.
struct OneLine<W>(W);

impl<W: Write> Write for OneLine<W> {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        self.0
            .write_all(one_line(&String::from_utf8_lossy(event)).as_bytes())?;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The event with what would break the line, or would be a command to a terminal, written out as JSON writes it. Colours
/// are the formatter's own: it writes out those of others itself.
fn one_line(event: &str) -> String {
    let mut line = String::with_capacity(event.len());
    for letter in event.trim_end_matches('\n').chars() {
        match letter {
            '\n' | '\r' | '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => {
                line.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            other => line.push(other),
        }
    }
    line.push('\n');
    line
}

fn is_discreet(metadata: &Metadata<'_>) -> bool {
    let (target, level) = QUIET;
    let is_of_target = metadata
        .target()
        .strip_prefix(target)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"));
    !is_of_target || *metadata.level() <= level
}

/// Logs where a panic was and, if the words were written in advance, what it said: those that were put together can hold
/// parts of a request.
fn log_panic(panic: &PanicHookInfo<'_>) {
    let location = panic.location().map(ToString::to_string);
    let words = panic.payload().downcast_ref::<&'static str>();
    tracing::error!(
        location,
        panic = words.unwrap_or(&"withheld, because it can hold parts of a request"),
        "the program has a fault: it panicked"
    );
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
mod tests {
    use std::sync::{Arc, Mutex};

    use tracing_subscriber::fmt::MakeWriter;

    use super::*;

    #[test]
    fn an_event_is_one_line_and_its_json_stays_json() {
        let said = "forged\u{9b}31m\u{2028}";
        let event = format!("{}\n", serde_json::json!({"error": said}));

        let line = one_line(&event);

        assert_eq!(line.chars().filter(|letter| letter.is_control()).count(), 1);
        let read: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(read["error"], said);
    }

    #[test]
    fn words_of_others_cannot_begin_a_line() {
        let line = one_line("ERROR a request failed error=no\r\n2026 INFO forged\n");

        assert_eq!(
            line,
            "ERROR a request failed error=no\\u000d\\u000a2026 INFO forged\n"
        );
    }

    #[test]
    fn a_panic_is_logged_once_and_without_words_of_a_request() {
        let log = Log::default();
        let lines = tracing_subscriber::fmt().json().flatten_event(true);
        let lines = lines.with_writer(log.clone()).finish();
        let word = "secret";

        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(log_panic));
        tracing::subscriber::with_default(lines, || {
            let _ = std::panic::catch_unwind(|| panic!("written in advance"));
            let _ = std::panic::catch_unwind(|| panic!("put together of a {word}"));
        });
        std::panic::set_hook(hook);

        let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        let lines: Vec<serde_json::Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines.len(), 2, "{text}");
        assert_eq!(lines[0]["panic"], "written in advance");
        assert!(!text.contains(word), "{text}");
        for line in &lines {
            assert_eq!(line["level"], "ERROR");
            assert!(line["location"].as_str().unwrap().contains("log.rs:"));
        }
    }

    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl MakeWriter<'_> for Log {
        type Writer = Self;

        fn make_writer(&self) -> Self {
            self.clone()
        }
    }

    #[test]
    fn an_event_is_written_whole() {
        let mut written = Vec::new();

        let count = OneLine(&mut written).write(b"a\nb\n").unwrap();

        assert_eq!(count, 4);
        assert_eq!(written, b"a\\u000ab\n");
    }
}
