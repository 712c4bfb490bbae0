//! What a section is for, by the words of its heading. Where they are not certain, it is for something else.

use crate::content::Purpose;

/// Headings of lists of references.
const REFERENCE_HEADINGS: [&str; 20] = [
    "references",
    "reference",
    "reference list",
    "references and sources",
    "sources",
    "sources and references",
    "article sources",
    "bibliography",
    "literature",
    "literature cited",
    "works cited",
    "citations",
    "footnotes",
    "endnotes",
    "notes and references",
    "notes",
    "studies",
    "further reading",
    "references and further reading",
    "resources",
];

/// Words of headings with the purpose that they tell, the surest first. Each is looked for as a whole phrase.
const PHRASES: [(&str, Purpose); 45] = [
    ("what to expect", Purpose::WhatToExpect),
    ("during a session", Purpose::WhatToExpect),
    ("self care", Purpose::SelfCare),
    ("selfcare", Purpose::SelfCare),
    ("home remedies", Purpose::SelfCare),
    ("at home", Purpose::SelfCare),
    ("tips to help", Purpose::SelfCare),
    ("what you can do", Purpose::SelfCare),
    ("when to see", Purpose::WhenToGetHelp),
    ("when to get help", Purpose::WhenToGetHelp),
    ("when to seek", Purpose::WhenToGetHelp),
    ("when to call", Purpose::WhenToGetHelp),
    ("red flags", Purpose::WhenToGetHelp),
    ("warning signs", Purpose::WhenToGetHelp),
    ("frequently asked questions", Purpose::Faq),
    ("common questions", Purpose::Faq),
    ("questions people ask", Purpose::Faq),
    ("faq", Purpose::Faq),
    ("faqs", Purpose::Faq),
    ("side effects", Purpose::Risks),
    ("risks", Purpose::Risks),
    ("contraindications", Purpose::Risks),
    ("precautions", Purpose::Risks),
    ("is it safe", Purpose::Risks),
    ("symptoms", Purpose::Symptoms),
    ("signs of", Purpose::Symptoms),
    ("causes", Purpose::Causes),
    ("what causes", Purpose::Causes),
    ("benefits", Purpose::Benefits),
    ("how massage may help", Purpose::Benefits),
    ("types of massage", Purpose::Treatments),
    ("kinds of massage", Purpose::Treatments),
    ("massage techniques", Purpose::Treatments),
    ("types of treatment", Purpose::Treatments),
    ("treatments", Purpose::Treatments),
    ("treatment", Purpose::Treatments),
    ("treatment options", Purpose::Treatments),
    ("therapies", Purpose::Treatments),
    ("evidence", Purpose::Evidence),
    ("what the research says", Purpose::Evidence),
    ("research", Purpose::Evidence),
    ("conclusion", Purpose::Conclusion),
    ("takeaway", Purpose::Conclusion),
    ("in short", Purpose::Conclusion),
    ("the bottom line", Purpose::Conclusion),
];
const LAST_WORDS: [&str; 10] = [
    "conclusion",
    "conclusions",
    "summary",
    "final thoughts",
    "the takeaway",
    "takeaways",
    "key takeaways",
    "bottom line",
    "in summary",
    "wrapping up",
];

/// The purpose of a section under a heading.
pub fn purpose_of(heading: &str) -> Purpose {
    let words = words_of(heading);
    if LAST_WORDS.contains(&words.as_str()) {
        return Purpose::Conclusion;
    }
    let is_overview = words == "overview"
        || words == "introduction"
        || words.starts_with("what is ")
        || words.starts_with("what are ") && !words.contains(" the ");
    if is_overview {
        return Purpose::Overview;
    }
    let padded = format!(" {words} ");
    PHRASES
        .iter()
        .find(|(phrase, _)| padded.contains(&format!(" {phrase} ")))
        .map_or(Purpose::Other, |(_, purpose)| *purpose)
}

/// True for the heading of a list of references.
pub fn is_reference_heading(heading: &str) -> bool {
    REFERENCE_HEADINGS.contains(&words_of(heading).as_str())
}

/// The words of a heading in lower case.
pub fn words_of(heading: &str) -> String {
    heading
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_tells_the_purpose_of_its_section() {
        for (heading, purpose) in [
            ("What is Sciatica?", Purpose::Overview),
            ("Types of Massage to Try", Purpose::Treatments),
            ("What to Expect During a Session", Purpose::WhatToExpect),
            ("Self-Care Tips", Purpose::SelfCare),
            ("When to see a doctor", Purpose::WhenToGetHelp),
            ("FAQ", Purpose::Faq),
            ("The Bottom Line", Purpose::Conclusion),
        ] {
            assert_eq!(purpose_of(heading), purpose, "{heading}");
        }
    }

    #[test]
    fn a_heading_that_could_mean_anything_has_no_purpose() {
        assert_eq!(purpose_of("A long way home"), Purpose::Other);
        assert_eq!(purpose_of("坐骨神経痛"), Purpose::Other);
        assert_eq!(purpose_of(""), Purpose::Other);
    }
}
