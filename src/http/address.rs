//! The address of the client, behind as many proxies as are ours.

mod node;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use actix_web::http::header::{self, HeaderMap, HeaderName, X_FORWARDED_FOR};

/// What limits count as one client: an IPv4 address, or the /64 that a provider gives to one customer, who may take any
/// address in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl Network {
    pub fn of(address: IpAddr) -> Self {
        const HOST_BITS: u32 = 64;
        Self(match address {
            IpAddr::V4(address) => IpAddr::V4(address),
            IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(
                address.to_bits() >> HOST_BITS << HOST_BITS,
            )),
        })
    }
}

/// The address of the client. Each trusted proxy writes at the right of a header which address it was asked from, so with
/// `n` of them the client is the `n`th from the right; what is further left is the client's own word and is never read.
/// Where a hop is missing or makes no sense, it is the nearest hop before that, which at first is the peer.
///
/// A proxy writes `Forwarded` (RFC 7239) or `X-Forwarded-For`, and lets the other pass as the client sent it. Which of them
/// it is cannot be seen, so headers that disagree are both dropped: whichever won, a client could choose its address by
/// sending the other. It then counts as the peer.
pub fn client_address(peer: Option<IpAddr>, headers: &HeaderMap, trusted_proxies: u8) -> IpAddr {
    // There is no address on a socket that is a file; whoever asks there is one client.
    let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    let hops = usize::from(trusted_proxies);
    let forwarded = furthest(
        &lines(headers, &header::FORWARDED),
        node::of_forwarded,
        hops,
    );
    let x_forwarded_for = furthest(&lines(headers, &X_FORWARDED_FOR), node::of_list, hops);
    let address = match (forwarded, x_forwarded_for) {
        (Hops::Absent, Hops::Absent) => peer,
        (Hops::Present(address), Hops::Absent) | (Hops::Absent, Hops::Present(address)) => {
            address.unwrap_or(peer)
        }
        (Hops::Present(one), Hops::Present(other)) if one == other => one.unwrap_or(peer),
        (Hops::Present(_), Hops::Present(_)) => peer,
    };
    address.to_canonical()
}

/// What a header tells of the hops.
enum Hops {
    Absent,
    /// The furthest address that can be trusted, if it tells any.
    Present(Option<IpAddr>),
}

/// Goes back over the elements of all lines, from the right, at most as many as there are trusted proxies.
fn furthest<'a, Elements: Iterator<Item = Option<IpAddr>>>(
    lines: &'a [String],
    elements: fn(&'a str) -> Elements,
    trusted_proxies: usize,
) -> Hops {
    if lines.is_empty() {
        return Hops::Absent;
    }
    let addresses = lines.iter().rev().flat_map(|line| elements(line));
    let trusted = addresses.take(trusted_proxies).map_while(|address| address);
    Hops::Present(trusted.last())
}

/// The lines of a header. What a client put there may be no text, and must not hide what a proxy added.
fn lines(headers: &HeaderMap, name: &HeaderName) -> Vec<String> {
    headers
        .get_all(name)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        .collect()
}

#[cfg(test)]
mod tests;
