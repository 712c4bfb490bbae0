//! What is on the disk already is not lost without being asked for.

use std::fs;

use super::files_of;
use crate::desk::Desk;

#[test]
fn nothing_on_the_disk_is_lost_without_being_asked_for() {
    let desk = Desk::new();
    desk.apply();
    let out = desk.path("out");
    fs::create_dir_all(out.join("articles")).unwrap();
    fs::write(out.join("articles/a.md"), "unsaved work").unwrap();
    fs::write(out.join("articles/mine.md"), "unsaved too").unwrap();
    fs::write(out.join("notes.txt"), "no content").unwrap();

    let refused = desk.run_bare("export", &["out"]);
    let forced = desk.run_bare("export", &["out", "--force"]);
    let before = files_of(&out);
    let unasked = desk.run_bare("export", &["out", "--force", "--prune"]);
    let after_all = files_of(&out);
    let pruned = desk.run_bare("export", &["out", "--force", "--prune", "--yes"]);

    assert_eq!((refused.status, forced.status, unasked.status), (1, 1, 1));
    assert_eq!(before, after_all);
    assert!(
        pruned.out.starts_with("removed articles/mine.md\n"),
        "{}",
        pruned.out
    );
    for (said, expected) in [
        (&unasked, "files to remove: articles/mine.md"),
        (&refused, "overwritten (--force does it): articles/a.md"),
        (&refused, "(--prune removes them): articles/mine.md"),
    ] {
        assert!(said.err.contains(expected), "{}", said.err);
    }
    assert_eq!(before.len(), 3);
    assert_eq!(pruned.status, 0, "{}", pruned.err);
    let mut after = files_of(&out);
    assert_eq!(after.remove("notes.txt").unwrap(), b"no content");
    assert_eq!(after, files_of(desk.folder.path()));
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_a_link_is_not_written_through() {
    let desk = Desk::new();
    desk.apply();
    let elsewhere = desk.path("elsewhere");
    fs::create_dir_all(&elsewhere).unwrap();
    fs::create_dir_all(desk.path("out")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, desk.path("out/articles")).unwrap();

    let said = desk.run_bare("export", &["out", "--force"]);

    assert_eq!(said.status, 1);
    assert!(
        said.err
            .contains("out/articles: nothing was written, because this folder is a link"),
        "{}",
        said.err
    );
    assert_eq!(files_of(&elsewhere).len(), 0);
}
