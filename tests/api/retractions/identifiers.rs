//! A paper has one standing, under whichever of its identifiers the data tells what happened to it.

use std::collections::HashMap;

use serde_json::{Value, json};
use sinew::content::ReferenceKey;

use super::{import, notice, row, sourced, unstored::references};
use crate::app::TestApp;
use crate::folder::Folder;

const NATURES: [&str; 4] = [
    "Retraction",
    "Reinstatement",
    "Correction",
    "Expression of concern",
];
const EVENTS: u32 = 3;
/// How the events can be spread: each under the DOI or under the PubMed id.
const SPREADS: usize = 1 << EVENTS;
const SEQUENCES: usize = NATURES.len().pow(EVENTS);

#[actix_web::test]
async fn what_is_retracted_under_one_identifier_is_reinstated_under_another() {
    let app = TestApp::with(&sourced()).await;

    import(
        &app,
        &[
            row("7/15/2023", "unavailable", "99000001", "Correction"),
            row("7/15/2022", "unavailable", "99000001", "Reinstatement"),
            row("7/15/2021", "10.5555/one", "0", "Retraction"),
        ],
    )
    .await;

    let corrected = json!({"kind": "corrected", "on": "2023-07-15"});
    assert_eq!(notice(&app, "one-2015").await, corrected);
}

#[actix_web::test]
async fn a_notice_is_the_same_however_its_events_are_spread_and_in_whatever_order_they_stand() {
    let folder = Folder::with_entries();
    let cases = (0..SEQUENCES).flat_map(|of| (0..SPREADS).map(move |spread| (of, spread)));
    let (mut library, mut rows) = (String::new(), Vec::new());
    for (at, (of, spread)) in cases.clone().enumerate() {
        let (doi, pmid) = (
            format!("10.5555/p{of}-{spread}"),
            format!("{}", 90_000_000 + at),
        );
        library.push_str(&format!(
            "@article{{p{of}-{spread}, title = {{P}}, doi = {{{doi}}}, pmid = {{{pmid}}}}}\n"
        ));
        for event in 0..EVENTS {
            let nature = NATURES[of / NATURES.len().pow(event) % NATURES.len()];
            let day = format!("7/{}/2024", event + 1);
            rows.push(match spread >> event & 1 {
                0 => row(&day, &doi, "0", nature),
                _ => row(&day, "unavailable", &pmid, nature),
            });
        }
        // Those of every other paper stand backwards.
        if spread % 2 == 1 {
            let of_one = rows.len() - EVENTS as usize;
            rows[of_one..].reverse();
        }
    }
    folder.write("references/papers.bib", &library);
    let app = TestApp::with(&folder).await;

    import(&app, &rows).await;

    let unstored = app.store.notices_of(&references(&folder)).await.unwrap();
    let mut of_sequence: HashMap<usize, Value> = HashMap::new();
    for (of, spread) in cases {
        let key = format!("p{of}-{spread}");
        let stored = notice(&app, &key).await;
        let asked = unstored.get(&ReferenceKey::parse(&key).unwrap());
        assert_eq!(serde_json::to_value(asked).unwrap(), stored, "{key}");
        let first = of_sequence.entry(of).or_insert_with(|| stored.clone());
        assert_eq!(*first, stored, "{key}");
    }
    let nothing = of_sequence.values().filter(|notice| notice.is_null());
    // Those that end with a reinstatement, of four times four that can come before it.
    assert_eq!(nothing.count(), 16);
}
