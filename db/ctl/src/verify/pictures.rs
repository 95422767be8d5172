//! Pictures are named by the hash of their bytes; caches keep them for ever because of it.

use outpost_db::native::Database;
use outpost_db::sql::{Sql, Value};
use sha2::{Digest, Sha256};

use super::{Finding, OFFENDERS_SHOWN, VerifyError};

const MEDIA: &str = include_str!("../../../queries/verify/media.sql");
const BATCH: i64 = 1_000;

/// Compares name and bytes of every picture.
pub async fn verify(database: &Database) -> Result<Finding, VerifyError> {
    let mut offenders = Vec::new();
    let mut after = String::new();
    loop {
        let rows = database.query(MEDIA, vec![Value::from(after.as_str()), Value::Integer(BATCH)]).await?;
        if rows.is_empty() || offenders.len() > OFFENDERS_SHOWN {
            break;
        }
        for mut row in rows {
            let (hash, bytes) = (row.text("hash")?, row.get::<Vec<u8>>("bytes")?);
            let digest: String = Sha256::digest(&bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
            if digest != hash {
                offenders.push(format!("{hash} has bytes of {digest}"));
            }
            after = hash;
        }
    }
    offenders.truncate(OFFENDERS_SHOWN + 1);
    Ok(Finding { invariant: "every picture is named by the hash of its bytes", offenders })
}
