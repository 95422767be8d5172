//! `Accept-Encoding` and its q-values (RFC 9110, 12.5.3).

use http::HeaderMap;
use http::header::ACCEPT_ENCODING;

/// A coding that this host can make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// `br`
    Brotli,
    /// `gzip`
    Gzip,
}

impl Coding {
    /// Both, the smaller one first.
    pub const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// Its name in headers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }
}

/// How much a client wants each coding, in thousandths; 0 is a refusal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Accepted {
    brotli: u16,
    gzip: u16,
    identity: u16,
}

impl Accepted {
    /// Reads the request's header; without one, nothing but plain bytes is sent.
    pub fn read(headers: &HeaderMap) -> Self {
        let (mut brotli, mut gzip, mut identity, mut rest) = (None, None, None, None);
        let values = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
        for wish in values.flat_map(|value| value.split(',')) {
            let mut parts = wish.split(';').map(str::trim);
            let name = parts.next().unwrap_or("").to_ascii_lowercase();
            let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
            let weight = Some(weight.map_or(1_000, thousandths));
            match name.as_str() {
                "br" => brotli = weight,
                "gzip" | "x-gzip" => gzip = weight,
                "identity" => identity = weight,
                "*" => rest = weight,
                _ => {}
            }
        }
        let other = rest.unwrap_or(0);
        // Plain bytes need no permission; unnamed, they come after all that is named.
        Self { brotli: brotli.unwrap_or(other), gzip: gzip.unwrap_or(other), identity: identity.unwrap_or(0) }
    }

    /// The coding that it wants most; among equals the one that comes out smallest.
    pub fn best(self) -> Option<Coding> {
        let wanted = |coding: &Coding| self.weight(*coding) > 0 && self.weight(*coding) >= self.identity;
        // `max_by_key` takes the last of equals.
        Coding::ALL.into_iter().rev().filter(wanted).max_by_key(|coding| self.weight(*coding))
    }

    fn weight(self, coding: Coding) -> u16 {
        match coding {
            Coding::Brotli => self.brotli,
            Coding::Gzip => self.gzip,
        }
    }
}

/// `0.5` → 500; what is no weight counts as a refusal: better larger than unreadable.
fn thousandths(text: &str) -> u16 {
    match text.parse::<f32>() {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1000")]
        Ok(weight) if (0.0..=1.0).contains(&weight) => (weight * 1_000.0).round() as u16,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, header::ACCEPT_ENCODING};

    use super::{Accepted, Coding};

    #[test]
    fn a_client_gets_the_smallest_coding_that_it_likes_best() {
        for (accept, expected) in [
            ("gzip, deflate, br, zstd", Some(Coding::Brotli)),
            ("gzip", Some(Coding::Gzip)),
            ("br;q=0.5, gzip;q=0.8", Some(Coding::Gzip)),
            ("br;q=0, *", Some(Coding::Gzip)),
            ("*", Some(Coding::Brotli)),
            ("identity, gzip;q=0.5", None),
            ("identity;q=0.5, gzip", Some(Coding::Gzip)),
            ("GZIP; Q=1", Some(Coding::Gzip)),
            ("br;q=much", None),
            ("*;q=0", None),
            ("zstd", None),
            ("", None),
        ] {
            let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(accept))]);
            assert_eq!(Accepted::read(&headers).best(), expected, "{accept}");
        }
        assert_eq!(Accepted::read(&HeaderMap::new()).best(), None);
    }
}
