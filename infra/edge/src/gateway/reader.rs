//! Reads that must be fresh. They do not wait for commands.
//!
//! sqld gives out few connections, so a stream for reads ends with them: whoever else needs one finds it. Where none is
//! left, reads take their turn among the commands.

use super::job::{Answer, Job, NoAnswer, Queue, Ran, Waiting};
use super::stream::{Stream, StreamError};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// How long reads go with the commands after sqld had no connection left: each try costs a second.
const NO_PLACE: Duration = Duration::from_secs(3);

/// Runs reads until nobody can send any more.
pub async fn run(mut stream: Stream, mut waiting: Waiting, most: usize, commands: Queue) {
    let mut no_place_until = Instant::now();
    while let Some(jobs) = waiting.next(most).await {
        if jobs.is_empty() {
            continue;
        }
        if Instant::now() < no_place_until {
            jobs.into_iter().for_each(|job| commands.pass_on(job));
            continue;
        }
        match stream.send(&requests(&jobs)).await {
            Ok(results) => {
                // The last one is that of the close.
                jobs.into_iter().zip(results).for_each(|(job, result)| job.answer(read(result)));
            }
            Err(StreamError::NoPlace) => {
                no_place_until = Instant::now() + NO_PLACE;
                jobs.into_iter().for_each(|job| commands.pass_on(job));
            }
            // A read has no effect, so it may be sent again whatever happened.
            Err(error) => jobs.into_iter().for_each(|job| job.answer(Err(NoAnswer::NotRun(error.to_string())))),
        }
    }
}

fn requests(jobs: &[Job]) -> Vec<Value> {
    let reads = jobs.iter().map(|job| json!({ "type": "execute", "stmt": job.stmt }));
    reads.chain([json!({ "type": "close" })]).collect()
}

fn read(mut result: Value) -> Answer {
    match result["type"].as_str() {
        Some("ok") => Ok(Ran::Rows(result["response"]["result"].take())),
        _ => Ok(Ran::Error(result["error"].take())),
    }
}
