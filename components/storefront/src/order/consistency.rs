//! Reads an order as this browser left it: from the replica once that has the browser's consistency token.

use outpost_db::order::{Order, OrderSnapshot, snapshot};
use outpost_db::sql::SqlError;
use outpost_domain::ids::CommandId;
use outpost_domain::order::OrderNumber;
use outpost_http::consistency::{self, ConsistencyToken};
use outpost_http::cookies::Cookies;

use crate::page_request::PageRequest;

/// The last command of this browser, until a database with it was read.
pub(crate) fn last_command(cookies: &Cookies) -> Option<CommandId> {
    ConsistencyToken::read(cookies).command
}

/// Records that this browser is shown what a replica contains.
pub(crate) fn record_read(cookies: &mut Cookies, found: &OrderSnapshot) {
    consistency::record_read(cookies, found.position, found.has_command);
}

/// The order as this browser left it or was shown it, or newer; at most two statements.
pub(crate) async fn load(request: &mut PageRequest, number: &OrderNumber) -> Result<Option<Order>, SqlError> {
    let token = ConsistencyToken::read(&request.cookies);
    let from_replica = snapshot(&*request.state.replica, number, token.command).await?;
    if let Some(found) = from_replica.filter(|found| token.is_met_by(found.position, found.has_command)) {
        record_read(&mut request.cookies, &found);
        return Ok(Some(found.order));
    }
    let Some(found) = snapshot(&*request.state.primary, number, None).await? else { return Ok(None) };
    consistency::record_primary(&mut request.cookies, found.position);
    Ok(Some(found.order))
}
