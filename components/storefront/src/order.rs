//! Orders as their buyers see them: status, tracking, the hold on stock, cancellation.

pub(crate) mod cancellation;
pub(crate) mod consistency;
pub(crate) mod forgetting;
pub(crate) mod hold;
pub(crate) mod lookup;
pub(crate) mod own_orders;
pub(crate) mod page;
pub(crate) mod show;
pub(crate) mod track;
