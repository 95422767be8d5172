//! Accounts: how they begin, how sessions begin and end, what a customer keeps, and how a person is forgotten.

mod changing;
mod logging_in;
mod own_data;
mod registering;

use outpost_db::account::{self, AccountRefusal, LogIn, NewSession, Register};
use outpost_db::command::{Sender, SessionHash};
use outpost_db::native::Database;
use outpost_db::sql::Sql;
use outpost_domain::account::Email;
use outpost_domain::ids::{AccountTokenId, CommandId, CustomerId};
use outpost_domain::market::MarketLocale;
use outpost_domain::principal::Principal;
use outpost_domain::samples::{EN, GB};
use uuid::Uuid;

use super::fixture::{NOW, visitor};

const PREFIX: MarketLocale = MarketLocale { locale: EN, market: GB };

fn command() -> CommandId {
    CommandId::new(Uuid::now_v7())
}

fn email(text: &str) -> Email {
    text.parse().expect("an address")
}

fn hash(session: &str) -> SessionHash {
    SessionHash::of(session.as_bytes())
}

fn registration(address: &str) -> Register {
    Register {
        customer_id: CustomerId::new(Uuid::now_v7()),
        token_id: AccountTokenId::new(Uuid::now_v7()),
        email: email(address),
        name: "Ann".to_owned(),
        prefix: PREFIX,
        password_hash: format!("sealed for {address}"),
    }
}

/// A confirmed account.
async fn customer(shop: &Database, address: &str) -> CustomerId {
    let register = registration(address);
    account::register(shop, command(), &visitor(NOW), &register).await.expect("an account");
    account::verify_email(shop, command(), &visitor(NOW), register.token_id).await.expect("confirmed");
    register.customer_id
}

/// The customer as the sender of commands in a session.
fn sender(customer_id: CustomerId, session: &str) -> Sender {
    Sender { principal: Principal::Customer(customer_id), session: Some(hash(session)), ..visitor(NOW) }
}

async fn log_in(shop: &dyn Sql, customer_id: CustomerId, version: i64, session: &str) -> Result<(), AccountRefusal> {
    let session = NewSession { hash: hash(session), user_agent: format!("browser of {session}") };
    let log_in = LogIn { customer_id, credential_version: version, session, second_factor: None };
    account::log_in(shop, command(), &visitor(NOW), &log_in).await
}

/// A customer with a session of that name.
async fn logged_in(shop: &Database, address: &str, session: &str) -> CustomerId {
    let customer_id = customer(shop, address).await;
    log_in(shop, customer_id, 1, session).await.expect("a session");
    customer_id
}

/// Topics and payloads in the outbox, oldest first.
async fn outbox(shop: &dyn Sql) -> Vec<(String, String)> {
    let rows = shop.query("SELECT topic, payload FROM outbox WHERE topic GLOB 'account.*' ORDER BY id", vec![]).await;
    let rows = rows.expect("the outbox").into_iter();
    rows.map(|mut row| (row.text("topic").expect("a topic"), row.text("payload").expect("a payload"))).collect()
}

/// The topics in the outbox, oldest first.
async fn topics(shop: &dyn Sql) -> Vec<String> {
    outbox(shop).await.into_iter().map(|(topic, _)| topic).collect()
}
