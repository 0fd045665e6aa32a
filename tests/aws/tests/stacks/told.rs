//! What was told: by a page, in the lake, in its copy and by Athena; and that it is the same.

use std::collections::BTreeMap;
use std::time::Duration;

use linger_tests_aws::athena::{Athena, Row};
use linger_tests_aws::emulator::until;
use linger_tests_aws::owner::Owner;
use linger_tests_aws::parquet;
use linger_tests_aws::stack::Stack;
use linger_wire::decode;
use linger_wire::line::{self, Line};
use linger_wire::unfold::{self, unfold};
use linger_wire::{Event, FlushReason, Header};

use crate::account::{Account, Pipeline, SECOND_REGION};

/// A function is unpacked and started, a record converted, an object written and copied.
const WRITTEN: Duration = Duration::from_secs(40);

/// A batch as a page has sent it.
pub(crate) type Sent = (Header, Vec<Event>);

/// A batch that a page has posted.
pub(crate) fn read(body: &str) -> Sent {
    let batch = decode::batch(body.as_bytes()).unwrap_or_else(|problem| panic!("{problem:?}: {body}"));
    let events = batch.events.iter().map(|raw| decode::event(raw).expect("a page sends sound events"));
    (batch.header, events.collect())
}

/// Holds the batches of a visit against the page's own count: no event is missing among them, and the last was cut when the
/// page was left.
pub(crate) fn is_whole(sent: &[Sent]) {
    let mut numbers: Vec<u32> = sent.iter().flat_map(|(_, events)| events).map(Event::number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (0..).take(numbers.len()).collect::<Vec<_>>());
    assert!(sent.iter().all(|(header, _)| header.dropped == 0), "{sent:?}");
    let last = sent.iter().max_by_key(|(header, _)| header.seq).map(|(header, _)| header.reason);
    assert!(matches!(last, Some(FlushReason::Hide | FlushReason::Exit)), "{last:?}");
}

/// Holds what lies in the lake, in its copy and in Athena against what was sent; the lake's lines.
pub(crate) fn is_told_everywhere(
    account: &Account,
    pipeline: &Pipeline,
    replica: &Stack,
    sent: &[Sent],
) -> Vec<Line> {
    let lines = lies_in(&account.owner, &pipeline.lake(), sent);
    let second = account.owner.in_region(SECOND_REGION);
    let copied = lies_in(&second, &replica.output("BucketName"), sent);
    assert_eq!(copied.len(), lines.len());
    answers(&account.athena(pipeline), lines.clone());
    let errors = account.owner.objects(&pipeline.lake(), "errors/");
    assert!(errors.is_empty(), "{errors:?}");
    lines
}

/// Waits until these batches lie in a bucket, and no others; their lines in the batches' order.
pub(crate) fn lies_in(owner: &Owner, bucket: &str, sent: &[Sent]) -> Vec<Line> {
    let mut lines = until(&format!("{} batches in {bucket}", sent.len()), WRITTEN, || {
        let lines = lines(owner, bucket);
        (lines.len() >= sent.len()).then_some(lines)
    });
    let lie_there = lines.iter().map(|line| (line.header.clone(), line.events.clone())).collect();
    assert_eq!(sorted(lie_there), sorted(sent.to_vec()));
    lines.sort_by_key(|line| (line.header.visit.encode(), line.header.seq));
    lines
}

fn lines(owner: &Owner, bucket: &str) -> Vec<Line> {
    let objects = owner.objects(bucket, "events/dt=");
    let rows = objects.iter().flat_map(|(_, file)| parquet::rows(file));
    rows.map(|row| line::read(row.to_string().as_bytes()).expect("a row of the lake is a line")).collect()
}

fn sorted(mut batches: Vec<Sent>) -> Vec<Sent> {
    batches.sort_by_key(|(header, _)| (header.visit.encode(), header.seq));
    batches
}

