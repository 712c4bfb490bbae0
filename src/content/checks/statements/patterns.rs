//! What the words of a statement look like, in whatever case.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

macro_rules! patterns {
    ($($(#[$attribute:meta])* $name:ident = $text:expr;)+) => {
        $(
            $(#[$attribute])*
            pub static $name: LazyLock<Regex> = LazyLock::new(|| pattern($text));
        )+

        #[cfg(test)]
        pub const ALL: &[&LazyLock<Regex>] = &[$(&$name),+];
    };
}

patterns! {
    SENTENCE_END = r#"[.!?…]["'”’)\]]*\s"#;
    /// The study that a sentence before has cited.
    REFERS_BACK = r"\b(this|that|the|these|those|both|its|same) (\w+ )?(trials?|stud(y|ies)|reviews?|groups?|authors|researchers|analys[ie]s|guidelines?|results|papers?|surveys?)\b";
    /// An instruction states nothing.
    STARTS_INSTRUCTION = r"^(ask|avoid|be|book|breathe|call|choose|consult|discuss|do|don't|drink|expect|find|get|give|go|keep|let|lie|look|make|move|never|note|please|put|read|remember|rest|see|seek|sit|speak|stand|start|stay|stop|stretch|take|talk|tell|think|try|use|wait|walk|write)\b";
    /// Words that make less than a statement out of an effect.
    HEDGES = r"\b(may|might|can|could|would|should|perhaps|maybe|possibly|probably|seems?|appears?|suggests?|thought|believed?|said|say|claims?|claimed|often|sometimes|some people|nor|neither|whether|if|unless|until|unknown|unclear|uncertain|unproven|aims?|aimed|hopes?|hoped|intended|meant|designed|wants?|wish|expects?|think|idea|try|tries|tried|likely|helpful)\b";
    /// Words that make the opposite, or a question, out of a statement.
    NEGATIONS = r"n't\b|\b(not|no|never|hardly|barely|rarely|nobody|nothing|none|neither|nor|without|whether|if|little|few|unclear|unknown|unproven|myths?|mixed)\b";
    /// What somebody says of research.
    RESEARCH = r"\b(research|stud(y|ies)|trials|science|evidence) (has |have )?(also |clearly |now )?(shown?|shows|proven?|proves|proved|demonstrated?|demonstrates|confirms|confirmed)\b|\b(has|have) (also |now )?been (clinically |scientifically )?(shown|proven|demonstrated) to\b|\b(is|are) (clinically|scientifically) proven\b";
    /// What treatments are called that a folder need not have a page about.
    TREATMENTS = r"\b(massages?|massage therapy|acupuncture|acupressure|physiotherapy|physical therapy|yoga|stretching|exercises?|cupping|reflexology|aromatherapy|chiropractic|manual therapy|heat therapy|cold therapy)\b";
    /// A verb of effect in the form in which a treatment does it, with what it does it to.
    DOES = concat!(
        r"\b(reduces|relieves|improves|eases|prevents|cures|lowers|boosts|increases|decreases|heals|treats|alleviates|eliminates|soothes)",
        r" (?P<object>[^.;:!?]*)",
    );
    /// The same after `helps`.
    HELPS_TO = concat!(
        r"\bhelps?( to)?( \w+ly)? (reduce|relieve|improve|ease|prevent|cure|lower|boost|increase|decrease|heal|treat|alleviate|eliminate|soothe)",
        r" (?P<object>[^.;:!?]*)",
    );
    /// What a treatment would have an effect on, at the start of the words that follow the verb.
    OBJECTS = concat!(
        r"^((the|your|their|any|all|both|much|most|of|this|that|its|overall|chronic|acute|muscle|muscular|back|lower|low|leg|nerve|neck|joint|local|tissue|physical|low|levels?|risk|severity|intensity|frequency|feelings?|symptoms?|signs|amount)[ ,]+(and )?)*",
        r"(pain|soreness|stiffness|tension|tightness|inflammation|swelling|spasms?|anxiety|stress|symptoms?|cortisol|numbness|tingling|headaches?|depression|fatigue|blood flow|circulation|mobility|flexibility|range of (motion|movement)|movement|function|sleep|mood|recovery|healing|quality of life|endorphins?|serotonin|dopamine|blood pressure|immunity)\b",
    );
    /// A share in percent.
    PERCENT = r"\b(\d+(?:[.,]\d+)?) ?(%|percent\b|per cent\b)";
    /// What a share or number is said of when it is about people and how they fare.
    FARING = r"\b(people|persons|patients|clients|adults|women|men|participants|sufferers|cases|pain|symptoms?|relief|risks?|improve[sd]?|improvement|recover(ed|y|s)?|reduc(es?|ed|tion)|success)\b";
    /// So many of so many people.
    OF_PEOPLE = concat!(
        r"\b(\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|half) (in|of|out of)( every)? (\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred)",
        r" (\w+ )?(people|persons|patients|clients|adults|women|men|participants|sufferers|cases|of (us|them)|had|have|has|were|was|feels?|felt|gets?|got|recover(ed|s)?|improve[sd]?|reports?|reported|say|said)\b",
    );
    /// How many people a study had.
    STUDY_OF = r"\b(stud(y|ies)|trials?|surveys?|meta-analys[ie]s) (of|with|in|among|involving) (more than |over |about |around |nearly |almost )?\d[\d,]* ";
    /// How much more often.
    TIMES_LIKELY = r"\b(twice|(two|three|four|five|ten|\d+) times) (as|more|less) likely\b";
}

fn pattern(text: &str) -> Regex {
    RegexBuilder::new(text)
        .case_insensitive(true)
        .build()
        .expect("the patterns are constants, and tests use each")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_can_be_read() {
        for pattern in ALL {
            assert!(!pattern.is_match(""));
        }
    }
}
