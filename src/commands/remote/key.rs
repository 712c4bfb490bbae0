//! The key for a server: from the environment or from a file, never from an argument, which everybody on the machine sees.

use std::fs;
use std::path::Path;

use sinew::content::Key;
use sinew::error::{Error, Result};

use crate::commands::files::failed;
use crate::commands::terminal::report;

const VARIABLE: &str = "SINEW_KEY";

/// The key, if it is written like one.
pub fn key(file: Option<&Path>) -> Result<Key> {
    let (text, origin) = match file {
        Some(path) => {
            warn_of_readers(path);
            let text = fs::read_to_string(path).map_err(|cause| failed(path, cause))?;
            (text, path.display().to_string())
        }
        None => {
            let text = std::env::var(VARIABLE).map_err(|_| {
                Error::Configuration(format!(
                    "a server needs a key: set {VARIABLE}, or name a file with --key-file; `sinew keys create` on the server makes one"
                ))
            })?;
            (text, VARIABLE.to_owned())
        }
    };
    // What came is not repeated: it may be a secret of something else.
    Key::parse(text.trim()).ok_or_else(|| {
        Error::Configuration(format!(
            "{origin} holds no key of Sinew, such as sinew_ID_SECRET_CHECK; see that it is whole"
        ))
    })
}

/// Says that others on this machine can read the key.
fn warn_of_readers(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(path).map(|file| file.permissions().mode());
        if mode.is_ok_and(|mode| mode & 0o077 != 0) {
            report(&format!(
                "warning: others can read the key in {}; `chmod 600` keeps it to you",
                path.display()
            ));
        }
    }
}
