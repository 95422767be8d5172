//! Orders: the commands that make and change them, and the read of one order.

mod cancel;
mod hold;
mod payment;
mod place;
mod read;

pub use cancel::{CancelOrder, CancelRefusal, cancel};
pub use hold::{ExtendHold, extend_hold, has_expired_holds, release_expired_holds};
pub use payment::{PaymentOutcome, PaymentRefusal, RecordPayment, record_payment};
pub use place::{LineProblem, OrderLine, PlaceOrder, PlaceOrderError, Problem, place};
pub use read::{LogPosition, Order, OrderAddress, OrderEvent, OrderSnapshot, PlacedLine, by_number, snapshot};
