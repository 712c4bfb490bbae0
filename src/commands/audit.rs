//! `sinew audit verify`: reads the whole audit log and says whether anybody has changed it.

use std::process::ExitCode;

use sinew::config::{AuditCommand, ListFormat, VerifyAuditSettings};
use sinew::error::Error;
use sinew::store::{AuditVerdict, Clock, Store};

use super::Failure;
use super::terminal::{Progress, print};

pub async fn audit(command: AuditCommand) -> Result<ExitCode, Failure> {
    let AuditCommand::Verify(settings) = command;
    let verdict = verify(&settings).await?;
    print(&match settings.format {
        ListFormat::Human => sentence(&verdict),
        ListFormat::Json => json(&verdict)?,
    })?;
    Ok(match verdict.fault {
        Some(_) => ExitCode::FAILURE,
        None => ExitCode::SUCCESS,
    })
}

async fn verify(settings: &VerifyAuditSettings) -> Result<AuditVerdict, Failure> {
    let url = &settings.database.url;
    if Store::is_new(url)? {
        return Err(Error::Configuration(format!("there is no database {url}")).into());
    }
    let addresses = settings.database.addresses();
    let store = Store::open_to_read(url, addresses, Clock::System).await?;
    let rows = usize::try_from(store.audit_rows().await?).unwrap_or_default();
    let progress = Progress::new("verify", rows);
    let verdict = store
        .verify_audit(settings.contains.as_deref(), || progress.step())
        .await;
    progress.finish();
    store.close().await;
    Ok(verdict?)
}

fn sentence(verdict: &AuditVerdict) -> String {
    let AuditVerdict {
        rows, last_hash, ..
    } = verdict;
    let found = verdict.found_at.map_or_else(String::new, |position| {
        format!("The hash that was asked for is that of row {position}.\n")
    });
    match &verdict.fault {
        None => {
            format!("{rows} rows, each as it was written. The last hash is {last_hash}\n{found}")
        }
        Some(fault) => format!(
            "broken at position {}: {}\n{rows} rows before it are as they were written. Their last hash is {last_hash}\n{found}",
            fault.position, fault.message
        ),
    }
}

fn json(verdict: &AuditVerdict) -> Result<String, Error> {
    let text = serde_json::to_string_pretty(verdict)
        .map_err(|error| Error::Corrupt(format!("a verdict without a JSON form: {error}")))?;
    Ok(format!("{text}\n"))
}
