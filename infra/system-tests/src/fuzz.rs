//! Fuzzing: requests that no browser sends, generated from a seed, so that one that breaks the shop can be repeated.

mod form;
mod protocol;
mod target;

use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;

/// A generated request.
#[derive(Clone, Debug)]
pub struct FuzzRequest {
    /// The bytes to send.
    pub bytes: Vec<u8>,
    /// Whether it is close enough to HTTP to be owed an answer. For anything else the host may close the connection.
    pub is_http: bool,
    /// Whether it is a HEAD request.
    pub is_head: bool,
}

impl FuzzRequest {
    /// The beginning of the request, for messages.
    pub fn shown(&self) -> String {
        String::from_utf8_lossy(&self.bytes[..self.bytes.len().min(600)]).escape_debug().to_string()
    }
}

/// Valid parts that the generator mutates.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// `host:port` of the shop.
    pub host: String,
    /// Valid paths, of pages and of forms.
    pub paths: Vec<String>,
    /// Valid cookies, `name=value`.
    pub cookies: Vec<String>,
    /// A SKU that can be bought.
    pub sku: String,
}

/// Generates the same requests from the same seed and corpus.
#[derive(Debug)]
pub struct Generator {
    random: Pcg64,
    corpus: Corpus,
}

/// Whether a request target is UTF-8. The host's HTTP parser refuses any other by itself, with a status and no text.
fn is_text(target: &[u8]) -> bool {
    std::str::from_utf8(target).is_ok()
}

const METHODS: [&str; 10] = ["GET", "GET", "GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"];

impl Generator {
    /// A generator that starts from `seed`.
    pub fn new(seed: u64, corpus: Corpus) -> Self {
        Self { random: Pcg64::seed_from_u64(seed), corpus }
    }

    /// The next request.
    pub fn next_request(&mut self) -> FuzzRequest {
        match self.random.random_range(0..10) {
            0 => self.malformed_protocol(),
            1..=4 => self.form(),
            _ => self.bodyless(),
        }
    }

    /// A request without a body: any method, path, query and cookies.
    fn bodyless(&mut self) -> FuzzRequest {
        let method = self.pick(&METHODS);
        let target = self.target();
        let mut bytes = self.head(method, &target);
        bytes.extend(b"\r\n");
        FuzzRequest { bytes, is_http: is_text(&target), is_head: method == "HEAD" }
    }

    /// Request line, host and common headers, without the empty line that ends them.
    fn head(&mut self, method: &str, target: &[u8]) -> Vec<u8> {
        let mut head = method.as_bytes().to_vec();
        head.push(b' ');
        head.extend_from_slice(target);
        head.extend_from_slice(format!(" HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n", self.corpus.host).as_bytes());
        if self.one_in(3) {
            head.extend_from_slice(b"cookie: ");
            let cookies = self.cookies();
            head.extend(cookies);
            head.extend_from_slice(b"\r\n");
        }
        if self.one_in(4) {
            let accept = self.pick(&["text/html", "*/*", "application/json", ";;;q=9,\t", "text/html;q=nan"]);
            head.extend_from_slice(format!("accept: {accept}\r\naccept-language: {accept}\r\n").as_bytes());
        }
        head
    }

    /// Valid cookies, and cookies that are cut, changed or renamed.
    fn cookies(&mut self) -> Vec<u8> {
        let valid = self.corpus.cookies.choose(&mut self.random).cloned().unwrap_or_default();
        let (name, value) = valid.split_once('=').unwrap_or((&valid, ""));
        let other = self.corpus.cookies.choose(&mut self.random).cloned().unwrap_or_default();
        match self.random.random_range(0..6) {
            0 => format!("{name}={}", &value[..value.len() / 2]).into_bytes(),
            1 => format!("{name}={}", value.to_ascii_uppercase()).into_bytes(),
            2 => format!("{}={value}", other.split('=').next().unwrap_or("")).into_bytes(),
            3 => [name.as_bytes(), b"=", &b"\xff\xfe=;;"[..]].concat(),
            4 => format!("{valid}; {name}={}", "x".repeat(8_000)).into_bytes(),
            _ => valid.into_bytes(),
        }
    }

    fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        among[self.random.random_range(0..among.len())]
    }

    fn one_in(&mut self, count: u32) -> bool {
        self.random.random_ratio(1, count)
    }
}
