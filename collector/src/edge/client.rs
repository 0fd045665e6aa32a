//! Whose request it is, as far as that can be known.

use std::net::{IpAddr, Ipv4Addr};

use super::Network;

/// The address of the client. What `X-Forwarded-For` says is believed only as far as trusted proxies have written it:
/// each adds the address it was asked from at the end, so the last one that is no proxy's is the client's, and whatever
/// stands before it the client may have made up. Where the list cannot be read so far, it is the peer's.
pub(crate) fn address<'a>(
    peer: IpAddr,
    forwarded: impl DoubleEndedIterator<Item = &'a str>,
    trusted: &[Network],
) -> IpAddr {
    let is_proxy = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    if !is_proxy(peer) {
        return peer;
    }
    let mut nearest = peer;
    for text in forwarded.flat_map(|line| line.split(',')).rev() {
        match text.trim().parse() {
            Ok(address) if is_proxy(address) => nearest = address,
            Ok(address) => return address,
            Err(_) => return peer,
        }
    }
    nearest
}

/// What one address is limited by: for IPv4 itself, for IPv6 its /64, which one household or phone has to itself (RFC
/// 6177) and may take any number of addresses from.
pub(crate) fn bucket(address: IpAddr) -> u64 {
    match address.to_canonical() {
        IpAddr::V4(address) => u64::from(Ipv4Addr::to_bits(address)),
        // The first 64 bits of a public IPv6 address are not below 2^32: those are the IPv4 addresses.
        IpAddr::V6(address) => (address.to_bits() >> 64) as u64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(peer: &str, forwarded: &[&str]) -> String {
        let trusted = ["10.0.0.0/8", "2001:db8::/32"].map(|text| text.parse().expect("a network"));
        address(peer.parse().expect("an address"), forwarded.iter().copied(), &trusted).to_string()
    }

    #[test]
    fn a_stranger_is_not_believed() {
        assert_eq!(of("203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
    }

    #[test]
    fn the_last_address_that_is_no_proxys_is_the_clients() {
        assert_eq!(of("10.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(of("10.0.0.1", &["1.1.1.1, 198.51.100.1, 10.2.3.4"]), "198.51.100.1");
        assert_eq!(
            of("10.0.0.1", &["1.1.1.1", "198.51.100.1 , 10.2.3.4"]),
            "198.51.100.1",
            "two lines are one list"
        );
        assert_eq!(of("2001:db8::1", &["2001:db9::7"]), "2001:db9::7");
        assert_eq!(of("::ffff:10.0.0.1", &["198.51.100.1"]), "198.51.100.1");
    }

    #[test]
    fn where_all_are_proxies_it_is_the_farthest_and_without_a_list_the_peer() {
        assert_eq!(of("10.0.0.1", &["10.9.9.9, 10.2.3.4"]), "10.9.9.9");
        assert_eq!(of("10.0.0.1", &[]), "10.0.0.1");
    }

    #[test]
    fn a_list_that_cannot_be_read_says_nothing() {
        for malformed in ["", "unknown", "198.51.100.1:8080", "198.51.100.1,", "1.1.1.1, secret, 10.0.0.2"] {
            assert_eq!(of("10.0.0.1", &[malformed]), "10.0.0.1", "{malformed}");
        }
        assert_eq!(
            of("10.0.0.1", &["nonsense, 198.51.100.1"]),
            "198.51.100.1",
            "what is before it is not read"
        );
    }

    #[test]
    fn a_household_is_one_and_its_neighbour_another() {
        let bucket = |text: &str| bucket(text.parse().expect("an address"));
        assert_eq!(bucket("2001:db8:1:2::1"), bucket("2001:db8:1:2:ffff::9"));
        assert_ne!(bucket("2001:db8:1:2::1"), bucket("2001:db8:1:3::1"));
        assert_ne!(bucket("203.0.113.1"), bucket("203.0.113.2"));
        assert_eq!(bucket("203.0.113.1"), bucket("::ffff:203.0.113.1"));
    }
}
