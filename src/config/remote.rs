//! A server that a command works on, instead of a database.

use std::path::PathBuf;

use clap::Args;
use url::Url;

/// The server that a folder is planned for or applied to.
#[derive(Args)]
pub struct TargetSettings {
    /// Work on a server instead of a database: its address, such as https://api.example.org. Its key is read from SINEW_KEY.
    #[arg(long, value_name = "URL", value_parser = server_url)]
    pub to: Option<Url>,

    /// Read the key for the server from a file instead of SINEW_KEY.
    #[arg(long, value_name = "FILE", requires = "to")]
    pub key_file: Option<PathBuf>,
}

/// The server that a folder is read from.
#[derive(Args)]
pub struct OriginSettings {
    /// Read from a server instead of a database: its address, such as https://api.example.org. Its key is read from SINEW_KEY.
    #[arg(long, value_name = "URL", value_parser = server_url)]
    pub from: Option<Url>,

    /// Read the key for the server from a file instead of SINEW_KEY.
    #[arg(long, value_name = "FILE", requires = "from")]
    pub key_file: Option<PathBuf>,
}

/// An address to which paths of the API can be added. A key in it would be seen by everybody who sees the arguments.
fn server_url(text: &str) -> Result<Url, String> {
    let is_server = |url: &Url| {
        matches!(url.scheme(), "http" | "https")
            && url.host().is_some()
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none()
    };
    match Url::parse(text) {
        Ok(url) if is_server(&url) => Ok(url),
        _ => Err("must be an http or https address, such as https://api.example.org".to_owned()),
    }
}
