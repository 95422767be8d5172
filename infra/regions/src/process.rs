//! A program of the fleet: started on addresses it keeps, waited for, killed, stopped, started again.

use std::ffi::OsString;
use std::fs::File;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use rustix::process::{Pid, Signal, kill_process};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::{sleep, timeout};

/// A first start compiles the components.
const START: Duration = Duration::from_secs(180);
const STOP: Duration = Duration::from_secs(30);
const OK: u16 = 200;
const POLL: Duration = Duration::from_millis(20);

/// How a program says that it serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// It prints a line that begins with `ready `.
    Line,
    /// It answers libSQL's HTTP API there.
    Answers(SocketAddr),
}

/// What is started.
#[derive(Clone, Debug)]
pub struct Program {
    /// The file.
    pub file: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
    /// Additions to its environment, which other users of the machine cannot read, unlike arguments.
    pub environment: Vec<(String, String)>,
    /// Where its log goes, at the end of what is there.
    pub log: PathBuf,
    /// How it says that it serves.
    pub readiness: Readiness,
}

/// A program that runs or can run. It dies with this value.
#[derive(Debug)]
pub struct Process {
    program: Program,
    child: Option<Child>,
}

impl Process {
    /// One that does not run yet.
    pub fn new(program: Program) -> Self {
        Self { program, child: None }
    }

    /// Starts it and waits until it serves; answers how long that took.
    ///
    /// # Errors
    /// When it runs already, or does not start; the message holds its log.
    pub async fn start(&mut self) -> Result<Duration> {
        let began = Instant::now();
        self.spawn()?;
        self.ready().await?;
        Ok(began.elapsed())
    }

    /// Starts it without waiting.
    ///
    /// # Errors
    /// When it runs already, or is no program.
    pub fn spawn(&mut self) -> Result<()> {
        let Program { file, arguments, environment, log, readiness } = &self.program;
        ensure!(self.child.is_none(), "{} runs already", file.display());
        let log = File::options().create(true).append(true).open(log).with_context(|| log.display().to_string())?;
        let mut command = Command::new(file);
        command.args(arguments).envs(environment.iter().map(|(name, value)| (name, value)));
        command.kill_on_drop(true).stdin(Stdio::null());
        match readiness {
            Readiness::Line => command.stdout(Stdio::piped()),
            Readiness::Answers(_) => command.stdout(log.try_clone()?),
        };
        self.child = Some(command.stderr(log).spawn().with_context(|| format!("starting {}", file.display()))?);
        Ok(())
    }

    /// Waits until it serves.
    ///
    /// # Errors
    /// When it does not, in time.
    pub async fn ready(&mut self) -> Result<()> {
        let child = self.child.as_mut().context("it does not run")?;
        let is_ready = match self.program.readiness {
            Readiness::Line => {
                let output = child.stdout.take().context("its output")?;
                timeout(START, says_ready(output)).await
            }
            Readiness::Answers(address) => timeout(START, answers(child, address)).await,
        };
        if !matches!(is_ready, Ok(Ok(true))) {
            bail!("{} does not start; it logged:\n{}", self.program.file.display(), self.log()?);
        }
        Ok(())
    }

    /// Kills it as `kill -9` does.
    ///
    /// # Errors
    /// When it does not run.
    pub async fn kill(&mut self) -> Result<()> {
        let mut child = self.child.take().context("it does not run")?;
        child.kill().await.with_context(|| format!("killing {}", self.program.file.display()))
    }

    /// Asks it to stop, and waits until it has.
    ///
    /// # Errors
    /// When it does not run, does not stop in time or fails.
    pub async fn stop(&mut self) -> Result<()> {
        let mut child = self.child.take().context("it does not run")?;
        let name = self.program.file.display().to_string();
        // One that has ended by itself has no id any more.
        if let Some(pid) = child.id().and_then(|id| Pid::from_raw(id.cast_signed())) {
            kill_process(pid, Signal::TERM).with_context(|| format!("asking {name} to stop"))?;
        }
        let status = timeout(STOP, child.wait()).await.with_context(|| format!("{name} does not stop"))??;
        ensure!(status.success(), "{name} ended with {status}:\n{}", self.log()?);
        Ok(())
    }

    /// Waits until it ends by itself; for ever where it does not run.
    ///
    /// # Errors
    /// When the system does not say.
    pub async fn ended(&mut self) -> Result<ExitStatus> {
        match &mut self.child {
            Some(child) => Ok(child.wait().await?),
            None => std::future::pending().await,
        }
    }

    /// Whether it has been started and not been stopped since.
    pub fn is_started(&self) -> bool {
        self.child.is_some()
    }

    /// Its process id, where it runs.
    pub fn id(&self) -> Option<u32> {
        self.child.as_ref().and_then(Child::id)
    }

    /// What is started next time.
    pub fn program_mut(&mut self) -> &mut Program {
        &mut self.program
    }

    /// The HTTP status with which a database server answers a pipeline that does nothing: 200 takes a database that is
    /// open.
    ///
    /// # Errors
    /// When it is no database server, or does not answer.
    pub async fn database_status(&self) -> Result<u16> {
        let Readiness::Answers(address) = self.program.readiness else {
            bail!("{} is no server", self.program.file.display())
        };
        ask(address).await
    }

    /// Everything that it has logged.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn log(&self) -> Result<String> {
        std::fs::read_to_string(&self.program.log).context("reading a log")
    }
}

/// Whether its first line says that it serves. The rest of its output is read and passed over, so that it never waits
/// for a reader.
async fn says_ready(output: ChildStdout) -> Result<bool> {
    let mut lines = BufReader::new(output).lines();
    let is_ready = lines.next_line().await?.is_some_and(|line| line.starts_with("ready "));
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    Ok(is_ready)
}

async fn answers(child: &mut Child, address: SocketAddr) -> Result<bool> {
    loop {
        if ask(address).await.is_ok_and(|status| status == OK) {
            return Ok(true);
        }
        if child.try_wait()?.is_some() {
            return Ok(false);
        }
        sleep(POLL).await;
    }
}

/// The status with which a pipeline that does nothing is answered: 200 takes a database that is open.
async fn ask(address: SocketAddr) -> Result<u16> {
    let body = r#"{"requests":[{"type":"close"}]}"#;
    let head = format!("POST /v2/pipeline HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n");
    let rest = format!("content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all((head + &rest).as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    let status = answer.split_whitespace().nth(1).context("no HTTP answer")?;
    Ok(status.parse()?)
}
