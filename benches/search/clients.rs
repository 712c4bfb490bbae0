//! Two clients that ask one query after the other, each over its own connection.

use std::thread;
use std::time::Instant;

use serde_json::Value;

use crate::figures::Figures;
use crate::queries::Class;

/// As many as ask at once.
const CLIENTS: usize = 2;

pub struct Client {
    address: String,
    client: awc::Client,
}

impl Client {
    pub fn new(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            client: awc::Client::default(),
        }
    }

    /// Kind and slug of the first hit.
    pub async fn first(&self, query: &str) -> String {
        let answer = self.ask("/v1/search", query, "").await;
        let hit = &answer["items"][0];
        let word = |member: &str| hit[member].as_str().unwrap_or("nothing").to_owned();
        format!("{}/{}", word("kind"), word("slug"))
    }

    async fn ask(&self, path: &str, query: &str, parameters: &str) -> Value {
        serde_json::from_slice(&self.bytes(path, query, parameters).await).unwrap()
    }

    async fn bytes(&self, path: &str, query: &str, parameters: &str) -> Vec<u8> {
        let query: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
        let path = format!("{}{path}?q={query}{parameters}", self.address);
        let request = self.client.get(&path).no_decompress();
        let mut answer = request.send().await.unwrap();
        let bytes = answer.body().limit(50_000_000).await.unwrap();
        assert_eq!(answer.status().as_u16(), 200, "{path}: {bytes:?}");
        bytes.to_vec()
    }

    /// What one query takes, from the request to the last byte of the answer.
    async fn time(
        &self,
        class: Class,
        (query, parameters): &(String, String),
        figures: &mut Figures,
    ) {
        let path = match class {
            Class::Suggestions => "/v1/search/suggestions",
            _ => "/v1/search",
        };
        let mut parameters = parameters.clone();
        if matches!(class, Class::LaterPage) {
            let first = self.ask(path, query, "").await;
            let Some(cursor) = first["next_cursor"].as_str() else {
                return;
            };
            parameters = format!("&cursor={cursor}");
        }
        let begin = Instant::now();
        self.bytes(path, query, &parameters).await;
        figures.push(begin.elapsed());
    }
}

/// Queries that are in no class, so that every connection is open and has prepared its statements.
pub async fn warm_up(client: &Client) {
    for word in [
        "physio",
        "stretch ",
        "\"sore back\"",
        "theropy",
        "back -leg",
        "wxyzwxyz ache",
    ] {
        client.ask("/v1/search", word, "").await;
        client.ask("/v1/search/suggestions", word, "").await;
    }
}

/// The times of every class, of all clients.
pub async fn measure(address: &str) -> Vec<(Class, Figures)> {
    let mut measured = Vec::new();
    for class in Class::ALL {
        let (sender, mut times) = tokio::sync::mpsc::unbounded_channel();
        for number in 0..CLIENTS {
            let (address, sender) = (address.to_owned(), sender.clone());
            thread::spawn(move || {
                let figures = actix_web::rt::System::new().block_on(share(&address, class, number));
                sender.send(figures).unwrap();
            });
        }
        drop(sender);
        let mut all = Figures::default();
        while let Some(figures) = times.recv().await {
            all.add(&figures);
        }
        measured.push((class, all));
    }
    measured
}

/// The queries of one client.
async fn share(address: &str, class: Class, number: usize) -> Figures {
    let client = Client::new(address);
    let mut figures = Figures::default();
    for query in class.queries().iter().skip(number).step_by(CLIENTS) {
        client.time(class, query, &mut figures).await;
    }
    figures
}
