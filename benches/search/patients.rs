//! Thirty queries as a patient would type them and what must come first, among 10,000 articles. They were written, and
//! committed, before a search of so many was tried.

/// The query, and what may come first: kind and slug, or how the slug begins.
pub const QUERIES: [(&str, &[&str]); 30] = [
    ("does massage help a trapped sciatic nerve", &[SCIATICA]),
    ("massage for sciatica pain down the leg", &[SCIATICA]),
    ("is massage safe with sciatica", &[SCIATICA]),
    ("how many massages for sciatica", &[SCIATICA]),
    ("which massage is best for sciatica", &[SCIATICA]),
    ("sciatica exercises at home", &[SCIATICA]),
    ("sciatica ice or heat", &[SCIATICA]),
    ("happy hormones massage", &[SCIATICA]),
    ("nerve flossing", &[SCIATICA]),
    ("can a massage therapist fix sciatica", &[SCIATICA]),
    ("sciatica what to tell the massage therapist", &[SCIATICA]),
    ("deep tissue massage lower back", &[DEEP_TISSUE]),
    (
        "deep tissue massage for chronic low back pain",
        &[DEEP_TISSUE],
    ),
    (
        "does deep tissue massage work for a bad back",
        &[DEEP_TISSUE],
    ),
    (
        "deep tissue massage or anti-inflammatory medicine",
        &[DEEP_TISSUE],
    ),
    ("deep tisue masage back pain", &[DEEP_TISSUE]),
    ("piriformis syndrome stretches", &[PIRIFORMIS]),
    (
        "how do I know if I have piriformis syndrome",
        &[PIRIFORMIS, "condition/piriformis-syndrome"],
    ),
    ("buttock pain when I sit", &[PIRIFORMIS]),
    ("is piriformis syndrome the same as sciatica", &[PIRIFORMIS]),
    (
        "pirformis syndrom",
        &[PIRIFORMIS, "condition/piriformis-syndrome"],
    ),
    ("lumbago", &["condition/low-back-pain"]),
    ("what is swedish massage", &["therapy/swedish-massage"]),
    (
        "does acupuncture help tennis elbow",
        &["article/acupuncture-for-tennis-elbow-"],
    ),
    ("shiatsu for migraines", &["article/shiatsu-for-migraine-"]),
    (
        "reflexolgy for tinnitus",
        &["article/reflexology-for-tinnitus-"],
    ),
    (
        "is thai massage safe with osteoporosis",
        &["article/thai-massage-for-osteoporosis-"],
    ),
    (
        "foam rolling shin splints",
        &["article/foam-rolling-for-shin-splints-"],
    ),
    (
        "yoga frozen shoulder",
        &["article/yoga-for-frozen-shoulder-"],
    ),
    (
        "can cupping make eczema worse",
        &["article/cupping-for-eczema-"],
    ),
];

const SCIATICA: &str = "article/massage-for-sciatica";
const DEEP_TISSUE: &str = "article/deep-tissue-massage-for-low-back-pain";
const PIRIFORMIS: &str = "article/piriformis-syndrome";
