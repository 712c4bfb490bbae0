//! A client that listens to a stream of events.

use crate::app::TestApp;
use crate::raw::Connection;

pub struct Listener {
    connection: Connection,
    /// What has come and is not looked at yet.
    text: String,
    pub head: String,
    /// The id with which the client would come again.
    pub id: String,
}

/// An event as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    pub name: String,
    pub id: String,
    pub data: String,
}

impl Listener {
    /// Who listens from now on.
    pub async fn of(app: &TestApp) -> Self {
        Self::at(app, "/v1/events", None).await
    }

    /// Who comes back with the id of the last event that it had.
    pub async fn after(app: &TestApp, id: &str) -> Self {
        Self::at(app, "/v1/events", Some(id)).await
    }

    /// Who listens at an address, once it has been answered.
    pub async fn at(app: &TestApp, path: &str, last_event_id: Option<&str>) -> Self {
        let mut connection = asking(app, path, last_event_id).await;
        let came = connection.until("\n\n\r\n").await;
        let (head, text) = came.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200 "), "{came}");
        let mut listener = Self {
            connection,
            text: text.to_owned(),
            head: head.to_owned(),
            id: String::new(),
        };
        listener.begin().await;
        listener
    }

    /// Takes what every stream begins with.
    async fn begin(&mut self) {
        let comment = self.block().await;
        assert!(comment.starts_with(": "), "{comment}");
        let here = self.block().await;
        assert!(here.starts_with("retry: 3000\nid: "), "{here}");
        self.id = here.rsplit_once(' ').unwrap().1.to_owned();
    }

    /// The next event. Signs of life are passed over.
    pub async fn event(&mut self) -> Event {
        loop {
            let block = self.block().await;
            let field = |name: &str| {
                let value = block.lines().find_map(|line| line.strip_prefix(name));
                value.unwrap_or_default().to_owned()
            };
            if block.starts_with("event: ") {
                let event = Event {
                    name: field("event: "),
                    id: field("id: "),
                    data: field("data: "),
                };
                self.id = event.id.clone();
                return event;
            }
            assert_eq!(block, ":", "neither an event nor a sign of life");
        }
    }

    /// The next events.
    pub async fn events(&mut self, count: usize) -> Vec<Event> {
        let mut events = Vec::new();
        while events.len() < count {
            events.push(self.event().await);
        }
        events
    }

    /// Goes away without a word.
    pub fn leave(self) {
        self.connection.reset();
    }

    /// Lines up to an empty one, without the lengths of the parts in which they came.
    async fn block(&mut self) -> String {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                let lines = block.lines().filter(|line| !is_framing(line));
                let block = lines.collect::<Vec<_>>().join("\n");
                self.text = rest.to_owned();
                return block;
            }
            let more = self.connection.more().await;
            self.text
                .push_str(&more.unwrap_or_else(|| panic!("no event after {:?}", self.text)));
        }
    }
}

/// A connection that has asked for a stream.
pub async fn asking(app: &TestApp, path: &str, last_event_id: Option<&str>) -> Connection {
    let mut connection = Connection::to(&app.address).await;
    let last = last_event_id.map(|id| format!("Last-Event-ID: {id}\r\n"));
    let last = last.unwrap_or_default();
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\nOrigin: https://example.org\r\n{last}\r\n"
    );
    connection.send(request.as_bytes()).await;
    connection
}

/// Of the chunked coding: a length in hexadecimal digits, or the end of a part.
fn is_framing(line: &str) -> bool {
    line.chars().all(|digit| digit.is_ascii_hexdigit())
}
