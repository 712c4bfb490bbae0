//! The settings: whether they work here, and with each other.

use sinew::config::ServeSettings;
use url::Url;

use super::findings::Findings;
use super::listener::{self, Listening};

/// Looks at what `serve` would be told.
pub fn examine(settings: &ServeSettings, findings: &mut Findings) {
    listening(settings, findings);
    public_url(settings, findings);
    proxies(settings, findings);
    open_files(settings, findings);
}

fn listening(settings: &ServeSettings, findings: &mut Findings) {
    const CHECK: &str = "listen";
    let address = &settings.listen;
    match listener::look(address) {
        Listening::Free => findings.ok(CHECK, format!("{address} is free")),
        Listening::Sinew => findings.ok(CHECK, format!("a Sinew answers at {address}")),
        Listening::Another => findings.error(
            CHECK,
            format!("another program has {address}"),
            "end it, or set SINEW_LISTEN to another port",
        ),
        Listening::Refused(cause) => findings.error(
            CHECK,
            format!("cannot listen on {address}: {cause}"),
            "set SINEW_LISTEN to an address of this machine and a port from 1024 up, such as 127.0.0.1:8080",
        ),
    }
}

fn public_url(settings: &ServeSettings, findings: &mut Findings) {
    const CHECK: &str = "public_url";
    let text = &settings.http.public_url;
    match Url::parse(text) {
        _ if text.is_empty() => findings.ok(
            CHECK,
            "none is set, so addresses in answers are paths".to_owned(),
        ),
        Ok(url) if url.scheme() == "https" || is_loopback(&url) => {
            findings.ok(CHECK, format!("answers name {text}"));
        }
        Ok(_) | Err(_) => findings.warning(
            CHECK,
            format!(
                "{text} is not https, so that keys and what people read can be seen on the way"
            ),
            "set SINEW_PUBLIC_URL to the https address of the proxy in front",
        ),
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn proxies(settings: &ServeSettings, findings: &mut Findings) {
    const CHECK: &str = "trusted_proxies";
    let trusted = settings.http.trusted_proxies;
    let is_private = listener::is_loopback(&settings.listen);
    match (trusted, is_private) {
        (0, true) if !settings.http.public_url.is_empty() => findings.warning(
            CHECK,
            "a proxy seems to be in front and is not trusted, so all clients count as one address".to_owned(),
            "set SINEW_TRUSTED_PROXIES to the number of proxies in front that are yours",
        ),
        (0, _) => findings.ok(CHECK, "none; clients come themselves".to_owned()),
        (_, true) => findings.ok(CHECK, format!("{trusted}, and only this machine can come past them")),
        (_, false) => findings.warning(
            CHECK,
            format!(
                "{trusted} are trusted, and {} can be reached past them, by clients that say they have another address",
                settings.listen
            ),
            "let only the proxies reach the port, or listen on 127.0.0.1",
        ),
    }
}

/// What is in the way of connections is found here and not under load. `serve` raises the limit as far as it may itself.
fn open_files(settings: &ServeSettings, findings: &mut Findings) {
    const CHECK: &str = "open_files";
    let connections = settings.http.max_connections;
    let wanted = settings.http.open_files();
    match rlimit::getrlimit(rlimit::Resource::NOFILE) {
        Ok((_, most)) if most < wanted => findings.warning(
            CHECK,
            format!("at most {most} may be open, too few for {connections} connections"),
            "raise the limit (LimitNOFILE= for systemd, `ulimit -Hn` in a shell), or lower SINEW_MAX_CONNECTIONS",
        ),
        Ok(_) => findings.ok(
            CHECK,
            format!("enough may be open for {connections} connections"),
        ),
        Err(cause) => findings.warning(
            CHECK,
            format!("the limit of open files cannot be read: {cause}"),
            "see that it is above SINEW_MAX_CONNECTIONS",
        ),
    }
}
