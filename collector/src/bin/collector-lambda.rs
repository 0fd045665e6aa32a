//! The collector as a Lambda function, behind an API Gateway (REST or HTTP) or a function URL.
//!
//! Set by environment variables only, those of docs/configuration.md: `LINGER_SINK=firehose`, `LINGER_FIREHOSE_STREAM`,
//! `LINGER_SITE`. Its role needs `firehose:PutRecordBatch` on the one stream, and to write its log.

use std::process::ExitCode;

use linger_collector::lambda;

/// One thread: an environment has one invocation at a time, and threads take time to start.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => refused(&problems),
    }
}

async fn run() -> Result<(), Vec<String>> {
    let settings = lambda::settings(std::env::vars().collect())?;
    lambda::log(settings.log.level);
    let app = lambda::app(&settings)?;
    lambda::serve(app).await.map_err(|error| vec![error.to_string()])
}

/// The platform tells that the process has ended, and its log why.
fn refused(problems: &[String]) -> ExitCode {
    for problem in problems {
        println!("{problem}");
    }
    ExitCode::FAILURE
}
