//! The settings of the HTTP interface: ages, limits, who is trusted.

use clap::Args;

/// How `serve` speaks HTTP. Every limit has a default that works.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "HTTP")]
pub struct HttpSettings {
    /// The scheme and host that clients know, such as https://api.example.org: addresses in answers begin with it.
    ///
    /// With https, browsers are told to come by https for two years.
    #[arg(long, env = "SINEW_PUBLIC_URL", default_value = "", value_name = "URL", value_parser = public_url)]
    pub public_url: String,

    /// Where weaknesses of this server are to be reported, for /.well-known/security.txt: a mailto:, https: or tel: address.
    #[arg(long, env = "SINEW_SECURITY_CONTACT", default_value = "", value_name = "URL", value_parser = contact)]
    pub security_contact: String,

    /// How long browsers and caches may reuse a public answer before they ask again, in seconds.
    #[arg(
        long,
        env = "SINEW_MAX_AGE_SECONDS",
        default_value_t = 60,
        value_name = "N"
    )]
    pub max_age_seconds: u32,

    /// The same for caches that many readers share, such as a CDN. Lists have the shorter of the two ages there.
    #[arg(
        long,
        env = "SINEW_SHARED_MAX_AGE_SECONDS",
        default_value_t = 300,
        value_name = "N"
    )]
    pub shared_max_age_seconds: u32,

    /// The memory that answers kept for the next reader may take, in mebibytes; 0 keeps none.
    #[arg(long, env = "SINEW_CACHE_MB", default_value_t = 64, value_name = "N")]
    pub cache_mb: u32,

    /// How many proxies in front are ours, so that the client's address is read from `Forwarded` or `X-Forwarded-For`.
    ///
    /// The proxy that clients reach must remove the one of the two that it does not write: where they disagree, neither is
    /// believed, and all such clients count as one.
    #[arg(
        long,
        env = "SINEW_TRUSTED_PROXIES",
        default_value_t = 0,
        value_name = "N"
    )]
    pub trusted_proxies: u8,

    /// Origins whose pages may write and send keys, such as https://editor.example.org, with commas between them. All may read.
    #[arg(
        long,
        env = "SINEW_CORS_ORIGINS",
        value_delimiter = ',',
        value_name = "ORIGINS",
        value_parser = origin
    )]
    pub cors_origins: Vec<String>,

    /// Requests a second that one address may make without a key, answers from memory not counted; 0 sets no limit.
    #[arg(
        long,
        env = "SINEW_READS_PER_SECOND",
        default_value_t = 0,
        value_name = "N"
    )]
    pub reads_per_second: u32,

    /// Writes a second that one key may make; 0 sets no limit.
    #[arg(
        long,
        env = "SINEW_WRITES_PER_SECOND",
        default_value_t = 20,
        value_name = "N"
    )]
    pub writes_per_second: u32,

    /// Wrong keys a minute that one address may send; 0 sets no limit.
    ///
    /// Beyond them no key from there is looked at, except those that were right from there before.
    #[arg(
        long,
        env = "SINEW_WRONG_KEYS_PER_MINUTE",
        default_value_t = 10,
        value_name = "N"
    )]
    pub wrong_keys_per_minute: u32,

    /// Requests that are worked on at once, answers from memory not counted; what comes beyond them gets 503. At least 1.
    #[arg(long, env = "SINEW_MAX_WORK", default_value_t = 256, value_name = "N")]
    pub max_work: u32,

    /// Connections that are open at once; what comes beyond them waits.
    #[arg(
        long,
        env = "SINEW_MAX_CONNECTIONS",
        default_value_t = 8192,
        value_name = "N"
    )]
    pub max_connections: u32,

    /// Streams of events that are open at once, each on a connection of its own; what comes beyond them gets 503. They have at
    /// most half of all connections.
    #[arg(
        long,
        env = "SINEW_MAX_STREAMS",
        default_value_t = 1000,
        value_name = "N"
    )]
    pub max_streams: u32,

    /// The largest body, in bytes, where an operation says nothing else.
    #[arg(long, env = "SINEW_MAX_BODY_BYTES", default_value_t = 2 * 1024 * 1024, value_name = "N")]
    pub max_body_bytes: usize,

    /// The largest image that is uploaded, in bytes.
    #[arg(long, env = "SINEW_MAX_MEDIA_BYTES", default_value_t = 16 * 1024 * 1024, value_name = "N")]
    pub max_media_bytes: usize,

    /// The largest seed folder that is sent as one document, in bytes.
    #[arg(long, env = "SINEW_MAX_SEED_BYTES", default_value_t = 64 * 1024 * 1024, value_name = "N")]
    pub max_seed_bytes: usize,

    /// How long a body may take to arrive, in seconds.
    #[arg(
        long,
        env = "SINEW_BODY_SECONDS",
        default_value_t = 30,
        value_name = "N"
    )]
    pub body_seconds: u32,

    /// How long requests are still taken after SIGTERM, with readiness turned, in seconds.
    ///
    /// A balancer must notice within this time. Ctrl-C does not wait.
    #[arg(
        long,
        env = "SINEW_DRAIN_SECONDS",
        default_value_t = 5,
        value_name = "N"
    )]
    pub drain_seconds: u32,
}

impl HttpSettings {
    /// How many files may be open at once: a connection takes two, because its end is held apart from it, and the database,
    /// the log and the runtime have their own.
    pub fn open_files(&self) -> u64 {
        const OWN_FILES: u64 = 128;
        2 * u64::from(self.max_connections) + OWN_FILES
    }

    /// True when clients reach us by https.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https:")
    }
}

fn public_url(text: &str) -> Result<String, String> {
    let is_origin = |url: &url::Url| {
        matches!(url.scheme(), "http" | "https")
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
    };
    match url::Url::parse(text) {
        _ if text.is_empty() => Ok(String::new()),
        Ok(url) if is_origin(&url) => Ok(text.to_owned()),
        _ => Err(
            "must be an http or https scheme and host, such as https://api.example.org".to_owned(),
        ),
    }
}

/// An address that a person can write to or call; nothing from nothing.
fn contact(text: &str) -> Result<String, String> {
    let text = text.trim();
    match url::Url::parse(text) {
        _ if text.is_empty() => Ok(String::new()),
        Ok(url) if matches!(url.scheme(), "mailto" | "https" | "tel") && !url.path().is_empty() => {
            Ok(url.to_string())
        }
        _ => Err(
            "must be a mailto:, https: or tel: address, such as mailto:security@example.org"
                .to_owned(),
        ),
    }
}

/// An origin as browsers write it, from one as people write it; nothing from nothing. One that no browser would ever send
/// is a mistake.
fn origin(text: &str) -> Result<String, String> {
    let is_bare = |url: &url::Url| {
        matches!(url.scheme(), "http" | "https")
            && url.path() == "/"
            // A star is no pattern here, and no browser sends one.
            && !url.authority().contains('*')
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none()
    };
    let text = text.trim();
    match url::Url::parse(text) {
        _ if text.is_empty() => Ok(String::new()),
        Ok(url) if is_bare(&url) => Ok(url.origin().ascii_serialization()),
        _ => Err("must be origins such as https://editor.example.org".to_owned()),
    }
}
