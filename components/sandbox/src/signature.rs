//! The signature of webhooks: HMAC-SHA256 (RFC 2104) over the time of sending and the body.

use sha2::{Digest, Sha256};

/// The header of a webhook that carries its signature.
pub const HEADER: &str = "sandbox-signature";

/// Bytes of a block of SHA-256.
const BLOCK: usize = 64;

/// The header's value: `t=<unix seconds>,v1=<hexadecimal HMAC of "t.body">`.
pub fn header(secret: &str, unix_seconds: i64, body: &str) -> String {
    let code = hmac(secret.as_bytes(), format!("{unix_seconds}.{body}").as_bytes());
    let digits: String = code.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("t={unix_seconds},v1={digits}")
}

fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut block = [0; BLOCK];
    if key.len() > BLOCK {
        block[..32].copy_from_slice(&Sha256::digest(key));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    let inner = Sha256::new().chain_update(block.map(|byte| byte ^ 0x36)).chain_update(message).finalize();
    Sha256::new().chain_update(block.map(|byte| byte ^ 0x5c)).chain_update(inner).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(key: &[u8], message: &str, expect: &str) {
        let digits: String = hmac(key, message.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digits, expect);
    }

    #[test]
    fn codes_are_those_of_rfc_4231() {
        check(
            b"Jefe",
            "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        );
        check(
            &[0xaa; 131],
            "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        );
    }

    #[test]
    fn the_header_names_the_time_of_sending() {
        assert!(header("secret", 1_700_000_000, "{}").starts_with("t=1700000000,v1="));
        assert_ne!(header("secret", 1, "{}"), header("secret", 2, "{}"));
    }
}