/// Holds what Athena says of all events, event by event, against the lines.
fn answers(athena: &Athena, lines: Vec<Line>) {
    let unfolded = lines.into_iter().flat_map(|line| unfold(line.receipt, &line.header, line.events));
    let wanted = by_identity(unfolded.map(|row| cells(&row)).collect());
    let answered = by_identity(athena.rows("SELECT * FROM all_events"));
    assert_eq!(answered.keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>());
    for (identity, wanted) in &wanted {
        let answered = &answered[identity];
        for (column, value) in wanted {
            assert_eq!(answered.get(column), Some(value), "{column} of {identity:?}: {answered:?}");
        }
        let more = answered.keys().filter(|column| !wanted.contains_key(*column) && *column != "dt");
        assert_eq!(more.collect::<Vec<_>>(), Vec::<&String>::new(), "of {identity:?}");
    }
}

/// Events by visit and number.
fn by_identity(rows: Vec<Row>) -> BTreeMap<(String, String), Row> {
    let count = rows.len();
    let identity = |row: &Row| (row["visit_id"].clone(), row["event_number"].clone());
    let rows: BTreeMap<_, _> = rows.into_iter().map(|row| (identity(&row), row)).collect();
    assert_eq!(rows.len(), count, "an event is told twice");
    rows
}

/// A row as Athena writes it: what is not null, as text.
fn cells(row: &unfold::Row) -> Row {
    let always: [(&str, &dyn ToString); 23] = [
        ("site", &row.site),
        ("visit_id", &row.visit_id),
        ("event_number", &row.event_number),
        ("session_id", &row.session_id),
        ("event_type", &row.event_type),
        ("received_at_ms", &row.received_at_ms),
        ("occurred_at_ms", &row.occurred_at_ms),
        ("at_ms", &row.at_ms),
        ("clock_skew_ms", &row.clock_skew_ms),
        ("device_class", &row.device_class),
        ("bot", &row.bot),
        ("viewport_width", &row.viewport_width),
        ("viewport_height", &row.viewport_height),
        ("read_ms", &row.read_ms),
        ("batch_number", &row.batch_number),
        ("flush_reason", &row.flush_reason),
        ("dropped", &row.dropped),
        ("sdk", &row.sdk),
        ("engine", &row.engine),
        ("started_at_ms", &row.started_at_ms),
        ("sent_at_ms", &row.sent_at_ms),
        ("gaze", &row.gaze),
        ("sample_percent", &row.sample_percent),
    ];
    let sometimes: [(&str, Option<String>); 18] = [
        ("exposure_number", row.exposure_number.map(|value| value.to_string())),
        ("kind", row.kind.map(str::to_owned)),
        ("target", row.target.clone()),
        ("section", row.section.clone()),
        ("from_target", row.from_target.clone()),
        ("paused_ms", row.paused_ms.map(|value| value.to_string())),
        ("scrolling_ms", row.scrolling_ms.map(|value| value.to_string())),
        ("attention_ms", row.attention_ms.map(|value| value.to_string())),
        ("active_ms", row.active_ms.map(|value| value.to_string())),
        ("idle_ms", row.idle_ms.map(|value| value.to_string())),
        ("elsewhere_section_ms", row.elsewhere_section_ms.map(|value| value.to_string())),
        ("elsewhere_item_ms", row.elsewhere_item_ms.map(|value| value.to_string())),
        ("name", row.name.clone()),
        ("properties", row.properties.clone()),
        ("path", row.path.clone()),
        ("menu", row.menu.clone()),
        ("table_id", row.table_id.clone()),
        ("lang", row.lang.clone()),
    ];
    let always = always.into_iter().map(|(name, cell)| (name.to_owned(), cell.to_string()));
    let sometimes = sometimes.into_iter().filter_map(|(name, cell)| Some((name.to_owned(), cell?)));
    always.chain(sometimes).collect()
}
