//! No command walks through a table that grows.

use outpost_db::definitions::DEFINITIONS;
use outpost_db::sql::Sql;

use super::fixture::shop;

/// What may be read whole: the clock, lists that came with the command, and a few rows made from them.
const SHORT: [&str; 18] = [
    "clock",
    "json_each",
    "line",
    "checked",
    "sent",
    "quoted",
    "found",
    "bought",
    "adjusted",
    "taken",
    "address",
    "expired_hold",
    "CONSTANT",
    "catalogue_version",
    "given",
    "permission",
    "staff_permission",
    "locale",
];
/// Tables that refer to what `save_products` adds. SQLite reads them only while a foreign key is broken, but the plan names them.
const REFERRING: [&str; 8] = [
    "order_line",
    "product_media",
    "product_option",
    "product_redirect",
    "purchase_order_line",
    "stock_take_count",
    "transfer_line",
    "variant_value",
];
/// A document of a search index, by its number.
const BY_ROWID: &str = "VIRTUAL TABLE INDEX 0:=";

/// Each statement of a command's trigger, with parameters in place of its columns.
fn statements(sql: &str) -> Vec<String> {
    let body = sql.split_once(" BEGIN\n").and_then(|(_, body)| body.rsplit_once("END;")).expect("a trigger").0;
    let bound = |statement: &str| {
        let mut parts = statement.split("NEW.");
        let first = parts.next().unwrap_or_default().to_owned();
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        parts.fold(first, |text, part| text + "?" + part.trim_start_matches(is_name))
    };
    body.split(";\n").map(bound).filter(|statement| !statement.trim().is_empty()).collect()
}

#[tokio::test]
async fn commands_never_walk_through_a_table_that_grows() {
    let shop = shop().await;
    let mut steps = Vec::new();
    for command in DEFINITIONS.iter().filter(|file| file.name.starts_with("commands/")) {
        for statement in statements(command.sql) {
            let plan = shop.query(&format!("EXPLAIN QUERY PLAN {statement}"), Vec::new()).await.expect(command.name);
            steps.extend(plan.into_iter().map(|mut step| (command.name, step.text("detail").expect("a step"))));
        }
    }
    for (name, step) in &steps {
        let Some(scanned) = step.strip_prefix("SCAN ") else { continue };
        let table = scanned.split_whitespace().next().unwrap_or_default();
        let is_referring = *name == "commands/save_products" && REFERRING.contains(&table);
        let is_short =
            is_referring || SHORT.contains(&table) || table.starts_with("(subquery") || step.ends_with(BY_ROWID);
        assert!(is_short, "{name}: {step}");
    }
    for index in [
        "orders_by_email (email_digest=? AND hold_ends_at>?)",
        "orders_unpaid_by_visitor (visitor_digest=? AND",
        "stock_allocation_by_level (variant_id=? AND",
    ] {
        let is_used = steps.iter().any(|(_, step)| step.contains(index));
        assert!(is_used, "{index} is not used: {steps:?}");
    }
}
