//! Orders as staff work on them: queues, parcels, notes.

mod commands;
mod extras;
mod queue;

pub use commands::{
    AddOrderNote, DeliverOrder, FulfilmentRefusal, ShipOrder, ShortLine, add_order_note, deliver_order, ship_order,
};
pub use extras::{Allocation, Extras, Fulfilment, Note, StaffEvent, extras};
pub use queue::{OrderQueue, OrderRow, QueueQuery, queue};
