//! Where to end a record.

use crate::sink::PackLimits;

/// The part of the longest record that another cut must have at least, as a divisor: half. Each line in the other half
/// is a cut to choose from, and with sixteen of them the best wastes a third of a kilobyte of some fifty
/// (`collector/tests/it/packing.rs` measures it). Shorter records would save little more, and cost calls.
const WINDOW_DIVISOR: usize = 2;

/// How many of the lines (bytes, events), of which there must be one, make the record that wastes least of the units
/// it is billed by; the longer of equals.
pub(super) fn best(lines: impl Iterator<Item = (usize, u32)>, limits: &PackLimits) -> usize {
    let ends = ends(lines, limits);
    let shortest = ends.last().map_or(0, |longest| longest.div_ceil(WINDOW_DIVISOR));
    let unit = limits.billed_bytes.max(1);
    let cuts = ends.iter().enumerate().filter(|(_, bytes)| **bytes >= shortest);
    let best = cuts.fold((1, None), |(count, best), (index, bytes)| {
        let cost = Cost { billed: bytes.div_ceil(unit) * unit, raw: *bytes };
        if best.is_none_or(|best: Cost| !best.is_below(&cost)) {
            (index + 1, Some(cost))
        } else {
            (count, best)
        }
    });
    best.0
}

/// Bytes of a record of the first line, of the first two, and so on, as far as the limits go.
fn ends(lines: impl Iterator<Item = (usize, u32)>, limits: &PackLimits) -> Vec<usize> {
    let bytes_max = limits.record_bytes_max.min(limits.call_bytes_max);
    let (mut bytes, mut events) = (0, 0_u64);
    let mut ends = Vec::new();
    for (line_bytes, line_events) in lines {
        bytes += line_bytes;
        events += u64::from(line_events);
        if bytes > bytes_max || events > u64::from(limits.record_events_max) {
            break;
        }
        ends.push(bytes);
    }
    ends
}

#[derive(Clone, Copy)]
struct Cost {
    billed: usize,
    raw: usize,
}

impl Cost {
    /// Whether a byte costs less; by multiplication, as a quotient would be rounded.
    fn is_below(&self, other: &Self) -> bool {
        let product = |billed: usize, raw: usize| billed as u128 * raw as u128;
        product(self.billed, other.raw) < product(other.billed, self.raw)
    }
}

#[cfg(test)]
mod tests {
    use super::best;
    use crate::sink::PackLimits;

    fn limits(billed_bytes: usize) -> PackLimits {
        PackLimits {
            record_bytes_max: 20_000,
            record_events_max: 10,
            call_records_max: 500,
            call_bytes_max: 100_000,
            billed_bytes,
            by_visit: false,
        }
    }

    #[test]
    fn a_record_ends_just_under_a_multiple() {
        let lines = [(9000, 1), (1200, 1), (2000, 1), (2000, 1)];
        assert_eq!(best(lines.into_iter(), &limits(5120)), 2, "10,200 of 10,240 bytes");
    }

    #[test]
    fn without_a_unit_the_longest_is_taken() {
        assert_eq!(best([(9000, 1), (1200, 1), (2000, 1)].into_iter(), &limits(1)), 3);
    }

    #[test]
    fn the_events_end_it_too() {
        assert_eq!(best([(100, 4), (100, 4), (100, 4)].into_iter(), &limits(1)), 2);
    }

    #[test]
    fn a_cheap_cut_far_from_full_is_not_taken() {
        let lines = [(5120, 1), (7000, 1), (7000, 1)];
        assert_eq!(best(lines.into_iter(), &limits(5120)), 3);
    }
}
