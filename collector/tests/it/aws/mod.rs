//! The sinks of AWS and their credentials, against the strict double.

mod answers;
mod chain;
mod keys;
mod puts;

use std::sync::Arc;
use std::time::Duration;

use linger_aws_double::{Double, DoubleSettings, Taken};
use linger_collector::SystemClock;
use linger_collector::credentials::{AwsShared, AwsTimeouts, CredentialsSettings};
use linger_collector::sink::{Firehose, FirehoseSettings, Kinesis, KinesisSettings, Record, Sink};
use linger_wire::Id;

/// Long enough for a call to arrive on a loaded machine, and short enough to wait for when nothing is answered.
const CALL: Duration = Duration::from_secs(1);

/// Where nothing but silence may end a call.
const PATIENCE: Duration = Duration::from_mins(1);

fn guest(double: &Double, settings: &DoubleSettings) -> CredentialsSettings {
    CredentialsSettings::Cognito {
        identity_pool: settings.pool.id.clone(),
        region: settings.region.clone(),
        endpoint: Some(double.endpoint()),
        cache: None,
    }
}

fn shared(credentials: CredentialsSettings, call: Duration) -> Arc<AwsShared> {
    let timeouts = AwsTimeouts { connect: PATIENCE, call };
    AwsShared::try_new(credentials, timeouts, Arc::new(SystemClock), 1).expect("the settings are sound")
}

/// A stream named `menu`, with a guest's keys.
struct Bench {
    double: Double,
    shared: Arc<AwsShared>,
    firehose: Firehose,
    kinesis: Kinesis,
}

impl Bench {
    async fn open(settings: DoubleSettings) -> Self {
        Self::with(settings, "menu", PATIENCE).await
    }

    async fn with(settings: DoubleSettings, stream: &str, call: Duration) -> Self {
        let double = Double::open(settings.clone()).await;
        let shared = shared(guest(&double, &settings), call);
        let (region, endpoint) = (settings.region, Some(double.endpoint()));
        let (stream, place) = (stream.to_owned(), (region.clone(), endpoint.clone()));
        let firehose = FirehoseSettings { stream: stream.clone(), region, endpoint };
        let kinesis = KinesisSettings { stream, region: place.0, endpoint: place.1 };
        Self {
            firehose: Firehose::try_new(firehose, shared.clone()).expect("the settings are sound"),
            kinesis: Kinesis::try_new(kinesis, shared.clone()).expect("the settings are sound"),
            double,
            shared,
        }
    }

    fn sinks(&self) -> [&dyn Sink; 2] {
        [&self.firehose, &self.kinesis]
    }

    fn taken(&self) -> Vec<String> {
        self.double.taken().into_iter().map(text).collect()
    }
}

fn text(taken: Taken) -> String {
    String::from_utf8(taken.data).expect("records are text")
}

fn record(visit: u128, data: &str) -> Record {
    Record { visit: Id::from_bits(visit), events: 1, data: data.to_owned().into() }
}

/// So many records, each of its own visit: `{"n":0}`, `{"n":1}` …
fn records(count: usize) -> Vec<Record> {
    (0..count).map(|n| record(n as u128, &format!("{{\"n\":{n}}}\n"))).collect()
}
