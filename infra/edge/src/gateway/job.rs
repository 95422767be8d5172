//! A statement on its way through the gateway, and the queue it waits in.

use super::metrics::GatewayMetrics;
use super::options::GatewayLimits;
use crate::sql::hrana::Stmt;
use serde_json::Value;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot};

/// What the database said, in sqld's own words.
#[derive(Debug, Clone, PartialEq)]
pub enum Ran {
    /// The rows of a statement.
    Rows(Value),
    /// The error of a statement that was refused.
    Error(Value),
}

/// Why the database said nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum NoAnswer {
    /// The statement was certainly not run.
    NotRun(String),
    /// Nobody knows whether it was run.
    Unknown(String),
}

/// What became of a statement.
pub type Answer = Result<Ran, NoAnswer>;

/// A statement that waits.
#[derive(Debug)]
pub struct Job {
    /// The statement.
    pub stmt: Stmt,
    queued: Instant,
    reply: oneshot::Sender<Answer>,
}

impl Job {
    /// Tells whoever waits. One who no longer does has gone away by itself.
    pub fn answer(self, answer: Answer) {
        if self.reply.send(answer).is_err() {
            tracing::debug!("a statement was answered, but its caller is gone");
        }
    }
}

/// The sending end of a queue.
#[derive(Clone)]
pub struct Queue {
    jobs: mpsc::Sender<Job>,
}

/// The receiving end of a queue.
pub struct Waiting {
    jobs: mpsc::Receiver<Job>,
    longest: Duration,
    metrics: GatewayMetrics,
}

impl Queue {
    /// An empty queue.
    pub fn new(limits: GatewayLimits, metrics: GatewayMetrics) -> (Self, Waiting) {
        let (sender, jobs) = mpsc::channel(limits.queue);
        (Self { jobs: sender }, Waiting { jobs, longest: limits.wait, metrics })
    }

    /// Runs a statement in its turn.
    pub async fn run(&self, stmt: Stmt) -> Answer {
        let (reply, answer) = oneshot::channel();
        match self.jobs.try_send(Job { stmt, queued: Instant::now(), reply }) {
            Ok(()) => {
                let lost = |_| Err(NoAnswer::Unknown("the gateway is stopping".to_owned()));
                answer.await.unwrap_or_else(lost)
            }
            Err(mpsc::error::TrySendError::Full(_)) => Err(NoAnswer::NotRun("too many statements wait".to_owned())),
            Err(mpsc::error::TrySendError::Closed(_)) => Err(NoAnswer::NotRun("the gateway is stopping".to_owned())),
        }
    }

    /// Puts a job of another queue at the end of this one.
    pub fn pass_on(&self, job: Job) {
        if let Err(error) = self.jobs.try_send(job) {
            error.into_inner().answer(Err(NoAnswer::NotRun("too many statements wait".to_owned())));
        }
    }
}

impl Waiting {
    /// Whatever waits, in order and at most `most`, once something does. `None` when nobody can send any more.
    pub async fn next(&mut self, most: usize) -> Option<Vec<Job>> {
        let mut group = Vec::new();
        let mut next = Some(self.jobs.recv().await?);
        while let Some(job) = next {
            group.extend(self.timely(job));
            next = if group.len() < most { self.jobs.try_recv().ok() } else { None };
        }
        Some(group)
    }

    /// Drops a job whose caller is gone, and one that has waited for so long that its caller may have given up.
    fn timely(&self, job: Job) -> Option<Job> {
        let waited = job.queued.elapsed();
        self.metrics.queue_wait.observe(waited.as_secs_f64());
        if job.reply.is_closed() {
            return None;
        }
        if waited > self.longest {
            job.answer(Err(NoAnswer::NotRun(format!("it waited for {} ms", waited.as_millis()))));
            return None;
        }
        Some(job)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    fn stmt(sql: &str) -> Stmt {
        serde_json::from_value(serde_json::json!({ "sql": sql })).unwrap()
    }

    fn queue(queue: usize, wait: Duration) -> (Queue, Waiting) {
        Queue::new(GatewayLimits { queue, wait, ..GatewayLimits::default() }, GatewayMetrics::default())
    }

    #[tokio::test]
    async fn a_full_queue_turns_away_at_once_and_the_others_keep_their_order() {
        let (queue, mut waiting) = queue(3, Duration::from_secs(10));
        let mut runs: Vec<_> = ["a", "b", "c"].map(|sql| Box::pin(queue.run(stmt(sql)))).into();
        runs.iter_mut().for_each(|run| assert!(run.now_or_never().is_none()));
        assert!(matches!(queue.run(stmt("d")).await, Err(NoAnswer::NotRun(_))));
        let group = waiting.next(2).await.unwrap();
        let texts: Vec<_> = group.iter().map(|job| job.stmt.sql.clone().unwrap_or_default()).collect();
        assert_eq!(texts, ["a", "b"]);
    }

    #[tokio::test]
    async fn a_statement_that_waited_too_long_or_whose_caller_is_gone_is_not_run() {
        let (queue, mut waiting) = queue(4, Duration::ZERO);
        let mut late = Box::pin(queue.run(stmt("late")));
        assert!((&mut late).now_or_never().is_none());
        let mut gone = Box::pin(queue.run(stmt("gone")));
        assert!((&mut gone).now_or_never().is_none());
        drop(gone);
        assert_eq!(waiting.next(10).await.unwrap().len(), 0);
        assert!(matches!(late.await, Err(NoAnswer::NotRun(_))));
    }
}
