//! The two programs from outside: nginx and wrk. Debian has both.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub struct Tools {
    /// What is measured with, for the one who compares two reports.
    pub versions: Vec<String>,
}

const NAMES: [&str; 2] = ["nginx", "wrk"];

/// Installs what is missing, where that is possible.
pub fn ready() -> Tools {
    let missing: Vec<&str> = NAMES.into_iter().filter(|name| !is_there(name)).collect();
    if !missing.is_empty() {
        let command = format!(
            "apt-get install --no-install-recommends {}",
            missing.join(" ")
        );
        eprintln!("not installed: {}", missing.join(", "));
        let is_installed = is_root() && install(&missing);
        assert!(
            is_installed,
            "install what is missing, as root on Debian: {command}"
        );
    }
    Tools {
        versions: vec![
            format!("Sinew {}", env!("CARGO_PKG_VERSION")),
            format!("nginx {}", version("nginx", "-v", "nginx/")),
            format!("wrk {}", version("wrk", "-v", "wrk ")),
            format!("rustc {}", version("rustc", "--version", "rustc ")),
        ],
    }
}

/// The path of a program. nginx lies where only root looks for programs.
pub fn path_of(name: &str) -> PathBuf {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let folders =
        std::env::split_paths(&paths).chain(["/usr/sbin".into(), "/usr/local/sbin".into()]);
    let mut files = folders.map(|folder| folder.join(name));
    files
        .find(|file| file.is_file())
        .unwrap_or_else(|| name.into())
}

pub fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output().unwrap();
    output.stdout.trim_ascii() == b"0"
}

fn is_there(name: &str) -> bool {
    path_of(name) != Path::new(name)
}

fn install(names: &[&str]) -> bool {
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(arguments);
        command
            .stdout(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    };
    let install = ["install", "-y", "-qq", "--no-install-recommends"];
    apt(&["update", "-qq"])
        && apt(&[&install, names].concat())
        && names.iter().all(|name| is_there(name))
}

/// The word that follows a mark in what a program says of itself.
fn version(name: &str, argument: &str, mark: &str) -> String {
    let output = Command::new(path_of(name)).arg(argument).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    let rest = said.split_once(mark).map_or("", |(_, rest)| rest);
    rest.split_whitespace()
        .next()
        .unwrap_or("of unknown version")
        .to_owned()
}
