//! The settings of servers in tests.

use sinew::config::HttpSettings;

/// The settings that the program has when none is given.
pub fn settings() -> HttpSettings {
    #[derive(clap::Parser)]
    struct Defaults {
        #[command(flatten)]
        http: HttpSettings,
    }
    <Defaults as clap::Parser>::parse_from(["sinew"]).http
}

/// The same with all that some answers need.
pub fn told_settings() -> HttpSettings {
    HttpSettings {
        public_url: "http://api.example.org".to_owned(),
        security_contact: "mailto:security@example.org".to_owned(),
        ..settings()
    }
}

/// The same without a limit of writes.
pub fn busy_settings() -> HttpSettings {
    HttpSettings {
        writes_per_second: 0,
        ..settings()
    }
}
