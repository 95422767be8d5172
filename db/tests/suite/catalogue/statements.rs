//! Every statement prepares, and those behind pages never scan a table that grows with the shop.

use std::path::{Path, PathBuf};

use outpost_db::sql::Sql;

use super::shop;

/// Statements behind pages of shoppers and staff.
const HOT: [&str; 47] = [
    "audit/list",
    "cart/lines",
    "catalogue/drafts",
    "catalogue/has_due",
    "catalogue/ids_after",
    "catalogue/ids_by_slug",
    "catalogue/list",
    "catalogue/price_history",
    "catalogue/reference",
    "catalogue/skus_taken",
    "dashboard/queues",
    "dashboard/sales",
    "fulfilment/extras",
    "fulfilment/queue",
    "home/load",
    "inventory/choices",
    "inventory/count",
    "inventory/ledger",
    "inventory/list",
    "inventory/purchase_order",
    "inventory/purchase_orders",
    "inventory/stock_take",
    "inventory/stock_takes",
    "inventory/transfer",
    "inventory/transfers",
    "inventory/variant",
    "listing/cards",
    "listing/filtered",
    "listing/popular",
    "media/read",
    "order/by_number",
    "order/of_browser",
    "outbox/claim",
    "outbox/has_due",
    "outbox/record",
    "outbox/sources",
    "product/by_slug",
    "product/moved_to",
    "search/results",
    "search/suggest",
    "shell/load",
    "sitemap/pages",
    "sitemap/products",
    "staff/credential",
    "staff/invitation",
    "staff/list",
    "staff/session",
];

/// Tables that grow with the catalogue or with what is sold.
const BIG: [&str; 40] = [
    "audit",
    "category_facet",
    "category_product",
    "command_log",
    "facet_block",
    "listing",
    "media",
    "order_address",
    "order_event",
    "order_line",
    "orders",
    "outbox",
    "price",
    "product",
    "product_media",
    "product_option",
    "product_text",
    "product_value",
    "purchase_order",
    "purchase_order_line",
    "search_document",
    "search_projection",
    "search_term",
    "search_term_deletion",
    "stock_allocation",
    "stock_level",
    "stock_movement",
    "stock_take_count",
    "transfer",
    "transfer_line",
    "variant",
    "variant_value",
    "below",
    "fulfilment",
    "fulfilment_line",
    "order_note",
    "planned_price",
    "price_history",
    "product_withheld",
    "session",
];

/// Walks along an index in the order wanted, which end at a limit.
const IN_ORDER: [&str; 3] = [
    "SCAN product USING COVERING INDEX product_by_rank",
    "SCAN product USING COVERING INDEX sqlite_autoindex_product_2",
    "SCAN product USING INDEX product_by_created",
];

fn queries() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("queries")
}

fn statements(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of statements") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            statements(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "sql") {
            found.push(path);
        }
    }
}

#[tokio::test]
async fn every_statement_prepares_against_the_schema() {
    let mut found = Vec::new();
    statements(&queries(), &mut found);
    assert!(found.len() > 20, "only {} statements found", found.len());
    for path in found.into_iter().filter(|path| !path.parent().is_some_and(|folder| folder.ends_with("testing"))) {
        let statement = std::fs::read_to_string(&path).expect("a statement");
        let explained = shop().await.query(&format!("EXPLAIN {statement}"), Vec::new()).await;
        assert!(explained.is_ok(), "{}: {}", path.display(), explained.expect_err("a refusal"));
    }
}

#[tokio::test]
async fn pages_never_walk_through_a_table_that_grows() {
    for name in HOT {
        let statement = std::fs::read_to_string(queries().join(format!("{name}.sql"))).expect(name);
        let plan = shop().await.query(&format!("EXPLAIN QUERY PLAN {statement}"), Vec::new()).await.expect(name);
        for mut step in plan {
            let step = step.text("detail").expect("a step of the plan");
            let Some(scanned) = step.strip_prefix("SCAN ") else { continue };
            let table = scanned.split_whitespace().next().unwrap_or_default();
            assert!(!BIG.contains(&table) || IN_ORDER.contains(&step.as_str()), "{name}: {step}");
            assert!(!["search_en", "search_de", "search_ja"].contains(&table) || step.contains(":M"), "{name}: {step}");
        }
    }
}

#[test]
fn no_statement_limits_by_a_bare_parameter() {
    // SQLite would plan it anew whenever the parameter is bound.
    for name in HOT {
        let statement = std::fs::read_to_string(queries().join(format!("{name}.sql"))).expect(name);
        assert!(!statement.contains("LIMIT ?"), "{name}");
        let bare = statement.split("OFFSET ?").skip(1).any(|rest| !rest.contains(" + 0"));
        assert!(!bare, "{name}");
    }
}
