//! Structured logs on standard error.

use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;
use tracing_subscriber::EnvFilter;

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// libSQL logs every handshake of every sync.
const FILTER: &str = "info,libsql=warn,libsql_replication=warn";

/// Starts logging for the process; every line names the region. `RUST_LOG` chooses what is logged; `info` by default.
pub fn start(format: LogFormat, region: &str) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(FILTER));
    let prefix: &'static str = match format {
        LogFormat::Text => format!("{region} ").leak(),
        LogFormat::Json => format!("{{\"region\":{},", serde_json::Value::from(region)).leak(),
    };
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(io::stderr().is_terminal())
        .with_writer(move || Labelled { prefix, out: io::stderr() });
    let started = match format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
    };
    if let Err(error) = started {
        tracing::debug!(%error, "logging was started before");
    }
}

/// Puts the region at the beginning of a line. The subscriber hands over each line whole, in one call; a span or a
/// field on every event would cost more.
struct Labelled<W> {
    prefix: &'static str,
    out: W,
}

impl<W: Write> Write for Labelled<W> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let rest = if self.prefix.starts_with('{') { line.strip_prefix(b"{").unwrap_or(line) } else { line };
        self.out.write_all(&[self.prefix.as_bytes(), rest].concat())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::Labelled;

    #[test]
    fn every_line_names_the_region() {
        for (prefix, line, expected) in [
            ("tokyo ", "2026 INFO stopping\n", "tokyo 2026 INFO stopping\n"),
            ("{\"region\":\"tokyo\",", "{\"level\":\"INFO\"}\n", "{\"region\":\"tokyo\",\"level\":\"INFO\"}\n"),
        ] {
            let mut out = Vec::new();
            Labelled { prefix, out: &mut out }.write_all(line.as_bytes()).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }
}
