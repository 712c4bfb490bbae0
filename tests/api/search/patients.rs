//! Queries as a patient would type them, with what must come first. The ranking was made with them in view; those that were
//! written down before it was tried stand in `benches/search/patients.rs`.

use crate::app::TestApp;

use super::{hits, search};

/// The query, and what may come first.
const QUERIES: [(&str, &[&str]); 30] = [
    ("can massage help with sciatica", &[SCIATICA]),
    ("massage for sciatica", &[SCIATICA]),
    ("sciatic nerve massage", &[SCIATICA]),
    ("sciatca massage", &[SCIATICA]),
    ("can massage make sciatica worse?", &[SCIATICA]),
    ("how many massage sessions for sciatica", &[SCIATICA]),
    ("nerve flossing", &[SCIATICA]),
    ("self care for sciatica", &[SCIATICA]),
    ("heat or cold for sciatica", &[SCIATICA]),
    ("exercises for sciatica", &[SCIATICA]),
    ("what kinds of massage are there", &[SCIATICA]),
    ("slipped discs after massage", &[SCIATICA]),
    ("deep tissue massage for back pain", &[DEEP_TISSUE]),
    (
        "is deep tissue massage good for lower back pain",
        &[DEEP_TISSUE],
    ),
    ("deep tissue massage trial", &[DEEP_TISSUE]),
    ("deep-tissue massage low back", &[DEEP_TISSUE]),
    ("pain in buttock when sitting", &[PIRIFORMIS]),
    ("piriformis stretch", &[PIRIFORMIS]),
    ("pyriformis stretches", &[PIRIFORMIS]),
    (
        "when should I see a doctor about buttock pain",
        &[PIRIFORMIS],
    ),
    (
        "piriformis syndrome",
        &[PIRIFORMIS, "condition/piriformis-syndrome"],
    ),
    ("hot stone massage", &["therapy/hot-stone-massage"]),
    ("what is swedish massage", &["therapy/swedish-massage"]),
    ("relaxation massage", &["therapy/swedish-massage"]),
    ("trigger points", &["therapy/trigger-point-therapy"]),
    ("myofascial release", &["therapy/myofascial-release"]),
    ("NMT", &["therapy/neuromuscular-massage"]),
    ("lower back pain", &["condition/low-back-pain"]),
    ("lumbago", &["condition/low-back-pain"]),
    ("what is sciatica", &["condition/sciatica", SCIATICA]),
];

const SCIATICA: &str = "article/massage-for-sciatica";
const DEEP_TISSUE: &str = "article/deep-tissue-massage-for-low-back-pain";
const PIRIFORMIS: &str = "article/piriformis-syndrome";

#[actix_web::test]
async fn what_a_patient_means_comes_first() {
    let app = TestApp::seeded().await;
    let mut missed = Vec::new();

    for (query, expected) in QUERIES {
        let found = hits(&search(&app, query).await);
        let first = found.first().map(String::as_str);
        if first.is_none_or(|first| !expected.contains(&first)) {
            missed.push(format!("{query}: {found:?}"));
        }
    }

    assert_eq!(missed, Vec::<String>::new());
}
