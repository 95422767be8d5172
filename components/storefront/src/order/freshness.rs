//! Reading one's own writes: an order is read from the replica once the replica has this browser's last command.

use outpost_db::order::{Order, by_number};
use outpost_domain::ids::CommandId;
use outpost_domain::order::OrderNumber;

use crate::cookies::{Jar, Kind};
use crate::failure::Failure;
use crate::visit::Visit;

/// Remembers the last command of this browser.
pub(crate) fn wrote(jar: &mut Jar, command: CommandId) {
    jar.set(Kind::Written, command.to_string());
}

/// The order as this browser left it; at most two statements.
///
/// Replication keeps the order of writes, so a replica that has the last command has all before it. A replica that
/// never heard of the order is behind, or there is no such order: the primary knows.
pub(crate) async fn load(visit: &Visit, number: &OrderNumber) -> Result<Option<Order>, Failure> {
    let (replica, primary) = (&*visit.state.replica, &*visit.state.primary);
    let last: Option<CommandId> = visit.jar.get(Kind::Written).and_then(|id| id.parse().ok());
    match last {
        Some(command) => {
            let is_there = outpost_db::command::is_done(replica, command).await?;
            Ok(by_number(if is_there { replica } else { primary }, number).await?)
        }
        None => match by_number(replica, number).await? {
            Some(order) => Ok(Some(order)),
            None => Ok(by_number(primary, number).await?),
        },
    }
}
