//! Who sends the commands of this program.

use std::time::SystemTime;

use outpost_db::command::Sender;
use outpost_domain::principal::Principal;
use uuid::Uuid;

/// This program, now.
pub(super) fn sender() -> anyhow::Result<Sender> {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_secs();
    let request_id = format!("outpost-ctl-{}", Uuid::now_v7());
    Ok(Sender { principal: Principal::System("outpost-ctl"), ..Sender::visitor(request_id, i64::try_from(now)?) })
}
