//! Work in the stockroom, through forms that need no scripts.

use super::support::Panel;

const EVERYTHING: [&str; 8] = [
    "inventory:adjust",
    "inventory:approve",
    "inventory:count",
    "inventory:limit",
    "inventory:purchase",
    "inventory:read",
    "inventory:receive",
    "inventory:transfer",
];

#[tokio::test]
async fn a_level_is_adjusted_and_a_stale_form_says_what_is_true() {
    let panel = Panel::open().await;
    let mut clerk = panel.person("clerk", &EVERYTHING).await;
    let list = clerk.get("/admin/inventory?show=low").await.is(200);
    assert!(list.contains("MUG-BLUE") && !list.contains("BOOK") && list.contains("Variants: 1"), "{list}");
    let fields = [("location", "lon"), ("seen", "3"), ("counted", "2"), ("reason", "damaged"), ("note", "chipped")];
    let address = "/admin/inventory/variants/MUG-BLUE";
    let answer = clerk.post(&format!("{address}/adjustments"), &fields).await;
    assert_eq!(answer.location, format!("{address}?done=adjusted"));
    let page = clerk.get(&answer.location).await.is(200);
    assert!(page.contains("The level is adjusted.") && page.contains("chipped") && page.contains("-1"), "{page}");
    let stale = clerk.post(&format!("{address}/adjustments"), &fields).await.is(422);
    assert!(stale.contains("Now 2 on hand"), "{stale}");
    let file = clerk.get("/admin/inventory.csv?q=MUG-BLUE").await.is(200);
    assert!(file.contains("\"MUG-BLUE\",\"Mug\",\"Blue\",\"lon\",\"2\""), "{file}");
}

#[tokio::test]
async fn a_purchase_order_is_created_once_and_received_in_two_deliveries() {
    let panel = Panel::open().await;
    let mut clerk = panel.person("clerk", &EVERYTHING).await;
    let form = clerk.get("/admin/inventory/purchase-orders/new").await;
    let id = form.after("name=\"id\" value=\"");
    let wrong = [("id", id.as_str()), ("supplier", ""), ("location", "lon"), ("expected", ""), ("lines", "LAMP x")];
    let page = clerk.post("/admin/inventory/purchase-orders", &wrong).await.is(200);
    assert!(page.contains("Name the supplier.") && page.contains("LAMP x"), "{page}");
    let fields = [
        ("id", id.as_str()),
        ("supplier", "Lamps"),
        ("location", "lon"),
        ("expected", "2027-01-31"),
        ("lines", "lamp 5\nbook"),
    ];
    let first = clerk.post("/admin/inventory/purchase-orders", &fields).await;
    let second = clerk.post("/admin/inventory/purchase-orders", &fields).await;
    assert_eq!(first.location, second.location, "pressed twice");
    let address = first.location.replace("?done=created", "");
    let page = clerk.get(&first.location).await.is(200);
    assert!(page.contains("2027-01-31") && page.contains("quantity-LAMP"), "{page}");
    let delivery = [("quantity-LAMP", "3"), ("seen-LAMP", "0"), ("quantity-BOOK", ""), ("seen-BOOK", "0")];
    clerk.post(&format!("{address}/receipts"), &delivery).await.is(303);
    let again = clerk.post(&format!("{address}/receipts"), &delivery).await.is(422);
    assert!(again.contains("LAMP: 3"), "{again}");
    let rest = [("quantity-LAMP", "2"), ("seen-LAMP", "3"), ("close", "on"), ("seen-BOOK", "0")];
    clerk.post(&format!("{address}/receipts"), &rest).await.is(303);
    assert!(!clerk.get(&address).await.is(200).contains("quantity-LAMP"), "it is closed");
}

#[tokio::test]
async fn ten_scans_are_counted_and_approved() {
    let panel = Panel::open().await;
    let mut clerk = panel.person("clerk", &EVERYTHING).await;
    let page = clerk.get("/admin/inventory/stock-takes").await;
    let id = page.after("name=\"id\" value=\"");
    let fields = [("id", id.as_str()), ("name", "Spring"), ("location", "lon")];
    let opened = clerk.post("/admin/inventory/stock-takes", &fields).await;
    let address = opened.location.replace("?done=opened", "");
    let scans = ["MUG-RED"; 5].join("\n") + "\nMUG-BLUE 3\nBOOK 90";
    clerk.post(&format!("{address}/counts"), &[("version", "0"), ("lines", &scans)]).await.is(303);
    let page = clerk.get(&address).await;
    let version = page.after("name=\"version\" value=\"");
    assert!(page.body.contains("-1"), "one red mug is missing: {}", page.body);
    clerk.post(&format!("{address}/approval"), &[("version", &version)]).await.is(303);
    let variant = clerk.get("/admin/inventory/variants/MUG-RED").await.is(200);
    assert!(variant.contains("Stock-take"), "{variant}");
}

#[tokio::test]
async fn a_transfer_is_sent_and_received() {
    let panel = Panel::open().await;
    let mut clerk = panel.person("clerk", &EVERYTHING).await;
    let form = clerk.get("/admin/inventory/transfers/new").await;
    let id = form.after("name=\"id\" value=\"");
    let fields = [("id", id.as_str()), ("from", "lon"), ("to", "ham"), ("lines", "BOOK 10"), ("note", "")];
    let sent = clerk.post("/admin/inventory/transfers", &fields).await;
    let address = sent.location.replace("?done=sent", "");
    assert!(clerk.get("/admin/inventory/transfers").await.is(200).contains("In transit"));
    clerk.post(&format!("{address}/receipt"), &[("quantity-BOOK", "9")]).await.is(303);
    assert!(clerk.get("/admin/inventory/transfers").await.is(200).contains("Received"));
}
