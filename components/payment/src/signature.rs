//! Signatures of webhooks: `t=<seconds since 1970>,v1=<hex HMAC-SHA256 of "t.body">`.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// How much the time of a signature may differ from now, in seconds. An older request is a copy.
const TOLERANCE_SECONDS: i64 = 300;

/// The secrets that a signature may be made with: the current one, and while it is changed the previous one.
#[derive(Clone, Default)]
pub struct Secrets {
    /// The secret that new signatures are made with.
    pub current: String,
    /// The one before, as long as requests signed with it are under way. Empty where there is none.
    pub previous: String,
}

/// Why a signature is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// The header is missing or not of the form.
    #[error("no signature of the form t=…,v1=…")]
    Malformed,
    /// The time differs from now by more than five minutes.
    #[error("the signature is from another time")]
    Stale,
    /// No secret gives this signature.
    #[error("the signature is of another secret or another body")]
    Wrong,
}

/// The value of the header for `body`, signed at `now`.
pub fn sign(secret: &str, body: &[u8], now: i64) -> String {
    let digest = mac(secret, now, body).map(|mac| mac.finalize().into_bytes());
    let hex: String = digest.iter().flatten().map(|byte| format!("{byte:02x}")).collect();
    format!("t={now},v1={hex}")
}

/// Whether `header` signs `body` with one of the secrets, at about `now`. Compares in constant time.
pub fn verify(secrets: &Secrets, header: Option<&str>, body: &[u8], now: i64) -> Result<(), SignatureError> {
    let (at, signature) = header.and_then(parse).ok_or(SignatureError::Malformed)?;
    if at.abs_diff(now) > TOLERANCE_SECONDS.unsigned_abs() {
        return Err(SignatureError::Stale);
    }
    let fits = |secret: &str| {
        !secret.is_empty() && mac(secret, at, body).is_some_and(|mac| mac.verify_slice(&signature).is_ok())
    };
    if fits(&secrets.current) || fits(&secrets.previous) { Ok(()) } else { Err(SignatureError::Wrong) }
}

fn mac(secret: &str, at: i64, body: &[u8]) -> Option<Hmac<Sha256>> {
    // A key of any length is taken.
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(at.to_string().as_bytes());
    mac.update(b".");
    mac.update(body);
    Some(mac)
}

fn parse(header: &str) -> Option<(i64, Vec<u8>)> {
    let field = |name: &str| header.split(',').find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='));
    Some((field("t")?.parse().ok()?, from_hex(field("v1")?)?))
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let bytes = text.as_bytes().chunks(2).map(|pair| match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    });
    bytes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_790_000_000;

    fn secrets() -> Secrets {
        Secrets { current: "new secret".to_owned(), previous: "old secret".to_owned() }
    }

    #[test]
    fn a_signature_holds_for_its_body_secret_and_five_minutes() {
        let check = |secret: &str, body: &[u8], seconds: i64, expect| {
            let header = sign(secret, b"{}", NOW);
            assert_eq!(verify(&secrets(), Some(&header), body, NOW + seconds), expect, "{secret} {seconds}");
        };
        check("new secret", b"{}", 0, Ok(()));
        check("old secret", b"{}", 0, Ok(()));
        check("new secret", b"{}", 300, Ok(()));
        check("new secret", b"{}", -300, Ok(()));
        check("new secret", b"{}", 301, Err(SignatureError::Stale));
        check("new secret", b"{}", -301, Err(SignatureError::Stale));
        check("new secret", b"{ }", 0, Err(SignatureError::Wrong));
        check("another secret", b"{}", 0, Err(SignatureError::Wrong));
    }

    #[test]
    fn a_time_that_was_changed_after_signing_is_no_signature() {
        let signature = sign("new secret", b"{}", NOW - 4_000);
        let moved = signature.replace(&(NOW - 4_000).to_string(), &NOW.to_string());
        assert_eq!(verify(&secrets(), Some(&moved), b"{}", NOW), Err(SignatureError::Wrong));
    }

    #[test]
    fn an_empty_secret_signs_nothing() {
        let header = sign("", b"{}", NOW);
        assert_eq!(verify(&Secrets::default(), Some(&header), b"{}", NOW), Err(SignatureError::Wrong));
    }

    #[test]
    fn what_is_no_signature_is_refused() {
        for header in
            [None, Some(""), Some("t=1"), Some("v1=00"), Some("t=x,v1=00"), Some("t=1,v1=0"), Some("t=1,v1=zz")]
        {
            assert_eq!(verify(&secrets(), header, b"{}", NOW), Err(SignatureError::Malformed), "{header:?}");
        }
        let extreme = format!("t={},v1=00", i64::MIN);
        assert_eq!(verify(&secrets(), Some(&extreme), b"{}", NOW), Err(SignatureError::Stale));
    }

    #[test]
    fn a_signature_is_the_hmac_of_time_and_body() {
        // Made with `openssl dgst`.
        let header = sign("key", b"{\"a\":1}", 1);
        assert_eq!(header, "t=1,v1=6d79bda23417c5d4f1b421c877b89fec92fde17dd9d447f5d140713ed9b8b48f");
    }
}
