//! Packing: no limit is exceeded, nothing is lost or reordered, and little is billed beside the bytes themselves.

use std::collections::BTreeMap;
use std::time::Duration;

use bytes::Bytes;
use linger_collector::entry::Entry;
use linger_collector::pack::{Item, Pack, Parcel};
use linger_collector::sink::PackLimits;
use linger_wire::Id;
use proptest::prelude::*;

const FIREHOSE: PackLimits = PackLimits {
    record_bytes_max: 1_024_000,
    record_events_max: 500,
    call_records_max: 500,
    call_bytes_max: 4 * 1024 * 1024,
    billed_bytes: 5 * 1024,
    by_visit: false,
};

#[derive(Clone, Debug)]
struct Given {
    visit: u128,
    events: u32,
    bytes: usize,
    due_ms: u64,
}

/// A line as batches make them: 400 bytes of header and some 150 an event, give or take.
fn batch() -> impl Strategy<Value = Given> {
    (0_u128..6, 1_u32..=30, 0_usize..100, 0_usize..300, 0_u64..2000).prop_map(
        |(visit, events, less, more, due_ms)| {
            let bytes = 400 + more + events as usize * (200 - less);
            Given { visit, events, bytes: bytes.clamp(500, 8000), due_ms }
        },
    )
}

/// Lines of any shape, for limits of any shape.
fn odd() -> impl Strategy<Value = Given> {
    (0_u128..4, 1_u32..=12, 1_usize..400, 0_u64..50).prop_map(|(visit, events, bytes, due_ms)| Given {
        visit,
        events,
        bytes,
        due_ms,
    })
}

fn limits() -> impl Strategy<Value = PackLimits> {
    (20_usize..900, 1_u32..40, 20_usize..900, 1_usize..300, any::<bool>()).prop_map(
        |(record_bytes_max, record_events_max, call_bytes_max, billed_bytes, by_visit)| PackLimits {
            record_bytes_max,
            record_events_max,
            call_records_max: 10,
            call_bytes_max,
            billed_bytes,
            by_visit,
        },
    )
}

fn item(position: usize, given: &Given) -> Item<usize> {
    let letter = b'a' + u8::try_from(position % 26).expect("a letter");
    let line = Bytes::from(vec![letter; given.bytes]);
    Item { position, entry: Entry { visit: Id::from_bits(given.visit), events: given.events, line } }
}

struct Packed {
    parcels: Vec<Parcel<usize>>,
    too_large: Vec<usize>,
}

/// Pushes line by line, cutting after each by a clock that runs on, then flushes.
fn pack(limits: PackLimits, given: &[Given], step_ms: u64) -> Packed {
    let mut pack = Pack::new(limits);
    let (mut parcels, mut too_large) = (Vec::new(), Vec::new());
    for (position, line) in given.iter().enumerate() {
        let now = Duration::from_millis(step_ms * position as u64);
        let due = now + Duration::from_millis(line.due_ms);
        if let Err(excess) = pack.push(item(position, line), due) {
            too_large.push(excess.item.position);
        }
        parcels.extend(pack.cut(now));
        assert!(pack.deadline().is_none_or(|deadline| deadline > now), "what is due has left");
    }
    parcels.extend(pack.flush());
    assert!(pack.is_empty());
    Packed { parcels, too_large }
}

fn billed(parcels: &[Parcel<usize>], unit: usize) -> usize {
    parcels.iter().map(|parcel| parcel.record.data.len().div_ceil(unit) * unit).sum()
}

fn raw(parcels: &[Parcel<usize>]) -> usize {
    parcels.iter().map(|parcel| parcel.record.data.len()).sum()
}

/// The fewest units that any cutting of the lines, in their order, is billed.
fn optimum(limits: &PackLimits, given: &[Given]) -> usize {
    let mut units = vec![0; given.len() + 1];
    for end in 1..=given.len() {
        let (mut bytes, mut events) = (0, 0);
        let mut best = usize::MAX;
        for start in (0..end).rev() {
            bytes += given[start].bytes + 1;
            events += given[start].events;
            if bytes > limits.record_bytes_max || events > limits.record_events_max {
                break;
            }
            best = best.min(units[start] + bytes.div_ceil(limits.billed_bytes));
        }
        units[end] = best;
    }
    units[given.len()]
}

fn ratio(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "bytes of a test are far below 2^52")]
    let ratio = part as f64 / whole as f64;
    ratio
}

