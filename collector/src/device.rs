//! What sort of device sent a batch, from its user agent, of which nothing else is kept.

use std::hash::{BuildHasher, RandomState};
use std::str;
use std::sync::atomic::{AtomicU64, Ordering};

use linger_wire::line::Device;
use woothee::parser::Parser;

/// User agents whose class is remembered: ours; a collector sees a few hundred different ones a day, and a place is
/// eight bytes.
const PLACES: usize = 2048;

/// The class takes two bits of a place, and one says that the place is filled; the rest is the hash's.
const TAG_MASK: u64 = !0b111;
const FILLED: u64 = 0b100;
const CLASS_MASK: u64 = 0b11;

/// Classes of the user agents seen lately, as reading one takes several microseconds. It keeps hashes under a random
/// key, not texts, and is of one size for ever: a newcomer takes the place of who was there.
pub(crate) struct Devices {
    hasher: RandomState,
    places: Box<[AtomicU64]>,
}

impl Devices {
    pub(crate) fn new() -> Self {
        let places = (0..PLACES).map(|_| AtomicU64::new(0)).collect();
        Self { hasher: RandomState::new(), places }
    }

    /// The class of a user agent, as the header has it.
    pub(crate) fn of(&self, user_agent: Option<&[u8]>) -> Device {
        let Some(text) = user_agent else { return Device::Other };
        let hash = self.hasher.hash_one(text);
        let place = &self.places[usize::try_from(hash % PLACES as u64).unwrap_or(0)];
        let kept = place.load(Ordering::Relaxed);
        if kept & FILLED != 0 && kept & TAG_MASK == hash & TAG_MASK {
            return Device::ALL[(kept & CLASS_MASK) as usize];
        }
        let device = of(str::from_utf8(text).ok());
        place.store(hash & TAG_MASK | FILLED | class_bits(device), Ordering::Relaxed);
        device
    }
}

fn class_bits(device: Device) -> u64 {
    Device::ALL.iter().zip(0..).find_map(|(&one, bits)| (one == device).then_some(bits)).unwrap_or(0)
}

/// woothee's name for what curl, Java's or PHP's clients call themselves; it files them under `misc`.
const PROGRAM: &str = "HTTP Library";

/// Reads a user agent; a missing or unknown one is [`Device::Other`].
pub(crate) fn of(user_agent: Option<&str>) -> Device {
    let found = user_agent.and_then(|text| Parser::new().parse(text));
    let (category, name) = found.map_or(("", ""), |found| (found.category, found.name));
    match category {
        _ if name == PROGRAM => Device::Bot,
        "crawler" => Device::Bot,
        "smartphone" | "mobilephone" => Device::Phone,
        "pc" => Device::Computer,
        _ => Device::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_agents_fall_into_four_classes() {
        let cases = [
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 Version/18.0 Mobile/15E148 Safari/604.1",
                Device::Phone,
            ),
            (
                "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) \
                 Chrome/142.0.0.0 Mobile Safari/537.36",
                Device::Phone,
            ),
            (
                "Mozilla/5.0 (Linux; Android 15; SM-S938N; wv) AppleWebKit/537.36 (KHTML, like Gecko) \
                 Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36 KAKAOTALK 25.9.0",
                Device::Phone,
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 \
                 Safari/537.36",
                Device::Computer,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:144.0) Gecko/20100101 Firefox/144.0",
                Device::Computer,
            ),
            ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", Device::Bot),
            ("Java/17.0.1", Device::Bot),
            ("", Device::Other),
            ("something nobody knows", Device::Other),
        ];
        for (text, device) in cases {
            assert_eq!(of(Some(text)), device, "{text}");
        }
        assert_eq!(of(None), Device::Other);
    }

    #[test]
    fn a_remembered_class_is_the_one_that_was_read() {
        let devices = Devices::new();
        let agents = (0..3 * PLACES).map(|number| match number % 3 {
            0 => (format!("Java/17.{number}"), Device::Bot),
            1 => (
                format!("Mozilla/5.0 (X11; Linux x86_64; rv:{number}.0) Gecko Firefox/144.0"),
                Device::Computer,
            ),
            _ => (format!("something {number}"), Device::Other),
        });
        let agents: Vec<(String, Device)> = agents.collect();
        for (agent, device) in agents.iter().chain(&agents) {
            assert_eq!(
                (devices.of(Some(agent.as_bytes())), devices.of(Some(agent.as_bytes()))),
                (*device, *device)
            );
        }
        assert_eq!(devices.of(Some(b"\xff")), Device::Other);
        assert_eq!(devices.of(None), Device::Other);
    }
}
