//! All that was measured as a report: on standard output, and in files.

use std::fs;
use std::path::Path;

use jiff::Zoned;

use crate::contest::Match;
use crate::database::Sized;
use crate::growth::Growth;
use crate::publishing::Publishing;
use crate::readers::Readers;
use crate::settings::Settings;
use crate::start::IdleMemory;
use crate::{chart, tables};

pub struct Report {
    pub settings: Settings,
    pub versions: Vec<String>,
    /// How many the database of the comparison has.
    pub articles: usize,
    pub databases: Vec<Sized>,
    pub matches: Vec<Match>,
    pub growth: Vec<Growth>,
    pub starts: Vec<f64>,
    pub publishing: Vec<Publishing>,
    pub readers: Readers,
    pub idle: IdleMemory,
}

const TITLE: &str = "Requests a second, more is better";
/// Where the README shows the figures.
const MARKS: [&str; 2] = ["<!-- figures: begin -->\n", "<!-- figures: end -->\n"];

impl Report {
    pub fn publish(&self) {
        let report = self.text();
        println!("{report}");
        let folder = match self.settings.keep {
            true => Path::new("benches").to_owned(),
            false => Path::new(env!("CARGO_TARGET_TMPDIR")).join("serving"),
        };
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("results.md"), &report).unwrap();
        fs::write(folder.join("results.svg"), chart::svg(&self.matches, TITLE)).unwrap();
        if self.settings.keep {
            self.show_in_readme();
        }
    }

    fn text(&self) -> String {
        format!(
            "# How fast Sinew is\n\n{}\n\n![{TITLE}](results.svg)\n\n{}\n## All figures\n\n{}",
            self.circumstances(),
            self.findings(),
            tables::figures(&self.matches),
        )
    }

    /// When, with what, and how.
    fn circumstances(&self) -> String {
        let settings = &self.settings;
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        format!(
            "{}, {processors} processors, {}. Content of {} articles, {} connections from the same machine, medians of {} rounds \
             of {} seconds, the servers in turn.",
            Zoned::now().date(),
            self.versions.join(", "),
            tables::whole(self.articles as f64),
            settings.connections,
            settings.rounds,
            settings.seconds,
        )
    }

    /// What a reader of the README wants to know.
    fn findings(&self) -> String {
        let growth = match self.growth.as_slice() {
            [] => String::new(),
            growth => format!(
                "Content of other sizes, two clients, no answer kept: median milliseconds / CPU milliseconds of one request.\n\n{}\n",
                tables::growth(&self.databases, growth),
            ),
        };
        format!(
            "{}\n{growth}{}\n{}\n",
            tables::comparison(&self.matches),
            tables::sizes(&self.databases, &self.starts, &self.publishing),
            self.remarks(),
        )
    }

    /// What is one figure, or two.
    fn remarks(&self) -> String {
        let Readers {
            quiet,
            during_apply,
        } = &self.readers;
        format!(
            "While `sinew apply` changes all {} articles, readers of a thousand articles have {:.2} of their requests a second, \
             and {:.1} times their p99. Idle with the content of `seed/`, Sinew takes {:.0} MB of memory, and {:.0} MB after it has \
             filled its database.",
            tables::whole(self.articles as f64),
            during_apply.per_second / quiet.per_second,
            during_apply.p99_ms / quiet.p99_ms,
            self.idle.started_mb,
            self.idle.filled_mb,
        )
    }

    fn show_in_readme(&self) {
        let readme = fs::read_to_string("README.md").unwrap();
        let [begin, end] = MARKS;
        let (before, rest) = readme.split_once(begin).unwrap();
        let (_, after) = rest.split_once(end).unwrap();
        let shown = format!(
            "{}\n\n![{TITLE}](benches/results.svg)\n\n{}",
            self.circumstances(),
            self.findings(),
        );
        fs::write("README.md", format!("{before}{begin}{shown}{end}{after}")).unwrap();
    }
}
