//! The seed folder, as the program reads it.

use tempfile::TempDir;

use crate::folder::Folder;
use crate::program::{run, sinew};

#[test]
fn ten_faults_in_a_folder_are_all_reported_with_their_places_and_nothing_is_written() {
    let folder = Folder::with_entries();
    folder.write("articles/one.md", "---\ntitle: One\nsumary: Typed wrong.\nsummary: Right.\n---\n\nCited [@nobody].\n\n<b>Raw</b>\n");
    folder.write("articles/two.md", "---\ntitle: Two\nsummary: Right.\n---\n\n# Too big\n\nA [link](javascript:alert(1)).\n\n![](media/nerve.svg)\n");
    folder.write("articles/three.md", "---\ntitle: Three\nsummary: Right.\nauthors: [nobody]\n---\n\n[Gone](therapy:gone) and ![Gone](media/gone.svg)\n");
    folder.write("references.bib", "@article{bell-2008,\n  title = {One},\n  doi = {https://doi.org/10.1/X}\n}\n@article{yeun-2017, year = 2017}\n");
    let directory = TempDir::new().unwrap();

    let output = run(sinew()
        .current_dir(directory.path())
        .arg("--seed")
        .arg(folder.path()));

    let report = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{report}");
    let places = places(&report);
    for (code, place) in [
        ("YAML001", "articles/one.md:3:1"),
        ("CIT001", "articles/one.md:7:8"),
        ("MD002", "articles/one.md:9:1"),
        ("MD004", "articles/two.md:6:1"),
        ("LNK001", "articles/two.md:8:3"),
        ("A11Y001", "articles/two.md:10:1"),
        ("TAX002", "articles/three.md:4:11"),
        ("TAX002", "articles/three.md:7:1"),
        ("ID001", "references.bib:3:"),
        ("BIB001", "references.bib:5:"),
    ] {
        let is_there = |(c, p): &(&str, &str)| *c == code && p.contains(place);
        assert!(places.iter().any(is_there), "{code} {place}\n{report}");
    }
    assert!(report.contains("help: "), "{report}");
    assert!(report.contains("nothing was written"), "{report}");
    assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 0);
}

/// The code and the place of each error of a report.
fn places(report: &str) -> Vec<(&str, &str)> {
    let errors = report.split("error[").skip(1);
    errors
        .filter_map(|error| {
            let (code, rest) = error.split_once(']')?;
            let place = rest.split_once("--> ")?.1.lines().next()?;
            Some((code, place))
        })
        .collect()
}

#[test]
fn a_folder_that_is_named_and_missing_is_an_error() {
    let directory = TempDir::new().unwrap();

    let output = run(sinew()
        .current_dir(directory.path())
        .args(["--seed", "nowhere"]));

    let report = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        report.starts_with("error[FILE001]: there is no such folder\n --> nowhere\n"),
        "{report}"
    );
}
