//! Orders: the commands that make and change them, and the reads of one order and of a browser's orders.

mod adjustment;
mod cancel;
mod changes;
mod hold;
mod place;
mod read;
mod summary;

pub use cancel::{CancelOrder, CancelRefusal, cancel};
pub use changes::{Change, Changed, GroupNow, LineNow};
pub use hold::{ExtendHold, HoldRefusal, extend_hold, has_expired_holds, release_expired_holds};
pub use place::{PlaceOrder, PlaceOrderError, place};
pub use read::{
    LogPosition, Order, OrderAddress, OrderEvent, OrderPayment, OrderSnapshot, PlacedGroup, PlacedLine, by_number,
    snapshot,
};
pub use summary::{OrderSummary, summaries};
