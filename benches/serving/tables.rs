//! The figures as tables of Markdown.

use crate::contest::{Entrant, Match};
use crate::database::Sized;
use crate::figures::{Figures, median, ratio};
use crate::growth::Growth;
use crate::publishing::Publishing;

/// A table whose columns are right-aligned but for the first.
fn table(heads: &[&str], rows: Vec<Vec<String>>) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let marks = (0..heads.len()).map(|at| if at == 0 { "---" } else { "---:" });
    let heads = line(heads.iter().map(|head| (*head).to_owned()).collect());
    let marks = line(marks.map(str::to_owned).collect());
    let rows: String = rows.into_iter().map(line).collect();
    heads + &marks + &rows
}

/// One line for each answer: requests a second, and how Sinew compares.
pub fn comparison(matches: &[Match]) -> String {
    let row = |of: &Match| {
        let per_second = |entrant| {
            of.turns_of(entrant)
                .map_or(String::new(), |turns| whole(median_per_second(turns)))
        };
        let compared = |entrant, other, figure| compared(of, entrant, other, figure);
        vec![
            of.name.to_owned(),
            per_second(Entrant::Nginx),
            per_second(Entrant::Bare),
            per_second(Entrant::Sinew),
            compared(Entrant::Sinew, Entrant::Nginx, |turn| turn.per_second),
            compared(Entrant::Sinew, Entrant::Bare, |turn| turn.per_second),
            compared(Entrant::Sinew, Entrant::Nginx, |turn| {
                1.0 / turn.processor_seconds_per_thousand
            }),
            compared(Entrant::Sinew, Entrant::Nginx, |turn| turn.p99_ms),
            per_second(Entrant::Cold),
            compared(Entrant::Cold, Entrant::Nginx, |turn| turn.per_second),
        ]
    };
    let heads = [
        "answer",
        "nginx",
        "bare actix",
        "Sinew",
        "of nginx",
        "of bare",
        "per CPU second, of nginx",
        "p99, of nginx's",
        "Sinew without memory",
        "of nginx",
    ];
    table(&heads, matches.iter().map(row).collect())
}

fn median_per_second(turns: &[Figures]) -> f64 {
    median(turns.iter().map(|turn| turn.per_second))
}

fn compared(of: &Match, entrant: Entrant, other: Entrant, figure: fn(&Figures) -> f64) -> String {
    match (of.turns_of(entrant), of.turns_of(other)) {
        (Some(turns), Some(others)) => format!("{:.2}", ratio(turns, others, figure)),
        _ => String::new(),
    }
}

/// One line for each answer of each server, with all that was measured.
pub fn figures(matches: &[Match]) -> String {
    let rows = matches.iter().flat_map(|of| {
        of.sides.iter().map(|side| {
            let figures = Figures::median_of(&side.turns);
            let server = match side.entrant {
                Entrant::Nginx => "nginx",
                Entrant::Bare => "bare actix",
                Entrant::Sinew => "Sinew",
                Entrant::Cold => "Sinew without memory",
            };
            vec![
                of.name.to_owned(),
                server.to_owned(),
                whole(of.bytes as f64),
                whole(figures.per_second),
                format!("{:.2}", figures.p50_ms),
                format!("{:.2}", figures.p99_ms),
                format!("{:.4}", figures.processor_seconds_per_thousand),
                format!("{:.0}", figures.memory_mb),
            ]
        })
    });
    let heads = [
        "answer",
        "server",
        "bytes",
        "requests a second",
        "p50, ms",
        "p99, ms",
        "CPU seconds for 1,000",
        "memory, MB",
    ];
    table(&heads, rows.collect())
}

/// What each question costs at each size: the median time, and the processor time of the server.
pub fn growth(databases: &[Sized], growths: &[Growth]) -> String {
    let row = |growth: &Growth| {
        let medians = growth.turns.iter().map(|turns| Figures::median_of(turns));
        let medians: Vec<Figures> = medians.collect();
        let processor = |turn: &Figures| turn.processor_seconds_per_thousand;
        let cell = |turn: &Figures| format!("{:.2} / {:.2}", turn.p50_ms, processor(turn));
        let (first, last) = (medians.first().unwrap(), medians.last().unwrap());
        let times = format!("{:.2}", processor(last) / processor(first));
        let name = [growth.name.to_owned()].into_iter();
        name.chain(medians.iter().map(cell))
            .chain([times])
            .collect()
    };
    let sizes = sizes_of(databases);
    let sizes = sizes.iter().map(String::as_str);
    let heads = ["question"].into_iter().chain(sizes);
    let heads: Vec<&str> = heads.chain(["CPU, largest of smallest"]).collect();
    table(&heads, growths.iter().map(row).collect())
}

/// Starting and writing, a column for each size.
pub fn sizes(databases: &[Sized], starts: &[f64], publishing: &[Publishing]) -> String {
    let writing = |name, figure: fn(&Sized) -> String| row(name, databases.iter().map(figure));
    let published = |name, figure: fn(&Publishing) -> f64| {
        let figures = publishing.iter().map(figure);
        row(name, figures.map(|figure| format!("{figure:.1}")))
    };
    let starts = starts.iter().map(|start| format!("{start:.0}"));
    let rows = vec![
        row("start to the first answer, ms", starts),
        writing("`sinew apply`, s", |of| {
            format!("{:.1}", of.writing.apply_seconds)
        }),
        writing("the same rows by plain SQLite, s", |of| {
            format!("{:.1}", of.writing.plain_seconds)
        }),
        writing("speed of `sinew apply`, of plain SQLite", |of| {
            format!("{:.2}", of.writing.plain_seconds / of.writing.apply_seconds)
        }),
        writing("peak memory of `sinew apply`, MB", |of| {
            whole(of.writing.peak_memory_mb)
        }),
        writing("database, MB", |of| whole(of.writing.database_mb)),
        published("one publication, ms", |of| of.publish_ms),
        published("one row on disk by plain SQLite, ms", |of| of.row_ms),
    ];
    let sizes = sizes_of(databases);
    let heads = ["articles"].into_iter();
    let heads: Vec<&str> = heads.chain(sizes.iter().map(String::as_str)).collect();
    table(&heads, rows)
}

fn row(name: &str, cells: impl Iterator<Item = String>) -> Vec<String> {
    [name.to_owned()].into_iter().chain(cells).collect()
}

fn sizes_of(databases: &[Sized]) -> Vec<String> {
    let sizes = databases.iter().map(|database| database.articles);
    sizes.map(|articles| whole(articles as f64)).collect()
}

/// A number as people read it: 12,345.
pub fn whole(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
