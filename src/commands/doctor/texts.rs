//! What the database holds: texts, their index and images, each looked at.

use sinew::config::ServeSettings;
use sinew::error::Result;
use sinew::seed::diagnostics::counted;
use sinew::store::{Examination, Store};

use super::findings::Findings;
use crate::commands::terminal::Progress;

const MEND: &str = "restore a backup; or fill a new database from the seed folder, which `sinew export` writes if it still can";

/// Looks at all that somebody can be shown.
pub async fn examine(
    settings: &ServeSettings,
    examination: &mut Examination,
    store: &Store,
    findings: &mut Findings,
) -> Result<()> {
    texts(examination, store, findings).await?;
    let strays = examination.stray_index_rows().await?;
    let sound = "it holds nothing else, and all that it points at is stored".to_owned();
    findings.faults("index", strays, sound, MEND);
    images(examination, findings).await?;
    locales(settings, examination, findings).await
}

async fn texts(
    examination: &mut Examination,
    store: &Store,
    findings: &mut Findings,
) -> Result<()> {
    let texts = examination.texts().await?;
    let progress = Progress::new("reading", texts.len());
    let mut faults = Vec::new();
    for text in &texts {
        let of_text = examination.faults_of(text).await?;
        // What cannot be read cannot be built either: one remark is enough.
        if of_text.is_empty() && text.is_public {
            faults.extend(store.fault_of_building(text).await);
        }
        faults.extend(of_text);
        progress.step();
    }
    progress.finish();
    let sound = format!(
        "{} can be read and built, and the index agrees with them",
        counted(texts.len(), "text")
    );
    findings.faults("content", faults, sound, MEND);
    Ok(())
}

async fn images(examination: &mut Examination, findings: &mut Findings) -> Result<()> {
    let mut faults = examination.missing_images().await?;
    let images = examination.images().await?;
    let progress = Progress::new("hashing", images.len());
    for sha256 in &images {
        faults.extend(examination.fault_of_image(sha256).await?);
        progress.step();
    }
    progress.finish();
    let sound = format!(
        "{}; every one that is shown is there, with the bytes that it had",
        counted(images.len(), "image")
    );
    let help = "apply the folder that has the image to a new database, or restore a backup";
    findings.faults("images", faults, sound, help);
    Ok(())
}

/// Without articles in the default locale a frontend that names none sees nothing.
async fn locales(
    settings: &ServeSettings,
    examination: &mut Examination,
    findings: &mut Findings,
) -> Result<()> {
    const CHECK: &str = "locale";
    let wanted = settings.database.locale.as_str();
    let published = examination.published_locales().await?;
    let found = published.iter().find(|(locale, _)| locale == wanted);
    match (found, published.first()) {
        (Some((_, count)), _) => {
            let count = usize::try_from(*count).unwrap_or_default();
            findings.ok(CHECK, format!("{} in `{wanted}`", counted(count, "article")));
        }
        (None, None) => findings.ok(CHECK, "no article is published yet".to_owned()),
        (None, Some((other, _))) => findings.warning(
            CHECK,
            format!("no article is published in the default locale `{wanted}`, but there are some in `{other}`"),
            "set SINEW_LOCALE to the language of most articles",
        ),
    }
    Ok(())
}
