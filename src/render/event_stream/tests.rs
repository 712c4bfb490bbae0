//! Events are read back as they were written, by the rules for readers of the standard.

use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};

use super::*;

/// An event as a reader hears it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Heard {
    name: String,
    id: String,
    data: String,
}

/// What a reader hears of a stream, by 9.2.6 of the standard: events, the last id, and the time to wait.
fn heard(stream: &str) -> (Vec<Heard>, String, Option<u32>) {
    let (mut events, mut id, mut retry) = (Vec::new(), String::new(), None);
    let (mut name, mut data) = (String::new(), String::new());
    let stream = stream.replace("\r\n", "\n").replace('\r', "\n");
    // What no line break ends is no line.
    for line in stream.split_inclusive('\n') {
        let Some(line) = line.strip_suffix('\n') else {
            break;
        };
        if line.is_empty() {
            if !data.is_empty() {
                events.push(Heard {
                    name: std::mem::take(&mut name),
                    id: id.clone(),
                    data: data.strip_suffix('\n').unwrap_or(&data).to_owned(),
                });
            }
            name.clear();
            data.clear();
            continue;
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => name = value.to_owned(),
            "data" => {
                data.push_str(value);
                data.push('\n');
            }
            "id" if !value.contains('\0') => id = value.to_owned(),
            "retry" => retry = value.parse().ok().or(retry),
            _ => {}
        }
    }
    (events, id, retry)
}

fn normal(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn any_texts_are_heard_as_they_were_written(
        events in proptest::collection::vec((any::<String>(), "[a\\r\\n\\x00: ]{0,6}", "[ad:\\r\\n \\x00\u{2028}]{0,12}"), 0..5),
        remark in "[a:\\r\\n]{0,8}",
    ) {
        let mut stream = String::new();
        for (name, id, data) in &events {
            write_comment(&remark, &mut stream);
            let event = ServerEvent { name: Some(name), id: Some(id), data: Some(data), retry_ms: None };
            event.write_to(&mut stream);
        }

        let expected: Vec<Heard> = events
            .iter()
            .map(|(name, id, data)| Heard { name: in_one_line(name), id: in_one_line(id), data: normal(data) })
            .collect();
        prop_assert_eq!(heard(&stream).0, expected);
    }
}

#[test]
fn an_event_without_data_is_noted_and_not_heard() {
    let mut stream = String::new();

    let event = ServerEvent {
        id: Some("here"),
        retry_ms: Some(3000),
        ..ServerEvent::default()
    };
    event.write_to(&mut stream);

    assert_eq!(stream, "retry: 3000\nid: here\n\n");
    assert_eq!(heard(&stream), (Vec::new(), "here".to_owned(), Some(3000)));
}

#[test]
fn an_event_is_written_as_the_standard_shows_it() {
    let mut stream = String::new();

    write_comment("", &mut stream);
    let event = ServerEvent {
        name: Some("changed"),
        id: Some("7"),
        data: Some("first\r\nsecond"),
        retry_ms: None,
    };
    event.write_to(&mut stream);

    assert_eq!(
        stream,
        ":\n\nevent: changed\nid: 7\ndata: first\ndata: second\n\n"
    );
}
