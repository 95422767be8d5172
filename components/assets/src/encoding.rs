//! Chooses an encoding by `Accept-Encoding` and its q-values (RFC 9110, 12.5.3).

use axum::http::{HeaderMap, header};

/// How a file's bytes may be encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// `br`
    Brotli,
    /// `gzip`
    Gzip,
    /// Not encoded.
    Identity,
}

impl Encoding {
    /// The name in `Accept-Encoding` and `Content-Encoding`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Identity => "identity",
        }
    }

    /// The end of the strong ETag, which differs between encodings.
    pub fn etag_suffix(self) -> &'static str {
        match self {
            Self::Brotli => "-br",
            Self::Gzip => "-gz",
            Self::Identity => "",
        }
    }
}

/// The available encoding that the client prefers; among equals the first, so `available` is sorted by size. `None`
/// where the client refuses all of them.
pub fn choose<T: Copy>(headers: &HeaderMap, available: &[(Encoding, T)]) -> Option<(Encoding, T)> {
    let preferences = Preferences::parse(headers);
    let mut best: Option<(u16, Encoding, T)> = None;
    for &(encoding, content) in available {
        let weight = preferences.weight(encoding);
        if weight > best.map_or(0, |(best, ..)| best) {
            best = Some((weight, encoding, content));
        }
    }
    best.map(|(_, encoding, content)| (encoding, content))
}

/// The header: names with weights in thousandths.
struct Preferences {
    named: Vec<(String, u16)>,
}

impl Preferences {
    fn parse(headers: &HeaderMap) -> Self {
        let values = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
        let named = values.flat_map(|value| value.split(',')).filter_map(|preference| {
            let mut parts = preference.split(';').map(str::trim);
            let name = parts.next().filter(|name| !name.is_empty())?.to_ascii_lowercase();
            let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
            Some((name, weight.map_or(1000, thousandths)))
        });
        Self { named: named.collect() }
    }

    fn weight(&self, encoding: Encoding) -> u16 {
        let weight_of = |wanted: &str| self.named.iter().find(|(name, _)| name == wanted).map(|&(_, weight)| weight);
        let named = weight_of(encoding.name()).or_else(|| match encoding {
            Encoding::Gzip => weight_of("x-gzip"),
            _ => None,
        });
        // Identity is acceptable unless its name or `*` refuses it. Where it is not named, every named encoding is better.
        let unnamed = if encoding == Encoding::Identity {
            weight_of("*").map_or(1, |weight| weight.min(1))
        } else {
            weight_of("*").unwrap_or(0)
        };
        named.unwrap_or(unnamed)
    }
}

/// `0.5` is 500. An invalid weight counts as 0, so that a client never gets an encoding it may not understand.
fn thousandths(text: &str) -> u16 {
    match text.parse::<f32>() {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1000")]
        Ok(weight) if (0.0..=1.0).contains(&weight) => (weight * 1000.0).round() as u16,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(accept: &str, expect: Option<Encoding>) {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, accept.parse().expect("a header"));
        let available = [(Encoding::Brotli, ()), (Encoding::Gzip, ()), (Encoding::Identity, ())];
        assert_eq!(choose(&headers, &available).map(|(encoding, ())| encoding), expect, "{accept}");
    }

    #[test]
    fn a_client_gets_the_smallest_of_the_encodings_it_prefers() {
        check("gzip, deflate, br, zstd", Some(Encoding::Brotli));
        check("gzip", Some(Encoding::Gzip));
        check("br;q=0.5, gzip;q=0.8", Some(Encoding::Gzip));
        check("br;q=0, *", Some(Encoding::Gzip));
        check("*", Some(Encoding::Brotli));
        check("", Some(Encoding::Identity));
        check("identity, gzip;q=0.5", Some(Encoding::Identity));
        check("zstd", Some(Encoding::Identity));
        check("GZIP; Q=1", Some(Encoding::Gzip));
        check("br;q=invalid", Some(Encoding::Identity));
    }

    #[test]
    fn a_client_that_refuses_everything_gets_nothing() {
        check("identity;q=0", None);
        check("*;q=0", None);
        check("*;q=0, gzip", Some(Encoding::Gzip));
    }
}
