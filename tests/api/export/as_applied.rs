//! A file that still says what is stored comes out as it went in.

use std::fs;

use super::{export_and_plan, files_of, text_of};
use crate::desk::Desk;
use crate::folder::Folder;

#[test]
fn the_seed_comes_out_byte_for_byte() {
    let desk = Desk::with(Folder::empty());
    let seed = fs::canonicalize("seed").unwrap();
    desk.run_bare("apply", &[seed.to_str().unwrap()]);

    let said = export_and_plan(&desk);

    let mut expected = files_of(&seed);
    expected.retain(|path, _| path != "README.md");
    assert_eq!(files_of(&desk.path("out")), expected);
    assert!(said.ends_with("; 25 as they were applied\n"), "{said}");
}

#[test]
fn odd_bytes_of_a_file_come_out_as_they_went_in() {
    let desk = Desk::new();
    let text = "\u{FEFF}---\r\ntitle:   \"Spaced\"   # a comment\r\nsummary: S\r\n---\r\n\r\n\r\nWords\t[@bell-2008]  \r\nmore. <!-- note -->\r\n\r\n";
    desk.folder.write("articles/odd.md", text);
    desk.folder.write(
        "people.yaml",
        "# The editors\n- {slug: ada,\n   name: 'Ada Example'}\n\n",
    );
    desk.apply();

    export_and_plan(&desk);

    assert_eq!(text_of(&desk, "out/articles/odd.md"), text);
    assert_eq!(files_of(&desk.path("out")), files_of(desk.folder.path()));
}

#[test]
fn a_comment_that_is_added_is_kept_and_makes_no_revision() {
    let desk = Desk::new();
    desk.apply();
    let path = desk.folder.path().join("articles/a.md");
    let text = fs::read_to_string(&path).unwrap() + "\n<!-- Ask Ada about this. -->\n";
    fs::write(&path, &text).unwrap();

    let said = desk.apply();

    assert_eq!(said.out, "nothing changed; 7 unchanged\n");
    export_and_plan(&desk);
    assert_eq!(text_of(&desk, "out/articles/a.md"), text);
}

#[test]
fn what_an_earlier_folder_had_comes_out_too() {
    let desk = Desk::new();
    desk.folder.article("b", "Words.");
    desk.folder.write(
        "therapies/heat.md",
        "---\nname: Heat\nsummary: Warm.\n---\n",
    );
    desk.apply();
    let before = files_of(desk.folder.path());
    desk.folder.remove("articles/b.md");
    desk.folder.remove("therapies/heat.md");
    desk.folder.write(
        "references.bib",
        "@article{bell-2008, title = {Massage therapy}, author = {Bell, J.}, year = {2008}, study_type = {case_report}}\n",
    );
    desk.apply();

    export_and_plan(&desk);

    let after = files_of(&desk.path("out"));
    for path in ["articles/b.md", "therapies/heat.md", "people.yaml"] {
        assert_eq!(after[path], before[path], "{path}");
    }
    assert!(text_of(&desk, "out/references.yaml").contains("id: yeun-2017"));
    assert!(!text_of(&desk, "out/references.yaml").contains("bell-2008"));
}

#[test]
fn a_renamed_file_comes_out_once_under_its_new_name() {
    let desk = Desk::new();
    desk.apply();
    let text = fs::read_to_string(desk.folder.path().join("articles/a.md")).unwrap();
    desk.folder.remove("articles/a.md");
    desk.folder.write(
        "articles/renamed.md",
        &text.replace("---\ntitle", "---\nslug: a\ntitle"),
    );
    desk.apply();

    export_and_plan(&desk);

    assert_eq!(files_of(&desk.path("out")), files_of(desk.folder.path()));
}

#[test]
fn an_article_that_left_the_folder_comes_out_with_its_image_and_its_source() {
    let desk = Desk::new();
    desk.folder
        .article("b", "Words [@yeun-2017].\n\n![A nerve](media/nerve.svg)");
    desk.apply();
    let before = fs::read_to_string(desk.folder.path().join("articles/b.md")).unwrap();
    for path in ["articles/b.md", "media/nerve.svg"] {
        desk.folder.remove(path);
    }
    desk.folder.write(
        "references.bib",
        "@article{bell-2008, title = {Massage therapy}, author = {Bell, J.}, year = {2008}, study_type = {case_report}}\n",
    );
    desk.apply();

    export_and_plan(&desk);

    assert_eq!(text_of(&desk, "out/articles/b.md"), before);
    assert!(desk.path("out/media/nerve.svg").exists());
}
