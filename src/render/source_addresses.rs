//! Where sources are: the addresses of their identifiers, which last, and of their pages.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::content::Reference;

/// What cannot stand in the path of an address as it is.
const NOT_IN_PATHS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Every address of a source with what it is called, the one that lasts longest first.
pub fn addresses_of(reference: &Reference) -> Vec<(String, String)> {
    let doi = reference.doi.as_ref().map(|doi| {
        let path = utf8_percent_encode(doi.as_str(), NOT_IN_PATHS);
        (format!("doi:{doi}"), format!("https://doi.org/{path}"))
    });
    let pmid = reference.pmid.as_ref().map(|pmid| {
        let address = format!("https://pubmed.ncbi.nlm.nih.gov/{pmid}/");
        (format!("PMID {pmid}"), address)
    });
    let pmcid = reference.pmcid.as_ref().map(|pmcid| {
        let address = format!("https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/");
        (pmcid.to_string(), address)
    });
    let mut addresses: Vec<(String, String)> = [doi, pmid, pmcid].into_iter().flatten().collect();
    if let Some(page) = &reference.url
        && addresses.iter().all(|(_, known)| known != page.as_str())
    {
        addresses.push(("Web page".to_owned(), page.to_string()));
    }
    addresses
}
