//! The figures as tables of Markdown.

use crate::contest::{Entrant, Match};
use crate::database::Sized;
use crate::figures::{Figures, median, ratio};
use crate::growth::Growth;

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
        let medians: Vec<Figures> = growth
            .turns
            .iter()
            .map(|turns| Figures::median_of(turns))
            .collect();
        let cells = medians.iter().map(|turn| {
            format!(
                "{:.2} / {:.2}",
                turn.p50_ms, turn.processor_seconds_per_thousand
            )
        });
        let (first, last) = (medians.first().unwrap(), medians.last().unwrap());
        let times = format!(
            "{:.2}",
            last.processor_seconds_per_thousand / first.processor_seconds_per_thousand
        );
        [growth.name.to_owned()]
            .into_iter()
            .chain(cells)
            .chain([times])
            .collect()
    };
    let sizes: Vec<String> = databases
        .iter()
        .map(|database| whole(database.articles as f64))
        .collect();
    let sizes = sizes.iter().map(String::as_str);
    let heads: Vec<&str> = ["question"]
        .into_iter()
        .chain(sizes)
        .chain(["CPU, largest of smallest"])
        .collect();
    table(&heads, growths.iter().map(row).collect())
}

/// Writing and starting, one line for each size.
pub fn sizes(databases: &[Sized], starts: &[f64]) -> String {
    let row = |(database, start): (&Sized, &f64)| {
        let writing = database.writing;
        vec![
            whole(database.articles as f64),
            format!("{start:.0}"),
            format!("{:.1}", writing.apply_seconds),
            whole(database.articles as f64 / writing.apply_seconds),
            format!("{:.1}", writing.plain_seconds),
            format!("{:.2}", writing.plain_seconds / writing.apply_seconds),
            whole(writing.database_mb),
            whole(writing.peak_memory_mb),
        ]
    };
    let heads = [
        "articles",
        "start to first answer, ms",
        "`sinew apply`, s",
        "articles a second",
        "plain SQLite, s",
        "speed, of plain SQLite",
        "database, MB",
        "peak memory of apply, MB",
    ];
    table(&heads, databases.iter().zip(starts).map(row).collect())
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
