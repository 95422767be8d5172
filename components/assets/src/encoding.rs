//! Which of the encodings at hand a browser wants, by `Accept-Encoding` and its q-values (RFC 9110, 12.5.3).

use axum::http::{HeaderMap, header};

/// How a file's bytes may be encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// `br`
    Brotli,
    /// `gzip`
    Gzip,
    /// Not at all.
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

    /// What tells this encoding's strong ETag from the others'.
    pub fn etag_suffix(self) -> &'static str {
        match self {
            Self::Brotli => "-br",
            Self::Gzip => "-gz",
            Self::Identity => "",
        }
    }
}

/// The most wanted of what is available; among equals the first, so `available` stands from smallest to largest.
/// `None` when the browser refuses every one of them.
pub fn choose<T: Copy>(headers: &HeaderMap, available: &[(Encoding, T)]) -> Option<(Encoding, T)> {
    let wishes = Wishes::read(headers);
    let mut best: Option<(u16, Encoding, T)> = None;
    for &(encoding, content) in available {
        let weight = wishes.weight(encoding);
        if weight > best.map_or(0, |(best, ..)| best) {
            best = Some((weight, encoding, content));
        }
    }
    best.map(|(_, encoding, content)| (encoding, content))
}

/// The parsed header: names with weights in thousandths.
struct Wishes {
    named: Vec<(String, u16)>,
}

impl Wishes {
    fn read(headers: &HeaderMap) -> Self {
        let values = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
        let named = values.flat_map(|value| value.split(',')).filter_map(|wish| {
            let mut parts = wish.split(';').map(str::trim);
            let name = parts.next().filter(|name| !name.is_empty())?.to_ascii_lowercase();
            let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
            Some((name, weight.map_or(1000, thousandths)))
        });
        Self { named: named.collect() }
    }

    fn weight(&self, encoding: Encoding) -> u16 {
        let of = |wanted: &str| self.named.iter().find(|(name, _)| name == wanted).map(|&(_, weight)| weight);
        let named = of(encoding.name()).or_else(|| match encoding {
            Encoding::Gzip => of("x-gzip"),
            _ => None,
        });
        // Identity needs no permission: it is refused only by name or by `*`. Unnamed, it comes after all that is named.
        let unnamed = if encoding == Encoding::Identity {
            of("*").map_or(1, |weight| weight.min(1))
        } else {
            of("*").unwrap_or(0)
        };
        named.unwrap_or(unnamed)
    }
}

/// `0.5` → 500; what is not a weight counts as 0: better larger than unreadable.
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
    fn the_browser_gets_the_smallest_encoding_it_likes_best() {
        check("gzip, deflate, br, zstd", Some(Encoding::Brotli));
        check("gzip", Some(Encoding::Gzip));
        check("br;q=0.5, gzip;q=0.8", Some(Encoding::Gzip));
        check("br;q=0, *", Some(Encoding::Gzip));
        check("*", Some(Encoding::Brotli));
        check("", Some(Encoding::Identity));
        check("identity, gzip;q=0.5", Some(Encoding::Identity));
        check("zstd", Some(Encoding::Identity));
        check("GZIP; Q=1", Some(Encoding::Gzip));
        check("br;q=nonsense", Some(Encoding::Identity));
    }

    #[test]
    fn a_browser_that_refuses_everything_gets_nothing() {
        check("identity;q=0", None);
        check("*;q=0", None);
        check("*;q=0, gzip", Some(Encoding::Gzip));
    }
}
