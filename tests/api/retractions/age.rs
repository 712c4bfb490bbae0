//! The doctor says how old the data is.

use super::{data, row, sourced};
use crate::desk::Desk;

#[actix_web::test]
async fn the_doctor_tells_missing_new_and_old_data_apart() {
    let desk = Desk::with(sourced());
    desk.apply();
    let rows = [row("7/15/2024", "10.5555/nobody", "0", "Retraction")];
    std::fs::write(desk.path("data.csv"), data(&rows)).unwrap();
    let said = |arguments: &[&str]| {
        if !arguments.is_empty() {
            let imported = desk.run_bare("retractions", arguments);
            assert_eq!(imported.status, 0, "{}", imported.err);
        }
        let said = desk.run_bare("doctor", &["--no-seed"]).out;
        let line = said.lines().find(|line| line.contains("retractions: "));
        line.unwrap_or_default().to_owned()
    };

    let missing = said(&[]);
    let old = said(&["import", "data.csv"]);
    let today = jiff::Timestamp::now().to_string()[..10].to_owned();
    let new = said(&["import", "data.csv", "--dated", &today]);

    assert!(
        missing.starts_with("ok") && missing.contains("no data was imported"),
        "{missing}"
    );
    assert!(
        old.starts_with("warning") && old.contains("2024-07-15, more than a year ago"),
        "{old}"
    );
    assert!(new.starts_with("ok") && new.ends_with(&today), "{new}");
}
