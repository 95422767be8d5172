//! What must add up after a walk.

use outpost_db::sql::{Sql, Value};

use crate::steps::{Placed, Walk};

/// An order with its payments as the shop has them.
struct Stored {
    is_paid: bool,
    is_over: bool,
    held: i64,
    captured: i64,
    refunded: i64,
    open: i64,
    paid_events: i64,
}

const STORED: &str = "SELECT
        orders.paid_at IS NOT NULL AS is_paid,
        coalesce(orders.cancelled_at, orders.expired_at) IS NOT NULL AS is_over,
        (SELECT coalesce(sum(quantity), 0) FROM stock_allocation WHERE order_id = ?1 AND state = 'held') AS held,
        (SELECT coalesce(sum(captured_minor), 0) FROM payment WHERE order_id = ?1) AS captured,
        (SELECT coalesce(sum(refunded_minor), 0) FROM payment WHERE order_id = ?1) AS refunded,
        (
            SELECT count(*) FROM payment
            WHERE order_id = ?1 AND state IN ('created', 'needs_action', 'authorised')
        ) AS open,
        (SELECT count(*) FROM order_event WHERE order_id = ?1 AND kind = 'paid') AS paid_events
    FROM orders WHERE id = ?1";

/// Adds up every order of a walk, at the shop and at the provider.
pub async fn check(walk: &Walk<'_>) -> Result<(), String> {
    let (mut taken, mut paid) = (0, 0);
    for order in &walk.orders {
        let stored = read(walk, order).await;
        let (captured, refunded) = at_provider(walk, order).await;
        taken += captured - refunded;
        paid += if stored.is_paid { order.total } else { 0 };
        if let Some(fault) = fault(order, &stored, captured, refunded) {
            return Err(format!("order {}: {fault}", order.id));
        }
    }
    if taken == paid {
        Ok(())
    } else {
        Err(format!("{taken} were taken and not refunded, orders over {paid} are paid"))
    }
}

fn fault(order: &Placed, stored: &Stored, captured: i64, refunded: i64) -> Option<String> {
    let pieces = i64::from(order.pieces);
    let checks = [
        (stored.captured == captured, format!("the provider took {captured}, the shop knows of {}", stored.captured)),
        (stored.refunded == refunded, format!("the provider refunded {refunded}, the shop {}", stored.refunded)),
        (
            captured - refunded == if stored.is_paid { order.total } else { 0 },
            format!("{captured} less {refunded} is held"),
        ),
        (stored.is_paid != stored.is_over, "it is neither paid nor over, or both".to_owned()),
        (
            stored.held == if stored.is_paid { pieces } else { 0 },
            format!("{} of {pieces} pieces are held", stored.held),
        ),
        (stored.open == 0, format!("{} payments are open", stored.open)),
        (stored.paid_events == i64::from(stored.is_paid), format!("it was paid {} times", stored.paid_events)),
    ];
    checks.into_iter().find(|(holds, _)| !holds).map(|(_, fault)| fault)
}

async fn read(walk: &Walk<'_>, order: &Placed) -> Stored {
    let rows = walk.world.database.query(STORED, vec![Value::from(order.id.to_string())]).await.unwrap();
    let mut row = rows.into_first().unwrap();
    Stored {
        is_paid: row.boolean("is_paid").unwrap(),
        is_over: row.boolean("is_over").unwrap(),
        held: row.integer("held").unwrap(),
        captured: row.integer("captured").unwrap(),
        refunded: row.integer("refunded").unwrap(),
        open: row.integer("open").unwrap(),
        paid_events: row.integer("paid_events").unwrap(),
    }
}

/// What the provider took for an order and gave back, by the ids of its attempts.
async fn at_provider(walk: &Walk<'_>, order: &Placed) -> (i64, i64) {
    let intents = walk.world.model.intents();
    let ids = (1..=2).map(|count| uuid::Uuid::from_u128(order.id.uuid().as_u128() ^ count).to_string());
    ids.filter_map(|id| intents.get(&id))
        .fold((0, 0), |(captured, refunded), intent| (captured + intent.captured, refunded + intent.refunded))
}
