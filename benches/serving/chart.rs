//! The comparison as a drawing: a group of bars for each answer. It is read on light and dark pages.

use std::fmt::Write;

use maud::{PreEscaped, html};

use crate::contest::{Entrant, Match};
use crate::figures::median;
use crate::tables::whole;

const WIDTH: f64 = 760.0;
const LABELS: f64 = 190.0;
const NUMBERS: f64 = 70.0;
const TOP: f64 = 58.0;
const BAR: f64 = 13.0;
const GAP: f64 = 12.0;

const STYLE: &str = "text{font:13px system-ui,sans-serif;fill:#1f2328}.n{font-size:11px}\
.nginx{fill:#8c959f}.bare{fill:#bf8700}.sinew{fill:#0969da}.cold{fill:#a5d6ff;stroke:#0969da}\
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.nginx{fill:#7d8590}.bare{fill:#d29922}\
.sinew{fill:#4493f8}.cold{fill:#0c2d6b;stroke:#4493f8}}";

const SIDES: [(Entrant, &str, &str); 4] = [
    (Entrant::Nginx, "nginx", "nginx, files"),
    (Entrant::Bare, "bare", "bare actix, a map"),
    (Entrant::Sinew, "sinew", "Sinew"),
    (Entrant::Cold, "cold", "Sinew, every answer made anew"),
];

pub fn svg(matches: &[Match], title: &str) -> String {
    let largest = matches
        .iter()
        .flat_map(|of| &of.sides)
        .flat_map(|side| &side.turns);
    let largest = largest.map(|turn| turn.per_second).fold(1.0, f64::max);
    let scale = (WIDTH - LABELS - NUMBERS) / largest;
    let mut bottom = TOP;
    let mut groups = String::new();
    for of in matches {
        write!(groups, "{}", group(of, bottom, scale).into_string()).unwrap();
        bottom += of.sides.len() as f64 * BAR + GAP;
    }
    let drawing = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (WIDTH) " " (bottom) } role="img" aria-label=(title) {
            style { (PreEscaped(STYLE)) }
            text x="0" y="16" { (title) }
            (legend())
            (PreEscaped(groups))
        }
    };
    drawing.into_string() + "\n"
}

fn legend() -> maud::Markup {
    let places = [0.0, 120.0, 270.0, 350.0];
    html! {
        @for ((_, class, name), x) in SIDES.into_iter().zip(places) {
            rect class=(class) x=(x + 0.5) y="29" width="12" height="11" {}
            text x=(x + 19.0) y="39" { (name) }
        }
    }
}

fn group(of: &Match, top: f64, scale: f64) -> maud::Markup {
    let middle = top + of.sides.len() as f64 * BAR / 2.0 + 4.0;
    html! {
        text x="0" y=(middle) { (of.name) }
        @for (at, side) in of.sides.iter().enumerate() {
            @let per_second = median(side.turns.iter().map(|turn| turn.per_second));
            @let width = format!("{:.1}", per_second * scale);
            @let y = top + at as f64 * BAR;
            rect class=(class(side.entrant)) x=(LABELS) y=(y) width=(width) height=(BAR - 2.0) {}
            text class="n" x=(format!("{:.1}", LABELS + per_second * scale + 5.0)) y=(y + 9.5) { (whole(per_second)) }
        }
    }
}

fn class(entrant: Entrant) -> &'static str {
    let side = SIDES.iter().find(|(known, _, _)| *known == entrant);
    side.map_or("", |(_, class, _)| class)
}
