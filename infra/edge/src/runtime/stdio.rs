//! A guest's standard output and error, as log lines with the component's id.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use tokio::io::AsyncWrite;
use wasmtime_wasi::cli::{IsTerminal, StdoutStream};
use wasmtime_wasi::p2::{OutputStream, Pollable, StreamError, StreamResult};

use super::in_flight::InFlightRequests;

/// Bytes after which a line is logged although it has not ended.
const LONGEST_LINE: usize = 8_192;

/// One of the two outputs of one instance.
#[derive(Clone)]
pub struct Output(Arc<Shared>);

struct Shared {
    component: Arc<str>,
    is_error: bool,
    in_flight: Arc<InFlightRequests>,
    line: Mutex<Vec<u8>>,
}

impl Output {
    /// An output of an instance of `component`.
    pub fn new(component: Arc<str>, is_error: bool, in_flight: Arc<InFlightRequests>) -> Self {
        Self(Arc::new(Shared { component, is_error, in_flight, line: Mutex::default() }))
    }

    fn take(&self, bytes: &[u8]) {
        if self.0.is_error {
            self.0.in_flight.append_stderr(&String::from_utf8_lossy(bytes));
        }
        let mut line = self.0.line.lock().unwrap_or_else(PoisonError::into_inner);
        line.extend_from_slice(bytes);
        while let Some(end) = line.iter().position(|byte| *byte == b'\n') {
            let rest = line.split_off(end + 1);
            self.log(&line);
            *line = rest;
        }
        if line.len() > LONGEST_LINE {
            self.log(&line);
            line.clear();
        }
    }

    fn log(&self, line: &[u8]) {
        let text = String::from_utf8_lossy(line);
        let text = text.trim_end();
        if text.is_empty() {
            return;
        }
        let component = &*self.0.component;
        if self.0.is_error {
            tracing::warn!(target: "guest", component, "{text}");
        } else {
            tracing::info!(target: "guest", component, "{text}");
        }
    }
}

impl IsTerminal for Output {
    fn is_terminal(&self) -> bool {
        false
    }
}

impl StdoutStream for Output {
    fn async_stream(&self) -> Box<dyn AsyncWrite + Send + Sync> {
        Box::new(self.clone())
    }

    fn p2_stream(&self) -> Box<dyn OutputStream> {
        Box::new(self.clone())
    }
}

impl AsyncWrite for Output {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.take(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[wasmtime_wasi::async_trait]
impl Pollable for Output {
    async fn ready(&mut self) {}
}

impl OutputStream for Output {
    fn write(&mut self, bytes: Bytes) -> StreamResult<()> {
        self.take(&bytes);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), StreamError> {
        Ok(())
    }

    fn check_write(&mut self) -> StreamResult<usize> {
        Ok(64 << 10)
    }
}
