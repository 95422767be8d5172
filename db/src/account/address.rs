//! The addresses of a customer.

use outpost_domain::address::Address;
use outpost_domain::ids::{AddressId, CommandId};
use serde::{Deserialize, Deserializer};

use super::page::{CustomerPage, load};
use super::refusal::{AccountRefusal, send};
use crate::command::{Sender, SessionHash, begin, to_json};
use crate::sql::{Sql, SqlError, Value};

const SAVE: &str = include_str!("../../queries/account/save_address.sql");
const DELETE: &str = include_str!("../../queries/account/delete_address.sql");
const ADDRESSES: &str = include_str!("../../queries/account/addresses.sql");

/// An address to be saved: a new one, or one that is there.
#[derive(Clone, Debug)]
pub struct SaveAddress {
    /// Made by the caller for a new one.
    pub id: AddressId,
    /// The address.
    pub address: Address,
    /// A telephone number for the carrier; may be empty.
    pub phone: String,
    /// Whether it becomes the default. The first one does anyway.
    pub is_default: bool,
}

/// Saves an address of whoever sends it.
pub async fn save_address(
    primary: &dyn Sql,
    id: CommandId,
    sender: &Sender,
    saved: &SaveAddress,
) -> Result<(), AccountRefusal> {
    let address = to_json("address", &saved.address)?;
    let begin = begin(id, "save_address", &(saved.id, &address, &saved.phone, saved.is_default), sender)?;
    let own = [
        Value::from(saved.id.to_string()),
        Value::from(address),
        Value::from(saved.phone.as_str()),
        Value::from(i64::from(saved.is_default)),
    ];
    send(primary, SAVE, begin, own).await
}

/// Deletes an address of whoever sends it.
pub async fn delete_address(
    primary: &dyn Sql,
    id: CommandId,
    sender: &Sender,
    address_id: AddressId,
) -> Result<(), AccountRefusal> {
    let address_id = address_id.to_string();
    let begin = begin(id, "delete_address", &address_id, sender)?;
    send(primary, DELETE, begin, [Value::from(address_id.as_str())]).await
}

/// An address as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SavedAddress {
    /// Its id.
    pub id: AddressId,
    /// Whether the checkout begins with it.
    #[serde(deserialize_with = "zero_or_one")]
    pub is_default: bool,
    /// For the carrier; may be empty.
    pub phone: String,
    /// The address.
    pub address: Address,
}

fn zero_or_one<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    i64::deserialize(deserializer).map(|value| value != 0)
}

/// The addresses of whoever has this session, the default first.
pub async fn addresses(
    sql: &dyn Sql,
    session: &SessionHash,
    command: Option<CommandId>,
) -> Result<CustomerPage<Vec<SavedAddress>>, SqlError> {
    load(sql, ADDRESSES, session, command, []).await
}
