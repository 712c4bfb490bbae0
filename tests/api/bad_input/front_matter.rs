//! Front matter that is wrong.

use super::{faults_of, place};

/// Lines of front matter, the fault with its place, and words that it must say.
const WRONG: [(&str, &str, &str); 15] = [
    (
        "keywords: [a\n",
        "YAML001 articles/one.md:4:11",
        "YAML cannot be read",
    ),
    (
        "keyword: [a]\n",
        "YAML001 articles/one.md:4:1",
        "`keywords`",
    ),
    (
        "title: Two\n",
        "YAML001 articles/one.md:4:1",
        "stands twice",
    ),
    ("authors: [adda]\n", "TAX002 articles/one.md:4:11", "`ada`"),
    (
        "conditions: [sciatic]\n",
        "TAX002 articles/one.md:4:14",
        "`sciatica`",
    ),
    (
        "therapies: [massage]\n",
        "TAX002 articles/one.md:4:13",
        "massage",
    ),
    (
        "references: [bell-2009]\n",
        "CIT001 articles/one.md:4:14",
        "`bell-2008`",
    ),
    (
        "review: {by: ada, on: 2026-02-30}\n",
        "ID001 articles/one.md:4:23",
        "2026-02-30",
    ),
    (
        "review: {by: ada, on: 22.11.2026}\n",
        "ID001 articles/one.md:4:23",
        "2026-11-22",
    ),
    (
        "review: {by: ada, on: 2026-02-03, next: 2026-01-01}\n",
        "ID001 articles/one.md:4:41",
        "later day",
    ),
    (
        "publish_at: tomorrow\n",
        "ID001 articles/one.md:4:13",
        "tomorrow",
    ),
    ("slug: One Two\n", "ID001 articles/one.md:4:7", "slug"),
    (
        "locale: english language\n",
        "ID001 articles/one.md:4:9",
        "BCP 47",
    ),
    (
        "keywords: [\"a\\u0007\"]\n",
        "YAML001 articles/one.md:4:12",
        "U+0007",
    ),
    (
        "hero: {image: media/gone.svg, alt: A}\n",
        "IMG002 articles/one.md:4:15",
        "media/gone.svg",
    ),
];

#[test]
fn front_matter_that_is_wrong_is_refused_at_its_place() {
    for (front_matter, expected, words) in WRONG {
        let faults = faults_of(front_matter, "Words.");

        let places: Vec<String> = faults.iter().map(place).collect();
        assert_eq!(places, [expected], "{front_matter}{faults:?}");
        let said = format!("{} {}", faults[0].message, faults[0].help);
        assert!(said.contains(words), "{front_matter}{said}");
    }
}
