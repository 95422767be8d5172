//! The stockroom: levels, ledger, purchase orders, transfers and stock-takes.

mod adjusting;
mod counting;
mod moving;
mod purchasing;
mod random;
mod reading;

use outpost_db::command::{Sender, SessionHash};
use outpost_db::inventory::{AdjustStock, InventoryVariant, variant};
use outpost_db::native::Database;
use outpost_db::sql::Sql;
use outpost_domain::ids::{CommandId, Sku, StaffId};
use outpost_domain::inventory::LocationCode;
use outpost_domain::principal::Principal;
use outpost_domain::samples::EN;
use uuid::Uuid;

use super::fixture::{self, NOW, visitor};

const ADA: StaffId = StaffId::new(Uuid::from_u128(0xada));
const BOB: StaffId = StaffId::new(Uuid::from_u128(0xb0b));

/// The shop with two people who may do everything in the stockroom, each with a session.
async fn shop() -> Database {
    let shop = fixture::shop().await;
    for person in [ADA, BOB] {
        let (hash, principal) = (SessionHash::of(person.uuid().as_bytes()), Principal::Staff(person));
        shop.batch(&format!(
            "INSERT INTO session (id_hash, principal, created_at, expires_at, last_used_at, user_agent)
             VALUES ('{hash}', '{principal}', {NOW} - 100, {NOW} + 100, {NOW}, 'test');
             INSERT INTO staff (id, email, state, created_at) VALUES ('{person}', '{person}@example.com', 'active', 0);
             INSERT INTO staff_role (staff_id, role_id) SELECT '{person}', id FROM role WHERE code = 'stockroom'"
        ))
        .await
        .expect("somebody");
    }
    shop
}

fn by(person: StaffId) -> Sender {
    let session = Some(SessionHash::of(person.uuid().as_bytes()));
    Sender { principal: Principal::Staff(person), session, ..visitor(NOW) }
}

fn sender() -> Sender {
    by(ADA)
}

fn id() -> CommandId {
    CommandId::new(Uuid::now_v7())
}

fn sku(text: &str) -> Sku {
    text.parse().expect("a SKU")
}

fn location(code: &str) -> LocationCode {
    code.parse().expect("a location's code")
}

fn adjustment(of: &str, at: &str, seen: i64, counted: i64) -> AdjustStock {
    AdjustStock {
        id: id(),
        sender: sender(),
        sku: sku(of),
        location: location(at),
        reason: "correction".parse().expect("a reason"),
        seen,
        counted,
        note: "back room".to_owned(),
    }
}

async fn stock(shop: &dyn Sql, of: &str) -> InventoryVariant {
    variant(shop, &sku(of), EN).await.expect("a read").expect("the variant")
}

/// On hand in London and in Hamburg.
async fn on_hand(shop: &dyn Sql, of: &str) -> [i64; 2] {
    let levels = stock(shop, of).await.levels;
    [levels[0].on_hand, levels[1].on_hand]
}

/// What `outpost-ctl verify` checks of stock.
async fn assert_sound(shop: &Database) {
    for statement in [
        include_str!("../../queries/verify/ledger.sql"),
        include_str!("../../queries/verify/allocations.sql"),
        include_str!("../../queries/verify/stock_state.sql"),
    ] {
        let offenders = shop.query(statement, Vec::new()).await.expect("a check").into_iter();
        let offenders: Vec<String> = offenders.map(|mut row| row.text("offender").expect("an offender")).collect();
        assert_eq!(offenders, Vec::<String>::new());
    }
}
