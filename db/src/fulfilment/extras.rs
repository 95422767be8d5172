//! What staff see of an order beyond the order itself.

use outpost_domain::ids::{FulfilmentId, OrderId, Sku};
use outpost_domain::inventory::LocationCode;
use serde::Deserialize;

use crate::catalogue::only;
use crate::sql::{Sql, SqlError, Value};

const EXTRAS: &str = include_str!("../../queries/fulfilment/extras.sql");

/// Parcels, events, notes and allocations of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// Its parcels, the oldest first.
    pub fulfilments: Vec<Fulfilment>,
    /// What happened, with who did it, oldest first.
    pub events: Vec<StaffEvent>,
    /// What staff wrote, oldest first.
    pub notes: Vec<Note>,
    /// Which locations hold what of it.
    pub allocations: Vec<Allocation>,
}

/// A parcel.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Fulfilment {
    /// Its id.
    pub id: FulfilmentId,
    /// The number of its delivery group.
    pub group: u32,
    /// `packing`, `shipped`, `delivered` or `cancelled`.
    pub state: String,
    /// Who carries it.
    pub carrier: String,
    /// The carrier's number.
    pub tracking: String,
    /// When it left, in seconds since 1970.
    pub shipped_at: Option<i64>,
    /// When it arrived.
    pub delivered_at: Option<i64>,
    /// The numbers of its lines.
    pub lines: Vec<u32>,
}

/// An entry of the timeline with who caused it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct StaffEvent {
    /// What happened, e.g. `placed`.
    pub kind: String,
    /// Who did it, as `kind:id`.
    pub principal: Option<String>,
    /// When, in seconds since 1970.
    pub happened_at: i64,
}

/// What a staff member wrote.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Note {
    /// Who, as `kind:id`.
    pub principal: String,
    /// What.
    pub text: String,
    /// When, in seconds since 1970.
    pub written_at: i64,
}

/// What a location holds for the order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Allocation {
    /// Which variant.
    pub sku: Sku,
    /// Where.
    pub location: LocationCode,
    /// Pieces.
    pub quantity: i64,
    /// `held`, `shipped` or `released`.
    pub state: String,
}

/// Parcels, events, notes and allocations of an order, in one statement.
pub async fn extras(sql: &dyn Sql, order_id: OrderId) -> Result<Extras, SqlError> {
    let mut row = only(sql.query(EXTRAS, vec![Value::from(order_id.to_string())]).await?)?;
    Ok(Extras {
        fulfilments: row.json("fulfilments")?,
        events: row.json("events")?,
        notes: row.json("notes")?,
        allocations: row.json("allocations")?,
    })
}