proptest! {
    #[test]
    fn every_entry_is_in_one_record_or_too_large(
        limits in limits(), given in prop::collection::vec(odd(), 0..120), step_ms in 0_u64..20,
    ) {
        let packed = pack(limits, &given, step_ms);
        let in_records = packed.parcels.iter().flat_map(|parcel| parcel.items.iter().map(|item| item.position));
        let mut all: Vec<usize> = in_records.chain(packed.too_large.iter().copied()).collect();
        all.sort_unstable();
        prop_assert_eq!(all, (0..given.len()).collect::<Vec<_>>());
        for position in packed.too_large {
            let bytes_max = limits.record_bytes_max.min(limits.call_bytes_max);
            let line = &given[position];
            prop_assert!(line.bytes + 1 > bytes_max || line.events > limits.record_events_max);
        }
    }

    #[test]
    fn no_limit_is_exceeded_and_records_say_what_is_in_them(
        limits in limits(), given in prop::collection::vec(odd(), 0..120), step_ms in 0_u64..20,
    ) {
        for parcel in pack(limits, &given, step_ms).parcels {
            let record = &parcel.record;
            prop_assert!(record.data.len() <= limits.record_bytes_max.min(limits.call_bytes_max));
            prop_assert!(record.events <= limits.record_events_max);
            prop_assert_eq!(record.events, parcel.items.iter().map(|item| item.entry.events).sum::<u32>());
            let mut data = Vec::new();
            for item in &parcel.items {
                prop_assert_eq!(item.entry.line.len(), given[item.position].bytes);
                data.extend_from_slice(&item.entry.line);
                data.push(b'\n');
            }
            prop_assert_eq!(&record.data[..], &data[..]);
            prop_assert_eq!(record.visit, parcel.items[0].entry.visit);
            if limits.by_visit {
                prop_assert!(parcel.items.iter().all(|item| item.entry.visit == record.visit));
            }
        }
    }

    #[test]
    fn the_order_of_a_visit_is_kept(
        limits in limits(), given in prop::collection::vec(odd(), 0..120), step_ms in 0_u64..20,
    ) {
        let mut last: BTreeMap<Id, usize> = BTreeMap::new();
        for parcel in pack(limits, &given, step_ms).parcels {
            for item in parcel.items {
                let before = last.insert(item.entry.visit, item.position);
                prop_assert!(before.is_none_or(|before| before < item.position));
            }
        }
    }

    /// What fits in one record leaves as one, and one record is billed the fewest units there can be.
    #[test]
    fn what_leaves_for_its_age_is_billed_the_least(given in prop::collection::vec(batch(), 1..30)) {
        let mut few = 0;
        let fit = given.iter().take_while(|line| { few += line.events; few < 500 }).count().max(1);
        let mut pack = Pack::new(FIREHOSE);
        for (position, line) in given[..fit].iter().enumerate() {
            pack.push(item(position, line), Duration::from_secs(30)).expect("a batch fits");
        }
        prop_assert!(pack.cut(Duration::from_secs(29)).is_empty());
        let parcels = pack.cut(Duration::from_secs(30));
        prop_assert_eq!(parcels.len(), 1);
        prop_assert_eq!(billed(&parcels, 5120) / 5120, optimum(&FIREHOSE, &given[..fit]));
    }

    /// Cutting sees one record ahead, an optimum sees all: it costs at most a unit a record more.
    #[test]
    fn cutting_is_near_the_optimum(given in prop::collection::vec(odd(), 1..60), unit in 30_usize..200) {
        let limits = PackLimits { record_bytes_max: 1500, billed_bytes: unit, record_events_max: 100, ..FIREHOSE };
        let packed = pack(limits, &given, 0);
        let (mine, best) = (billed(&packed.parcels, unit) / unit, optimum(&limits, &given));
        prop_assert!(mine >= best);
        prop_assert!(mine <= best + packed.parcels.len(), "{mine} units where {best} are enough");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The bound on what is billed beside the bytes, where half a megabyte or more waits.
    #[test]
    fn under_load_little_is_billed_beside_the_bytes(given in prop::collection::vec(batch(), 200..400)) {
        let given: Vec<Given> = given.into_iter().map(|line| Given { due_ms: 60_000, ..line }).collect();
        prop_assume!(given.iter().map(|line| line.bytes + 1).sum::<usize>() >= 500 * 1024);
        let parcels = pack(FIREHOSE, &given, 0).parcels;
        let billed_of_raw = ratio(billed(&parcels, 5120), raw(&parcels));
        prop_assert!(billed_of_raw <= 1.05, "{billed_of_raw}");
    }
}

/// Prints what the bound above leaves: run with `--nocapture`.
#[test]
fn how_much_is_billed_under_load() {
    let mut random = fastrand::Rng::with_seed(4);
    let given: Vec<Given> = (0..20_000)
        .map(|_| {
            let events = random.u32(1..=30);
            let bytes =
                (400 + random.usize(0..100) + events as usize * random.usize(130..170)).clamp(500, 8000);
            Given { visit: random.u128(0..1000), events, bytes, due_ms: 600_000 }
        })
        .collect();
    let parcels = pack(FIREHOSE, &given, 0).parcels;
    let billed_of_raw = ratio(billed(&parcels, 5120), raw(&parcels));
    let best = ratio(optimum(&FIREHOSE, &given) * 5120, raw(&parcels));
    let records = parcels.len();
    println!(
        "billed / raw = {billed_of_raw:.4} in {records} records of {} bytes; optimum {best:.4}",
        raw(&parcels) / records
    );
    assert!(billed_of_raw <= 1.01);
}
