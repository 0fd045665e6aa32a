//! The double as a program: prints its address, then answers until it is stopped. `GET /` answers its counts.

use clap::Parser;
use linger_aws_double::{Double, DoubleSettings, Fault, Keep, Key, Plan, RecordError, Which};

/// A strict double of Firehose, Kinesis and Cognito's identity pools on loopback.
#[derive(Debug, Parser)]
struct Arguments {
    /// The port; 0 for a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The Region that calls must be signed for.
    #[arg(long, default_value = "eu-central-1")]
    region: String,
    /// The stream of each service.
    #[arg(long, default_value = "menu")]
    stream: String,
    /// The id of a key that is good for ever, with `--secret`.
    #[arg(long, default_value = "AKIDDOUBLE")]
    key: String,
    /// Its secret.
    #[arg(long, default_value = "double")]
    secret: String,
    /// Keeps whole records; otherwise they are only counted.
    #[arg(long)]
    keep: bool,
    /// How long each answer takes, at least, in milliseconds.
    #[arg(long, default_value_t = 0)]
    latency_ms: u64,
    /// The seed of the faults below.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Calls of a thousand that are throttled.
    #[arg(long, default_value_t = 0)]
    throttled: u16,
    /// Calls of a thousand of which every fifth record fails.
    #[arg(long, default_value_t = 0)]
    partial: u16,
    /// Calls of a thousand that are taken, and their connection reset.
    #[arg(long, default_value_t = 0)]
    taken_reset: u16,
}

#[tokio::main]
async fn main() {
    let arguments = Arguments::parse();
    let double = Double::open_at(arguments.settings(), arguments.port).await;
    double.plan(arguments.plan());
    println!("{}", double.endpoint());
    std::future::pending::<()>().await;
}

impl Arguments {
    fn settings(&self) -> DoubleSettings {
        DoubleSettings {
            region: self.region.clone(),
            firehose: vec![self.stream.clone()],
            kinesis: vec![self.stream.clone()],
            keys: vec![Key { id: self.key.clone(), secret: self.secret.clone(), token: None }],
            keep: if self.keep { Keep::Records } else { Keep::Counts },
            latency: std::time::Duration::from_millis(self.latency_ms),
            ..DoubleSettings::new()
        }
    }

    fn plan(&self) -> Plan {
        let partial = Fault::Records(Which::Share(200), RecordError::Internal);
        Plan::new(
            self.seed,
            vec![
                (Fault::Throttle, self.throttled),
                (partial, self.partial),
                (Fault::TakeThenReset, self.taken_reset),
            ],
        )
    }
}
