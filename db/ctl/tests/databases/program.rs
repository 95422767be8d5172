//! `outpost-ctl` as operators run it.

use std::process::{Command, Output, Stdio};

/// What a run of the program said and how it ended.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub said: String,
}

/// Runs it while other tasks of the test go on.
pub async fn ctl(arguments: &[&str]) -> Run {
    start(Command::new(env!("CARGO_BIN_EXE_outpost-ctl")), arguments).await
}

/// Runs it where new files are for everybody unless a program says otherwise.
pub async fn ctl_with_open_umask(arguments: &[&str]) -> Run {
    let mut command = Command::new("sh");
    command.args(["-c", "umask 000; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_outpost-ctl")]);
    start(command, arguments).await
}

async fn start(mut command: Command, arguments: &[&str]) -> Run {
    command.args(arguments).env_remove("OUTPOST_DATABASE").stdin(Stdio::null());
    let output: Output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    Run { code: output.status.code(), said }
}

impl Run {
    /// Ends the test unless the program did what it was asked to.
    #[track_caller]
    pub fn succeeded(self) -> String {
        assert_eq!(self.code, Some(0), "{}", self.said);
        self.said
    }

    /// Ends the test unless the program refused, with these words.
    #[track_caller]
    pub fn refused(self, words: &str) {
        assert_eq!(self.code, Some(2), "{}", self.said);
        assert!(self.said.contains(words), "{}", self.said);
    }
}
