//! Brings the projections of a database up to date, as the shop's job does.

use std::time::{SystemTime, SystemTimeError, UNIX_EPOCH};

use outpost_db::command::Sender;
use outpost_db::native::Database;
use outpost_db::projection::{self, CaughtUp};
use outpost_db::sql::SqlError;
use outpost_domain::ids::CommandId;
use uuid::Uuid;

/// Why projections were not brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// The machine's clock stands before 1970.
    #[error(transparent)]
    Clock(#[from] SystemTimeError),
    /// A statement failed.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// Projects what is marked: a copy may be of a moment in which an edit waited for the projector.
pub async fn catch_up(database: &Database) -> Result<(), ProjectError> {
    while projection::has_pending(database).await? {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
        let sent_at = i64::try_from(seconds).unwrap_or(i64::MAX);
        let sender = Sender::job("project-catalogue", Uuid::now_v7().to_string(), sent_at);
        let done = projection::catch_up(database, &sender, &mut || CommandId::new(Uuid::now_v7())).await?;
        if done == CaughtUp::default() {
            break;
        }
    }
    Ok(())
}
