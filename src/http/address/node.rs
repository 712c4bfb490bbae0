//! The elements of `Forwarded` (RFC 7239) and `X-Forwarded-For`, read from the right: what a proxy has added is there, and
//! what stands left of it, a quote that is never closed for example, cannot change how it is read.

use std::net::{IpAddr, Ipv6Addr};

/// The addresses of a line of `X-Forwarded-For`, the last first; `None` for an element that is no address.
pub fn of_list(line: &str) -> impl Iterator<Item = Option<IpAddr>> {
    line.rsplit(',')
        .map(str::trim)
        .filter(|element| !element.is_empty())
        .map(address)
}

/// The same of a line of `Forwarded`.
pub fn of_forwarded(line: &str) -> impl Iterator<Item = Option<IpAddr>> {
    FromTheRight { rest: Some(line) }
        .map(str::trim)
        .filter(|element| !element.is_empty())
        .map(|element| address(&for_parameter(element)?))
}

/// The elements of a list with quoted strings, the last first.
struct FromTheRight<'a> {
    rest: Option<&'a str>,
}

impl<'a> Iterator for FromTheRight<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest?;
        let (before, element) = match last_comma(rest) {
            Some(at) => (Some(&rest[..at]), &rest[at + 1..]),
            None => (None, rest),
        };
        self.rest = before;
        Some(element)
    }
}

/// The last comma that is in no quoted string.
fn last_comma(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut is_quoted = false;
    for at in (0..bytes.len()).rev() {
        match bytes[at] {
            b'"' if !is_quoted || !is_escaped(&bytes[..at]) => is_quoted = !is_quoted,
            b',' if !is_quoted => return Some(at),
            _ => {}
        }
    }
    None
}

/// True if what follows is escaped by a backslash that is not escaped itself.
fn is_escaped(before: &[u8]) -> bool {
    let backslashes = before.iter().rev().take_while(|byte| **byte == b'\\');
    backslashes.count() % 2 == 1
}

/// The value of the one parameter `for` of an element such as `for=192.0.2.43;proto=https`.
fn for_parameter(element: &str) -> Option<String> {
    let mut found = parameters(element).into_iter().filter_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("for")
            .then(|| unquoted(value.trim()))
    });
    match (found.next(), found.next()) {
        (Some(value), None) => value,
        _ => None,
    }
}

/// An element cut at the semicolons that are in no quoted string.
fn parameters(element: &str) -> Vec<&str> {
    let mut is_quoted = false;
    let mut is_escaped = false;
    element
        .split(|character: char| {
            match character {
                _ if is_escaped => is_escaped = false,
                '\\' if is_quoted => is_escaped = true,
                '"' => is_quoted = !is_quoted,
                _ => {}
            }
            character == ';' && !is_quoted
        })
        .collect()
}

/// A token as it is, or what a quoted string says; `None` for a string that does not end.
fn unquoted(value: &str) -> Option<String> {
    let Some(quoted) = value.strip_prefix('"') else {
        return Some(value.to_owned());
    };
    let mut text = String::new();
    let mut characters = quoted.strip_suffix('"')?.chars();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\\' => characters.next()?,
            other => other,
        });
    }
    Some(text)
}

/// The address of a node, with or without a port. `unknown` and names that hide the address, such as `_proxy`, are none.
fn address(node: &str) -> Option<IpAddr> {
    if let Some(bracketed) = node.strip_prefix('[') {
        let (address, port) = bracketed.split_once(']')?;
        let is_port = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
        return address
            .parse::<Ipv6Addr>()
            .ok()
            .filter(|_| is_port)
            .map(IpAddr::V6);
    }
    // Most proxies write an IPv6 address without brackets, and then without a port.
    node.parse().ok().or_else(|| {
        let (address, port) = node.split_once(':')?;
        let address = address.parse().ok().filter(|_| is_port(port))?;
        Some(IpAddr::V4(address))
    })
}

/// A port is a number, or a name that hides it.
fn is_port(text: &str) -> bool {
    let is_hidden = |name: &str| {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        !name.is_empty() && name.bytes().all(allowed)
    };
    text.strip_prefix('_')
        .map_or(text.parse::<u16>().is_ok(), is_hidden)
}
