//! A plan in a file, to be applied later: the whole folder with what applying it will change. JSON in, JSON out.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Folder, SeedFile};
use crate::content::{FileContent, FolderFile, Library, Locale, Plan, sha256_of};
use crate::store::{Absent, EarlierPlan};

const FORMAT: &str = "sinew-plan";
const FORMAT_VERSION: u32 = 1;

/// A plan as it lies in a file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedPlan {
    format: String,
    format_version: u32,
    /// The locale of articles that name none.
    locale: Locale,
    /// Whether what the folder lacks is removed.
    is_pruning: bool,
    /// The number of the last write to the database that the plan is about.
    version: i64,
    changes: Value,
    files: Vec<FolderFile>,
    /// SHA-256 of the files as JSON: an edit by hand is no plan that anybody has seen.
    files_sha256: String,
}

impl SavedPlan {
    pub fn of(
        plan: &Plan,
        library: &Library,
        locale: &Locale,
        absent: Absent,
    ) -> serde_json::Result<Self> {
        let texts = library.texts.iter();
        let texts = texts.map(|file| FolderFile::of_text(&file.path, file.text.clone()));
        let images = library.media.iter();
        let images = images.map(|file| FolderFile::of_image(&file.path, &file.bytes));
        let files: Vec<FolderFile> = texts.chain(images).collect();
        Ok(Self {
            files_sha256: sha256_of(&serde_json::to_vec(&files)?),
            files,
            format: FORMAT.to_owned(),
            format_version: FORMAT_VERSION,
            locale: locale.clone(),
            is_pruning: absent == Absent::Remove,
            version: plan.version,
            changes: serde_json::to_value(&plan.changes)?,
        })
    }

    /// Reads a saved plan; what is wrong with it is said in a sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let plan: Self = serde_json::from_str(text)
            .map_err(|error| format!("this is not a saved plan: {error}"))?;
        if plan.format != FORMAT {
            return Err(format!(
                "this is not a saved plan: its format is `{}`",
                crate::error::shown(&plan.format)
            ));
        }
        if plan.format_version != FORMAT_VERSION {
            return Err(format!(
                "the plan is of format version {}, this program reads {FORMAT_VERSION}; make a new plan",
                plan.format_version
            ));
        }
        let files = serde_json::to_vec(&plan.files).map_err(|error| error.to_string())?;
        if sha256_of(&files) != plan.files_sha256 {
            return Err("the files in the plan have been changed; make a new plan".to_owned());
        }
        Ok(plan)
    }

    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    pub fn absent(&self) -> Absent {
        match self.is_pruning {
            true => Absent::Remove,
            false => Absent::Keep,
        }
    }

    pub fn earlier(&self) -> EarlierPlan {
        EarlierPlan {
            version: self.version,
            changes: Some(self.changes.clone()),
        }
    }

    /// The folder that the plan is about.
    pub fn into_folder(self) -> Result<Folder, String> {
        let files = self.files.into_iter().map(saved_file);
        let mut files = files.collect::<Result<Vec<_>, String>>()?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Folder { files })
    }
}

fn saved_file(file: FolderFile) -> Result<SeedFile<Vec<u8>>, String> {
    let path = file.path.clone();
    match file.into_content() {
        Ok(FileContent::Bytes(content)) => Ok(SeedFile { path, content }),
        Ok(FileContent::Uploaded(_)) => Err(format!(
            "the file `{path}` in the plan must have `text` or `base64`"
        )),
        Err(fault) => Err(format!("the file `{path}` in the plan {fault}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_saved_plan_is_refused_in_words() {
        for (text, expected) in [
            ("", "this is not a saved plan: EOF"),
            ("{}", "missing field"),
            (
                r#"{"format":"other","format_version":1,"locale":"en","is_pruning":false,"version":0,"changes":[],"files":[],"files_sha256":""}"#,
                "its format is `other`",
            ),
            (
                r#"{"format":"sinew-plan","format_version":9,"locale":"en","is_pruning":false,"version":0,"changes":[],"files":[],"files_sha256":""}"#,
                "format version 9",
            ),
            (
                r#"{"format":"sinew-plan","format_version":1,"locale":"en","is_pruning":false,"version":0,"changes":[],"files":[],"files_sha256":""}"#,
                "have been changed",
            ),
        ] {
            let error = SavedPlan::parse(text).expect_err("no plan");

            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn a_file_of_a_plan_has_one_content() {
        let file = FolderFile {
            path: "people.yaml".to_owned(),
            ..FolderFile::default()
        };

        let error = saved_file(file).expect_err("no content");

        assert!(error.contains("`people.yaml`"), "{error}");
    }
}
