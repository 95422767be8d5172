//! Who may send which command: kinds of principals, sessions of customers and staff, permissions of staff.

use std::collections::BTreeSet;

use outpost_db::command::{Sender, SessionHash};
use outpost_db::order::{PlaceOrderError, place};
use outpost_db::sql::{Sql, SqlError};
use outpost_domain::ids::{CustomerId, StaffId, TokenId};
use outpost_domain::principal::Principal;
use outpost_domain::samples::GB;
use uuid::Uuid;

use super::fixture::{NOW, order, shop, visitor};

const CUSTOMER: CustomerId = CustomerId::new(Uuid::from_u128(1));
const STAFF: StaffId = StaffId::new(Uuid::from_u128(2));

/// Begins a command with this permission; the code of its refusal, if it is refused.
async fn refusal(shop: &dyn Sql, sender: &Sender, permission: &str) -> Option<String> {
    let session = sender.session.as_ref().map_or("NULL".to_owned(), |session| format!("'{session}'"));
    let statement = format!(
        "INSERT INTO begin_command (id, command, digest, principal, session, permission, subject, request_id, sent_at, detail) \
         VALUES ('{}', 'test', 'd', '{}', {session}, '{permission}', 'test:1', 'r', {NOW}, '{{}}')",
        Uuid::now_v7(),
        sender.principal
    );
    match shop.query(&statement, Vec::new()).await {
        Ok(_) => None,
        Err(SqlError::Statement(message)) => {
            let (_, tail) = message.split_once("refused:").expect("a refusal");
            tail.split(' ').next().map(str::to_owned)
        }
        Err(error) => panic!("{error}"),
    }
}

fn with_session(principal: Principal, id: &[u8]) -> Sender {
    Sender { principal, session: Some(SessionHash::of(id)), ..visitor(NOW) }
}

async fn add_session(shop: &outpost_db::native::Database, id: &[u8], principal: Principal, expires_at: i64) {
    let statement = format!(
        "INSERT INTO session (id_hash, principal, created_at, expires_at, last_used_at, user_agent) \
         VALUES ('{}', '{principal}', {NOW} - 100, {expires_at}, {NOW} - 100, 'test')",
        SessionHash::of(id)
    );
    shop.batch(&statement).await.expect("a session");
}

#[tokio::test]
async fn each_kind_of_principal_may_send_what_the_table_says_and_nothing_else() {
    let shop = shop().await;
    let rows = shop.query("SELECT kind || ' ' || permission AS pair FROM principal_permission", Vec::new()).await;
    let allowed: BTreeSet<String> =
        rows.expect("the table").into_iter().map(|mut row| row.text("pair").expect("text")).collect();
    let permissions: BTreeSet<&str> = allowed.iter().filter_map(|pair| pair.split_once(' ')).map(|(_, p)| p).collect();
    add_session(&shop, b"customer", Principal::Customer(CUSTOMER), NOW + 60).await;
    add_session(&shop, b"staff", Principal::Staff(STAFF), NOW + 60).await;
    let senders = [
        visitor(NOW),
        with_session(Principal::Customer(CUSTOMER), b"customer"),
        with_session(Principal::Staff(STAFF), b"staff"),
        Sender { principal: Principal::Token(TokenId::new(Uuid::from_u128(3))), ..visitor(NOW) },
        Sender { principal: Principal::Provider("sandbox"), ..visitor(NOW) },
        Sender::job("test", "r", NOW),
        visitor(NOW).system("test"),
    ];
    for sender in &senders {
        let text = sender.principal.to_string();
        let (kind, _) = text.split_once(':').expect("a kind");
        for permission in permissions.iter().copied().chain(["nothing:allowed"]) {
            let expect = (!allowed.contains(&format!("{kind} {permission}"))).then(|| "forbidden".to_owned());
            assert_eq!(refusal(&shop, sender, permission).await, expect, "{kind} {permission}");
        }
    }
    assert!(!allowed.iter().any(|pair| pair.starts_with("staff ")), "each staff member has permissions of their own");
    assert!(allowed.contains("visitor order:place") && !allowed.contains("visitor order:expire"));
}

