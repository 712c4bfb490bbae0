//! The evidence by level: a chart, and the same as a table.

use maud::{Markup, html};

use super::words::counted;
use crate::content::LevelCounts;

/// Sizes in the units of the chart.
const ROW: u32 = 30;
const BAR_LEFT: u32 = 76;
const BAR_WIDTH: u32 = 210;
const WIDTH: u32 = 320;

/// One line of the chart and of the table.
struct Line {
    name: String,
    class: String,
    /// What has this level, for questions of treatment.
    sources: &'static str,
    count: u32,
}

pub fn section(levels: &LevelCounts) -> Markup {
    let lines = lines(levels);
    html! {
        section aria-labelledby="_levels" {
            h2 #_levels { "Evidence by level" }
            div.levels {
                (chart(&lines))
                (table(&lines))
            }
        }
    }
}

fn lines(levels: &LevelCounts) -> Vec<Line> {
    let known = levels.counts.iter().map(|count| Line {
        name: format!("Level {}", count.level),
        class: format!("bar level-{}", count.level),
        sources: sources_of(count.level),
        count: count.references,
    });
    let without = Line {
        name: "No level".to_owned(),
        class: "bar".to_owned(),
        sources: "Guidelines, web pages, books, and what nobody has named",
        count: levels.without_level,
    };
    known.chain([without]).collect()
}

fn sources_of(level: u8) -> &'static str {
    match level {
        1 => "Systematic reviews of randomised trials, meta-analyses",
        2 => "Randomised trials",
        3 => "Controlled cohorts and trials without random allocation",
        4 => "Case series, case-control studies; we place reports on one person here",
        _ => "Reasoning from mechanisms; we place opinions and narrative reviews here",
    }
}

fn chart(lines: &[Line]) -> Markup {
    let longest = lines
        .iter()
        .map(|line| line.count)
        .max()
        .unwrap_or(0)
        .max(1);
    let rows = u32::try_from(lines.len()).unwrap_or(0);
    let told: Vec<String> = lines
        .iter()
        .map(|line| format!("{}: {}", line.name, line.count))
        .collect();
    html! {
        svg viewBox={ "0 0 " (WIDTH) " " (rows * ROW) } role="img" aria-labelledby="_chart-title _chart-text" {
            title #_chart-title { "Cited sources by level of evidence" }
            desc #_chart-text { (told.join(", ")) "." }
            @for (line, row) in lines.iter().zip(0..) {
                @let width = bar(line.count, longest);
                text x="0" y=(row * ROW + 20) { (line.name) }
                rect class=(line.class) x=(BAR_LEFT) y=(row * ROW + 5) width=(width) height=(ROW - 10) rx="3" {}
                text.count x=(BAR_LEFT + width + 8) y=(row * ROW + 20) { (line.count) }
            }
        }
    }
}

/// The length of a bar. One source among many can still be seen.
fn bar(count: u32, longest: u32) -> u32 {
    let length = u64::from(BAR_WIDTH) * u64::from(count) / u64::from(longest);
    let length = u32::try_from(length).unwrap_or(BAR_WIDTH);
    length.max(if count == 0 { 1 } else { 4 })
}

fn table(lines: &[Line]) -> Markup {
    let all: u32 = lines.iter().map(|line| line.count).sum();
    let all = usize::try_from(all).unwrap_or(usize::MAX);
    html! {
        table {
            caption { (counted(all, "cited source", "cited sources")) " by level; 1 is the strongest" }
            thead {
                tr { th scope="col" { "Level" } th scope="col" { "What has it" } th.number scope="col" { "Sources" } }
            }
            tbody {
                @for line in lines {
                    tr { th scope="row" { (line.name) } td { (line.sources) } td.number { (line.count) } }
                }
            }
        }
    }
}
