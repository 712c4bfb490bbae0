//! A folder with sources, in which a test imports.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;
use sinew::content::{AuthoredArticle, Library, Locale};
use sinew::seed::{self, Severity};
use tempfile::TempDir;

use crate::program::{run, sinew};

pub struct Workspace(TempDir);

/// How an import ended, and what it said.
pub struct Outcome {
    pub status: i32,
    pub text: String,
    pub report: Value,
}

impl Workspace {
    pub fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub fn with(files: &[(&str, &str)]) -> Self {
        let workspace = Self::new();
        files
            .iter()
            .for_each(|(path, text)| workspace.write(path, text));
        workspace
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).unwrap()
    }

    /// Imports into `seed`. Whatever comes of it, a check of the folder finds no error.
    pub fn import(&self, arguments: &[&str]) -> Outcome {
        let outcome = self.import_unchecked(arguments);
        self.library();
        outcome
    }

    /// Imports into `seed`, which may hold errors of its own.
    pub fn import_unchecked(&self, arguments: &[&str]) -> Outcome {
        let Output {
            status,
            stdout,
            stderr,
        } = run(sinew()
            .current_dir(self.path())
            .args(["import", "--report", "report.json"])
            .args(arguments));
        let text = String::from_utf8(stdout).unwrap() + &String::from_utf8(stderr).unwrap();
        let report = fs::read_to_string(self.path().join("report.json")).unwrap_or_default();
        Outcome {
            status: status.code().unwrap_or_else(|| panic!("killed: {text}")),
            report: serde_json::from_str(&report).unwrap_or_default(),
            text,
        }
    }

    /// What the seed folder says, without any error.
    pub fn library(&self) -> Library {
        let folder = self.path().join("seed");
        if !folder.exists() {
            return Library::default();
        }
        let reading = seed::read(&folder, &Locale::parse("en").unwrap());
        let errors = reading
            .faults
            .iter()
            .filter(|fault| fault.severity == Severity::Error);
        let errors: Vec<String> = errors.map(ToString::to_string).collect();
        assert_eq!(errors, Vec::<String>::new());
        reading.library
    }

    pub fn article(&self, slug: &str) -> AuthoredArticle {
        let articles = self.library().articles;
        let slugs: Vec<String> = articles
            .iter()
            .map(|article| article.draft.slug.to_string())
            .collect();
        let found = articles
            .into_iter()
            .find(|article| article.draft.slug.as_str() == slug);
        found.unwrap_or_else(|| panic!("no article {slug} among {slugs:?}"))
    }

    /// All files of the seed folder with their content, in the order of their paths.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![self.path().join("seed")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push((path.clone(), fs::read(&path).unwrap()));
                }
            }
        }
        files.sort();
        files
    }
}

impl Outcome {
    /// The notes whose message holds some words.
    pub fn notes(&self, words: &str) -> Vec<Value> {
        let notes = self.report["notes"].as_array().cloned().unwrap_or_default();
        notes
            .into_iter()
            .filter(|note| note["message"].as_str().unwrap_or_default().contains(words))
            .collect()
    }
}
