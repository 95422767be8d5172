//! The one task that writes: it runs waiting commands in order, in groups that share a commit.

use super::group::{self, Outcome};
use super::job::{Job, NoAnswer, Ran, Waiting};
use super::metrics::GatewayMetrics;
use super::stream::{Stream, StreamError};
use std::time::{Duration, Instant};

/// Pause after which an idle stream is renewed: sqld ends it after 10 s, and it tells whether sqld answers.
const RENEW: Duration = Duration::from_secs(3);
/// Times that a group which others keep out is tried, and the pause between.
const BUSY_TRIES: u32 = 20;
const BUSY_PAUSE: Duration = Duration::from_millis(50);

/// Runs commands until nobody can send any more, then closes the stream.
pub async fn run(stream: Stream, mut waiting: Waiting, most: usize, metrics: GatewayMetrics) {
    let mut writer = Writer { stream, metrics };
    writer.stream.renew().await;
    loop {
        match tokio::time::timeout(RENEW, waiting.next(most)).await {
            Ok(Some(group)) => writer.run(group).await,
            Ok(None) => break,
            Err(_) => writer.stream.renew().await,
        }
    }
    writer.stream.close().await;
}

struct Writer {
    stream: Stream,
    metrics: GatewayMetrics,
}

impl Writer {
    async fn run(&mut self, jobs: Vec<Job>) {
        if jobs.is_empty() {
            return;
        }
        let outcome = self.commit(&jobs).await;
        if jobs.len() == 1 || !matches!(outcome, Ok(Outcome::RolledBack(_))) {
            return self.answer(jobs, outcome).await;
        }
        // Nothing of the group is stored, because of one command in it. Each has its turn alone, so that this one fails
        // alone.
        self.metrics.groups_split.inc();
        for job in jobs {
            let alone = vec![job];
            let outcome = self.commit(&alone).await;
            self.answer(alone, outcome).await;
        }
    }

    async fn answer(&mut self, jobs: Vec<Job>, outcome: Result<Outcome, StreamError>) {
        let answer = match outcome {
            Ok(Outcome::Committed(answers)) => {
                return jobs.into_iter().zip(answers).for_each(|(job, answer)| job.answer(answer));
            }
            Ok(Outcome::RolledBack(Some(error))) => Ok(Ran::Error(error)),
            Ok(Outcome::RolledBack(None)) => Err(NoAnswer::NotRun("it was rolled back".to_owned())),
            Ok(Outcome::Busy(error)) => {
                Err(NoAnswer::NotRun(format!("others write to the database: {}", error["message"])))
            }
            Ok(Outcome::Unknown(reason)) => {
                // Whatever is still open on the stream ends with it.
                self.stream.close().await;
                Err(NoAnswer::Unknown(reason))
            }
            Err(StreamError::Unknown(reason)) => Err(NoAnswer::Unknown(reason)),
            Err(error) => Err(NoAnswer::NotRun(error.to_string())),
        };
        jobs.into_iter().for_each(|job| job.answer(answer.clone()));
    }

    /// Sends a group; one that others keep out is sent again for a while.
    async fn commit(&mut self, jobs: &[Job]) -> Result<Outcome, StreamError> {
        let request = group::request(jobs.iter().map(|job| &job.stmt));
        self.metrics.group_size.observe(jobs.len() as f64);
        for turn in 1.. {
            self.metrics.groups.inc();
            let began = Instant::now();
            let mut results = self.stream.send(std::slice::from_ref(&request)).await?;
            self.metrics.group_seconds.observe(began.elapsed().as_secs_f64());
            let outcome = match results.pop() {
                Some(result) => group::read(result, jobs.len()),
                None => Outcome::Unknown("sqld gave no result".to_owned()),
            };
            if !matches!(outcome, Outcome::Busy(_)) || turn == BUSY_TRIES {
                return Ok(outcome);
            }
            tokio::time::sleep(BUSY_PAUSE).await;
        }
        Ok(Outcome::Unknown("the group was not sent".to_owned()))
    }
}
