//! A seed folder that a test writes.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

pub struct Folder(TempDir);

impl Folder {
    pub fn empty() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// With one therapy, one condition, one person, two references and one image, and no articles.
    pub fn with_entries() -> Self {
        let folder = Self::empty();
        folder.write(
            "therapies/swedish-massage.md",
            "---\nname: Swedish massage\nsummary: Gentle.\n---\n\nStrokes [@bell-2008].\n",
        );
        folder.write(
            "conditions/sciatica.md",
            "---\nname: Sciatica\nsummary: Leg pain.\n---\n\nA nerve.\n",
        );
        folder.write("people.yaml", "- slug: ada\n  name: Ada Example\n");
        folder.write(
            "references.bib",
            "@article{bell-2008, title = {Massage therapy}, author = {Bell, J.}, year = {2008}, study_type = {case_report}}\n\
             @article{yeun-2017, title = {Shoulder massage}, author = {Yeun, Y. R.}, year = {2017}}\n",
        );
        folder.write("media/nerve.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" height=\"50\"><title>Nerve</title></svg>");
        folder
    }

    /// A copy of the seed of the repository.
    pub fn of_seed() -> Self {
        let folder = Self::empty();
        for part in ["", "articles", "conditions", "media", "therapies"] {
            for entry in fs::read_dir(Path::new("seed").join(part)).unwrap() {
                let path = entry.unwrap().path();
                let target = folder.path().join(path.strip_prefix("seed").unwrap());
                fs::create_dir_all(target.parent().unwrap()).unwrap();
                if path.is_file() {
                    fs::copy(&path, &target).unwrap();
                }
            }
        }
        folder
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, file: &str, text: &str) {
        self.write_bytes(file, text.as_bytes());
    }

    pub fn write_bytes(&self, file: &str, bytes: &[u8]) {
        let path = self.0.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn remove(&self, file: &str) {
        fs::remove_file(self.0.path().join(file)).unwrap();
    }

    /// Writes an article with the least front matter.
    pub fn article(&self, slug: &str, body: &str) {
        self.article_with(slug, "", body);
    }

    /// Writes an article with more front matter, each line ended.
    pub fn article_with(&self, slug: &str, front_matter: &str, body: &str) {
        let text = format!(
            "---\ntitle: About {slug}\nsummary: What {slug} is.\n{front_matter}---\n\n{body}\n"
        );
        self.write(&format!("articles/{slug}.md"), &text);
    }
}