#[tokio::test]
async fn a_staff_member_may_do_what_was_granted_to_them() {
    let shop = shop().await;
    let colleague = StaffId::new(Uuid::from_u128(9));
    add_session(&shop, b"one", Principal::Staff(STAFF), NOW + 60).await;
    add_session(&shop, b"two", Principal::Staff(colleague), NOW + 60).await;
    let (one, two) = (with_session(Principal::Staff(STAFF), b"one"), with_session(Principal::Staff(colleague), b"two"));
    assert_eq!(refusal(&shop, &one, "inventory:adjust").await.as_deref(), Some("forbidden"));
    let grant = format!(
        "INSERT INTO staff (id, email, state, created_at) VALUES
             ('{STAFF}', 'one@example.com', 'active', 0), ('{colleague}', 'two@example.com', 'active', 0);
         INSERT INTO role (id, code, name) VALUES (100, 'test', 'Test');
         INSERT INTO role_permission (role_id, permission) VALUES (100, 'inventory:adjust');
         INSERT INTO staff_role (staff_id, role_id) VALUES ('{STAFF}', 100)"
    );
    shop.batch(&grant).await.expect("a grant");
    assert_eq!(refusal(&shop, &one, "inventory:adjust").await, None);
    assert_eq!(refusal(&shop, &one, "inventory:approve").await.as_deref(), Some("forbidden"));
    assert_eq!(refusal(&shop, &two, "inventory:adjust").await.as_deref(), Some("forbidden"));
    let customer = Principal::Customer(CustomerId::new(STAFF.uuid()));
    add_session(&shop, b"three", customer, NOW + 60).await;
    assert_eq!(
        refusal(&shop, &with_session(customer, b"three"), "inventory:adjust").await.as_deref(),
        Some("forbidden")
    );
}

#[tokio::test]
async fn customers_and_staff_need_a_live_session_of_their_own() {
    let shop = shop().await;
    let (customer, other) = (Principal::Customer(CUSTOMER), Principal::Customer(CustomerId::new(Uuid::from_u128(8))));
    add_session(&shop, b"live", customer, NOW + 1).await;
    add_session(&shop, b"expired", customer, NOW).await;
    add_session(&shop, b"ended", customer, NOW + 60).await;
    let end = format!("UPDATE session SET ended_at = {NOW} WHERE id_hash = '{}'", SessionHash::of(b"ended"));
    shop.batch(&end).await.expect("an end");
    let check = async |sender: &Sender, expect: Option<&str>, why: &str| {
        assert_eq!(refusal(&shop, sender, "order:cancel").await.as_deref(), expect, "{why}");
    };
    check(&with_session(customer, b"live"), None, "live").await;
    check(&with_session(customer, b"expired"), Some("session_ended"), "expired").await;
    check(&with_session(customer, b"ended"), Some("session_ended"), "ended").await;
    check(&with_session(customer, b"unknown"), Some("session_ended"), "unknown").await;
    check(&with_session(other, b"live"), Some("session_ended"), "somebody else's").await;
    check(&with_session(Principal::Staff(StaffId::new(CUSTOMER.uuid())), b"live"), Some("session_ended"), "kind").await;
    check(&with_session(Principal::Visitor, b"live"), Some("session_ended"), "a visitor has none").await;
    check(&Sender { session: None, ..with_session(customer, b"live") }, Some("session_ended"), "none").await;
}

#[tokio::test]
async fn the_audit_log_names_principal_and_session() {
    let shop = shop().await;
    add_session(&shop, b"live", Principal::Customer(CUSTOMER), NOW + 60).await;
    let mut placed = order(GB, &[("BOOK", 1, 899)], 1_294);
    placed.sender = with_session(Principal::Customer(CUSTOMER), b"live");
    place(&shop, &placed).await.expect("an order");
    let rows = shop.query("SELECT principal, session, request_id FROM audit", Vec::new()).await.expect("the log");
    let mut entry = rows.into_first().expect("an entry");
    assert_eq!(entry.text("principal"), Ok(format!("customer:{CUSTOMER}")));
    assert_eq!(entry.text("session").as_deref(), Ok(SessionHash::of(b"live").as_str()));
    assert_eq!(entry.text("request_id").as_deref(), Ok("request-1"));
    let mut later = order(GB, &[("BOOK", 1, 899)], 1_294);
    later.sender = with_session(Principal::Customer(CUSTOMER), b"over");
    assert_eq!(place(&shop, &later).await, Err(PlaceOrderError::SessionEnded));
}
