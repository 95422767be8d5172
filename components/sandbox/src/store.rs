//! The provider's statements about payments.

use outpost_db::sql::{SqlError, Value};

use crate::fault::Fault;
use crate::payment::Payment;
use crate::state::State;

/// What a shop asks for.
pub(crate) struct NewPayment<'a> {
    pub reference: &'a str,
    pub idempotency_key: &'a str,
    pub payment_id: &'a str,
    pub order_number: &'a str,
    pub amount_minor: i64,
    pub currency: &'a str,
    pub method: &'a str,
    pub return_url: &'a str,
    pub webhook_url: &'a str,
    pub locale: Option<&'a str>,
}

/// Stores a payment unless its key is known, and returns the payment of that key.
pub(crate) async fn create(state: &State, new: &NewPayment<'_>) -> Result<Payment, Fault> {
    let texts = [new.reference, new.idempotency_key, new.payment_id, new.order_number];
    let mut parameters: Vec<Value> = texts.into_iter().map(Value::from).collect();
    parameters.push(new.amount_minor.into());
    let texts = [new.currency, new.method, new.return_url, new.webhook_url];
    parameters.extend(texts.into_iter().map(Value::from));
    parameters.extend([new.locale.into(), state.now_ms().into()]);
    state.database.query(include_str!("../queries/payment/create.sql"), parameters).await?;
    let key = vec![new.idempotency_key.into()];
    let found = state.database.query(include_str!("../queries/payment/find_by_key.sql"), key).await?.into_first();
    Ok(Payment::from_row(&mut found.ok_or(Fault::UnknownPayment)?)?)
}

/// The payment of a reference.
pub(crate) async fn find(state: &State, reference: &str) -> Result<Payment, Fault> {
    let statement = include_str!("../queries/payment/find.sql");
    let found = state.database.query(statement, vec![reference.into()]).await?.into_first();
    Ok(Payment::from_row(&mut found.ok_or(Fault::UnknownPayment)?)?)
}

/// The 500 payments whose references come after `after`.
pub(crate) async fn list(state: &State, after: &str) -> Result<Vec<Payment>, SqlError> {
    let rows = state.database.query(include_str!("../queries/payment/list.sql"), vec![after.into()]).await?;
    rows.into_iter().map(|mut row| Payment::from_row(&mut row)).collect()
}
