//! Orders: what was agreed, how they stand, what happens to them, and their numbers.

mod agreement;
mod event;
mod number;
mod status;

pub use agreement::{AgreedGroup, AgreedLine, Agreement, GroupTax};
pub use event::{OrderEventKind, UnknownEvent};
pub use number::{InvalidNumber, OrderNumber};
pub use status::{OrderFigures, OrderStatus};

use sha2::{Digest, Sha256};

/// How long stock is held for an order whose payment is under way, in seconds.
pub const PAYMENT_HOLD_SECONDS: i64 = 30 * 60;
/// How long stock is held for an order that is paid later, in seconds. The command `place_order` holds none longer.
pub const PAID_LATER_HOLD_SECONDS: i64 = 24 * 60 * 60;
/// How often a shopper may extend the hold.
pub const HOLD_EXTENSIONS_MAX: usize = 3;

/// How many orders with one mail address, or of one visitor, may wait for their payment at the same time. The command
/// `place_order` repeats it.
pub const UNPAID_ORDERS_MAX: usize = 5;

/// The hash by which orders of one mail address are found, whatever its case.
pub fn email_digest(email: &str) -> String {
    digest("email", &email.to_lowercase())
}

/// The hash by which orders of one visitor are counted.
pub fn visitor_digest(visitor: &str) -> String {
    digest("visitor", visitor)
}

fn digest(purpose: &str, text: &str) -> String {
    let hash = Sha256::new().chain_update(purpose).chain_update([0]).chain_update(text).finalize();
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
