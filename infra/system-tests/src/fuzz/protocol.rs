//! Bytes that are not, or hardly, HTTP.

use super::{FuzzRequest, Generator};

impl Generator {
    /// Bytes after which a server may close the connection, or answer without a body.
    pub(super) fn malformed_protocol(&mut self) -> FuzzRequest {
        let host = self.corpus.host.clone();
        let get = |headers: &str| format!("GET /en-gb HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{headers}\r\n");
        let post = |headers: &str, body: &str| {
            format!("POST /en-gb/track HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{headers}\r\n{body}")
        };
        let size = self.pick(&[9_000, 70_000, 500_000]);
        let text = match self.pick(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]) {
            0 => get(&format!("x-large: {}\r\n", "h".repeat(size))),
            1 => get(&(0..300).map(|number| format!("x-{number}: y\r\n")).collect::<String>()),
            2 => format!("GET /{} HTTP/1.1\r\nhost: {host}\r\n\r\n", "u".repeat(size)),
            3 => "GET /en-gb HTTP/1.1\r\nconnection: close\r\n\r\n".to_owned(),
            4 => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
            5 => "GET /en-gb HTTP/9.9\r\n\r\n".to_owned(),
            6 => "\r\n\r\n\r\nHELLO\r\n\r\n".to_owned(),
            7 => get("no colon here\r\n"),
            8 => get("bad\u{1}name: x\r\n"),
            9 => post("transfer-encoding: chunked\r\n", "zz\r\nbody\r\n0\r\n\r\n"),
            10 => post("content-length: 5\r\ntransfer-encoding: chunked\r\n", "0\r\n\r\n"),
            11 => post("content-length: -1\r\n", ""),
            12 => post("content-length: 1\r\ncontent-length: 2\r\n", "ab"),
            _ => format!("CONNECT {host} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"),
        };
        FuzzRequest { bytes: text.into_bytes(), is_http: false, is_head: false }
    }
}
