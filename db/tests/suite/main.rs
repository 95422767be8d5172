//! The database as a product: its schema, its commands and its reads, over in-memory libSQL.

mod accounts;
mod cancelling_orders;
mod catalogue;
mod catalogue_version;
mod changed_agreements;
mod command_plans;
mod commands;
mod editing;
mod fixture;
mod fulfilment;
mod holding_orders;
mod inventory;
mod mutations;
mod order_sums;
mod outbox;
mod payments;
mod placing_orders;
mod principals;
mod repeating_commands;
mod schema;
mod settings;
mod staff;
mod unpaid_orders;
