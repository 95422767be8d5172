//! The provider's tables. It makes them itself when an instance starts: each statement does nothing where its object exists.

use outpost_db::sql::{Sql, SqlError};

/// In order; one statement a file.
const MIGRATIONS: [&str; 6] = [
    include_str!("../migrations/0001_payment.sql"),
    include_str!("../migrations/0002_event.sql"),
    include_str!("../migrations/0003_event_due.sql"),
    include_str!("../migrations/0004_event_moves_payment.sql"),
    include_str!("../migrations/0005_script.sql"),
    include_str!("../migrations/0006_script_follows_payment.sql"),
];

/// Makes what is missing.
///
/// # Errors
/// When the database does not answer.
pub async fn migrate(database: &dyn Sql) -> Result<(), SqlError> {
    for migration in MIGRATIONS {
        database.query(migration, Vec::new()).await?;
    }
    Ok(())
}
