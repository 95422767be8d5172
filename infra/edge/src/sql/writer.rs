//! The one thread that writes: it commits waiting statements in groups and lends itself to transactions.

use super::error::SqlError;
use super::limits::SqlLimits;
use super::session::Session;
use super::statement::{Outcome, Statement};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Instant;
use tokio::sync::oneshot;

/// Most statements that share one commit.
const GROUP: usize = 64;

/// A statement on its way to the writer.
pub struct Job {
    /// What to run.
    pub statement: Statement,
    /// Where its answer goes; a closed one means that nobody waits any more.
    pub reply: oneshot::Sender<Answer>,
}

/// The writer's answer.
pub struct Answer {
    /// What the statement gave.
    pub outcome: Result<Outcome, SqlError>,
    /// Whether the guest now has a transaction.
    pub transaction: Transaction,
}

/// The state of a guest's transaction after a statement.
pub enum Transaction {
    /// None is open.
    None,
    /// The statement opened one; its further statements go this way.
    Begun(Sender<Job>),
    /// The one that was open still is.
    Kept,
}

impl Job {
    fn answer(self, outcome: Result<Outcome, SqlError>, transaction: Transaction) {
        if self.reply.send(Answer { outcome, transaction }).is_err() {
            tracing::debug!("a write was done, but its guest no longer waits for the answer");
        }
    }
}

/// Starts the writer thread over `session`; it ends when every sender is gone.
pub fn start(session: Session, limits: SqlLimits) -> std::io::Result<Sender<Job>> {
    let (sender, receiver) = channel();
    let writer = Writer { session, limits };
    std::thread::Builder::new().name("sql-writer".into()).spawn(move || writer.serve(&receiver))?;
    Ok(sender)
}

struct Writer {
    session: Session,
    limits: SqlLimits,
}

impl Writer {
    fn serve(mut self, jobs: &Receiver<Job>) {
        while let Ok(first) = jobs.recv() {
            let mut group = vec![first];
            while group.len() < GROUP
                && let Ok(job) = jobs.try_recv()
            {
                group.push(job);
            }
            self.run_all(group);
        }
    }

    /// Runs the jobs in their order; neighbours that may share a commit do.
    fn run_all(&mut self, jobs: Vec<Job>) {
        let mut group = Vec::new();
        for job in jobs {
            if job.reply.is_closed() {
                continue;
            }
            if may_share(&job.statement.sql) {
                group.push(job);
                continue;
            }
            self.run_group(std::mem::take(&mut group));
            self.run_alone(job);
        }
        self.run_group(group);
    }

    /// One commit for the whole group. Where the group cannot commit, each job runs on its own.
    fn run_group(&mut self, jobs: Vec<Job>) {
        if jobs.len() < 2 {
            jobs.into_iter().for_each(|job| self.run_alone(job));
            return;
        }
        match self.try_group(&jobs) {
            Ok(outcomes) => {
                for (job, outcome) in jobs.into_iter().zip(outcomes) {
                    job.answer(outcome, Transaction::None);
                }
            }
            Err(error) => {
                tracing::debug!(%error, jobs = jobs.len(), "a group of writes is run one by one");
                self.roll_back();
                jobs.into_iter().for_each(|job| self.run_alone(job));
            }
        }
    }

    /// A statement that fails undoes only itself. An error of the group means that nothing of it is stored.
    fn try_group(&mut self, jobs: &[Job]) -> Result<Vec<Result<Outcome, SqlError>>, SqlError> {
        self.session.run(&control("BEGIN IMMEDIATE"))?;
        let mut outcomes = Vec::with_capacity(jobs.len());
        for job in jobs {
            outcomes.push(self.session.run(&job.statement));
            if self.session.is_autocommit() {
                return Err(SqlError::Closed);
            }
        }
        self.session.run(&control("COMMIT"))?;
        Ok(outcomes)
    }

    fn run_alone(&mut self, job: Job) {
        let outcome = self.session.run(&job.statement);
        if self.session.is_autocommit() {
            job.answer(outcome, Transaction::None);
            return;
        }
        let (sender, receiver) = channel();
        job.answer(outcome, Transaction::Begun(sender));
        self.serve_transaction(&receiver);
    }

    /// Serves one guest's transaction until it ends, the guest lets go of it, or its time is over.
    fn serve_transaction(&mut self, jobs: &Receiver<Job>) {
        let deadline = Instant::now() + self.limits.transaction_time;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let job = match jobs.recv_timeout(left) {
                Ok(job) => job,
                Err(RecvTimeoutError::Timeout) => {
                    tracing::warn!("a transaction was left open and is rolled back");
                    return self.roll_back();
                }
                Err(RecvTimeoutError::Disconnected) => return self.roll_back(),
            };
            let outcome = self.session.run(&job.statement);
            let ended = self.session.is_autocommit();
            job.answer(outcome, if ended { Transaction::None } else { Transaction::Kept });
            if ended {
                return;
            }
        }
    }

    fn roll_back(&mut self) {
        if !self.session.is_autocommit()
            && let Err(error) = self.session.run(&control("ROLLBACK"))
        {
            tracing::error!(%error, "cannot roll back");
        }
    }
}

/// Only plain changes of rows may share a commit with others.
fn may_share(sql: &str) -> bool {
    ["INSERT", "UPDATE", "DELETE", "REPLACE"].iter().any(|verb| super::verb::begins_with(sql, verb))
}

fn control(sql: &str) -> Statement {
    Statement { sql: sql.to_owned(), parameters: Vec::new() }
}
