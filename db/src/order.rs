//! Orders: the commands that make and change them, and the read of one order.

mod commands;
mod place;
mod read;
mod refusal;

pub use commands::{
    ExtendHold, PaymentOutcome, PaymentRefusal, RecordPayment, extend_hold, has_expired_holds, record_payment,
    release_expired_holds,
};
pub use place::{LineProblem, OrderLine, PlaceOrder, PlaceOrderError, Problem, place};
pub use read::{Order, OrderAddress, OrderEvent, PlacedLine, Sighting, by_number, sight};
