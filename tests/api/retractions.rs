//! Data on retractions. All rows are about papers of our own invention: the prefix 10.5555 is kept for tests, and no PubMed id
//! is as high as these.

mod age;
mod alerts;
mod identifiers;
mod importing;
mod notices;
mod unstored;

use jiff::civil::date;
use serde_json::Value;
use sinew::content::Signature;
use sinew::seed::read_retractions;
use sinew::store::RetractionImport;

use crate::app::TestApp;
use crate::folder::Folder;

const HEADS: &str = "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,\
    RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,\
    Notes";

/// A row of the data set: a day such as `7/15/2024`, the identifiers of the paper, and what happened to it.
fn row(day: &str, doi: &str, pmid: &str, nature: &str) -> String {
    format!(
        "1,\"A study, of \"\"nothing\"\"\",(HSC) Medicine;,Nowhere,Journal,Publisher,Germany,A. Example,,Research Article;,\
         {day} 0:00,10.5555/notice,0,1/2/2015 0:00,{doi},{pmid},{nature},+Error in Data;,No,\"Made\nup\""
    )
}

fn data(rows: &[String]) -> String {
    format!("{HEADS}\n{}\n", rows.join("\n"))
}

/// Imports rows as the command does.
async fn import(app: &TestApp, rows: &[String]) -> RetractionImport {
    let data = data(rows);
    let file = read_retractions(data.as_bytes(), "data.csv", None, date(2026, 11, 22));
    let file = file.map_err(|refused| refused.error).unwrap();
    let data = &file.retractions;
    app.store
        .import_retractions(data, false, &Signature::COMMAND)
        .await
        .unwrap()
}

/// Three sources of our own invention, each cited by an article and one by a therapy too.
fn sourced() -> Folder {
    let folder = Folder::with_entries();
    folder.write("references/own.bib", OWN);
    folder.write(
        "therapies/cupping.md",
        "---\nname: Cupping\nsummary: Cups.\n---\n\nCups [@one-2015] and cups [@one-2015].\n",
    );
    folder.article(
        "about-one",
        "One [@one-2015]. {#p-one}\n\nAgain [@one-2015; @bell-2008]. {#p-again}",
    );
    folder.article("about-two", "Two [@two-2016].");
    folder.article("about-none", "Nothing [@bell-2008].");
    folder.article_with("more", "references: [one-2015]\n", "Words.");
    folder
}

const OWN: &str = "\
    @article{one-2015, title = {One}, author = {Example, A.}, year = {2015}, doi = {10.5555/one}, pmid = {99000001}}\n\
    @article{two-2016, title = {Two}, author = {Example, B.}, year = {2016}, pmid = {99000002}}\n\
    @article{three-2017, title = {Three}, author = {Example, C.}, year = {2017}, doi = {10.5555/three}}\n";

/// The notice of a reference, as readers see it.
async fn notice(app: &TestApp, key: &str) -> Value {
    let reference = app.get(&format!("/v1/references/{key}")).await.json();
    reference["notice"].clone()
}
