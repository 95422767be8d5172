//! Request targets: valid paths, mutated paths, and queries of every kind.

use rand::Rng;
use rand::seq::IndexedRandom;

use super::Generator;

/// Values that a visitor, a robot or an attacker may send. Bytes, because some are not UTF-8.
pub(super) const VALUES: [&[u8]; 30] = [
    b"",
    b"lamp",
    b"%F0%9F%8E%81",
    b"%E9%9B%BB%E6%B0%97",
    b"%ff%fe",
    b"%00",
    b"%",
    b"%zz",
    b"a%2Fb",
    b"..%2f..%2fetc%2fpasswd",
    b"%22%2A%20OR%20NEAR(",
    b"'%3B%20DROP%20TABLE%20orders%3B--",
    b"%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    b"-1",
    b"0",
    b"99999999999999999999999",
    b"1e309",
    b"NaN",
    b"%E2%80%AE%E2%80%8B",
    b"%0d%0aset-cookie:%20a=b",
    b"{{7*7}}",
    b"colour%3A",
    b"brand%3Aacme%3Amore",
    b"price%3A99",
    b"rating%3A-4",
    b"%CC%81%CC%81%CC%81%CC%81",
    b"%EF%BF%BF",
    b"+++++",
    b"AND",
    b"a*b^c:d",
];
const NAMES: [&str; 11] = ["q", "f", "sort", "page", "v", "f%5B%5D", "", "q%00", "step", "number", "n"];
const MARKETS: [&str; 7] = ["en-gb", "de-de", "ja-jp", "en-de", "en-jp", "xx-yy", "EN-GB"];

impl Generator {
    /// A path and perhaps a query.
    pub(super) fn target(&mut self) -> Vec<u8> {
        let mut target = self.path();
        if self.one_in(2) {
            target.push(b'?');
            let query = self.query();
            target.extend(query);
        }
        target
    }

    /// A valid path, or a mutation of one.
    pub(super) fn path(&mut self) -> Vec<u8> {
        let mut path = self.corpus.paths.choose(&mut self.random).cloned().unwrap_or_default().into_bytes();
        match self.random.random_range(0..9) {
            0 => {
                let value = self.pick(&VALUES);
                self.replace_segment(&mut path, value);
            }
            1 => {
                let market = self.pick(&MARKETS);
                let after = path.iter().skip(1).position(|byte| *byte == b'/').map_or(path.len(), |at| at + 1);
                path = [b"/", market.as_bytes(), &path[after..]].concat();
            }
            2 => path.extend_from_slice(self.pick(&[
                &b"/"[..],
                b"//",
                b"/../",
                b"/.",
                b";a=b",
                b"/%2e%2e/",
                b"\\",
                b"~",
            ])),
            3 => {
                let value = self.pick(&[&b"\xff\xfe"[..], b"\xc3\xa9", b"\x80", b"\xf0\x9f"]);
                self.replace_segment(&mut path, value);
            }
            4 => {
                let length = self.pick(&[300, 3_000, 7_000, 20_000]);
                self.replace_segment(&mut path, &vec![b'a'; length]);
            }
            _ => {}
        }
        path
    }

    fn replace_segment(&mut self, path: &mut Vec<u8>, by: &[u8]) {
        let mut segments: Vec<&[u8]> = path.split(|byte| *byte == b'/').collect();
        let at = self.random.random_range(0..segments.len()).max(1).min(segments.len() - 1);
        segments[at] = by;
        *path = segments.join(&b'/');
    }

    /// Names and values, encoded as in a form.
    pub(super) fn query(&mut self) -> Vec<u8> {
        if self.one_in(15) {
            return b"f=colour:red&".repeat(self.pick(&[30, 199, 400]));
        }
        let mut query = Vec::new();
        for _ in 0..self.random.random_range(1..5) {
            query.extend_from_slice(self.pick(&NAMES).as_bytes());
            if !self.one_in(8) {
                query.push(b'=');
            }
            query.extend_from_slice(self.pick(&VALUES));
            query.push(b'&');
        }
        query
    }
}
