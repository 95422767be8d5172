//! Requests that no good browser sends: generated from a seed, so that the one that breaks the shop comes again.

mod address;
mod body;
mod protocol;

use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;

/// A generated request.
#[derive(Clone, Debug)]
pub struct Nonsense {
    /// What goes over the connection.
    pub bytes: Vec<u8>,
    /// It is HTTP, or nearly so: it is owed an answer. For anything else a closed connection will do.
    pub is_http: bool,
    /// It asks for the head only.
    pub is_head: bool,
}

impl Nonsense {
    /// The beginning of the request, for messages.
    pub fn shown(&self) -> String {
        String::from_utf8_lossy(&self.bytes[..self.bytes.len().min(600)]).escape_debug().to_string()
    }
}

/// What requests are made of besides chance.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// `host:port` of the shop.
    pub host: String,
    /// Sound paths, of pages and of forms.
    pub paths: Vec<String>,
    /// Sound cookies, `name=value`.
    pub cookies: Vec<String>,
    /// A SKU that can be bought.
    pub sku: String,
}

/// Makes the same requests from the same seed and material.
#[derive(Debug)]
pub struct Generator {
    random: Pcg64,
    material: Material,
}

const METHODS: [&str; 10] = ["GET", "GET", "GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"];

impl Generator {
    /// A generator that begins at `seed`.
    pub fn new(seed: u64, material: Material) -> Self {
        Self { random: Pcg64::seed_from_u64(seed), material }
    }

    /// Another request.
    pub fn make(&mut self) -> Nonsense {
        match self.random.random_range(0..10) {
            0 => self.protocol_nonsense(),
            1..=4 => self.form(),
            _ => self.visit(),
        }
    }

    /// A request without a body: any method, path, query and cookies.
    fn visit(&mut self) -> Nonsense {
        let method = self.pick(&METHODS);
        let target = self.target();
        let mut bytes = self.head(method, &target);
        bytes.extend(b"\r\n");
        Nonsense { bytes, is_http: true, is_head: method == "HEAD" }
    }

    /// Request line, host and the headers every request has; no empty line yet.
    fn head(&mut self, method: &str, target: &[u8]) -> Vec<u8> {
        let mut head = method.as_bytes().to_vec();
        head.push(b' ');
        head.extend_from_slice(target);
        head.extend_from_slice(
            format!(" HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n", self.material.host).as_bytes(),
        );
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

    /// Cookies of ours, cut, changed, under other names, or none of ours.
    fn cookies(&mut self) -> Vec<u8> {
        let sound = self.material.cookies.choose(&mut self.random).cloned().unwrap_or_default();
        let (name, value) = sound.split_once('=').unwrap_or((&sound, ""));
        let other = self.material.cookies.choose(&mut self.random).cloned().unwrap_or_default();
        match self.random.random_range(0..6) {
            0 => format!("{name}={}", &value[..value.len() / 2]).into_bytes(),
            1 => format!("{name}={}", value.to_ascii_uppercase()).into_bytes(),
            2 => format!("{}={value}", other.split('=').next().unwrap_or("")).into_bytes(),
            3 => [name.as_bytes(), b"=", &b"\xff\xfe=;;"[..]].concat(),
            4 => format!("{sound}; {name}={}", "x".repeat(8_000)).into_bytes(),
            _ => sound.into_bytes(),
        }
    }

    fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        among[self.random.random_range(0..among.len())]
    }

    fn one_in(&mut self, count: u32) -> bool {
        self.random.random_ratio(1, count)
    }
}
