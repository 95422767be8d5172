//! Work on products, through forms that need no scripts.

use super::support::{Browser, Panel};

const EDITOR: [&str; 3] = ["audit:read", "catalogue:read", "catalogue:write"];
const MUG: &str = "/admin/catalogue/products/1";

async fn version(editor: &mut Browser<'_>, address: &str) -> String {
    editor.get(address).await.after("name=\"version\" value=\"")
}

/// The fields of the mug's two variants, the blue one at this price.
fn variants<'a>(version: &'a str, blue: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("version", version),
        ("sku:0", "MUG-RED"),
        ("weight:0", "350"),
        ("measure:0", "330 ml"),
        ("price:gb:0", "12.99"),
        ("sku:1", "mug-blue"),
        ("weight:1", "360"),
        ("price:gb:1", blue),
        ("compare:gb:1", "15"),
    ]
}

#[tokio::test]
async fn a_product_is_found_and_its_prices_change_once() {
    let panel = Panel::open().await;
    let mut editor = panel.person("editor", &EDITOR).await;
    let list = editor.get("/admin/catalogue?q=mug-b").await.is(200);
    assert!(list.contains(MUG) && !list.contains("products/2"), "{list}");
    let drafts = editor.get("/admin/catalogue?show=draft").await.is(200);
    assert!(!drafts.contains(MUG), "{drafts}");
    let seen = version(&mut editor, MUG).await;
    let address = format!("{MUG}/variants");
    let saved = editor.post(&address, &variants(&seen, "9.50")).await;
    assert_eq!(saved.location, format!("{MUG}?done=saved"));
    let page = editor.get(&saved.location).await.is(200);
    assert!(page.contains("Saved.") && page.contains("9.50") && page.contains("330 ml"), "{page}");
    assert!(page.contains("Earlier prices") && page.contains("12.99"), "{page}");
    let stale = editor.post(&address, &variants(&seen, "8.00")).await.is(422);
    assert!(stale.contains("Somebody else changed this product"), "{stale}");
    let now = version(&mut editor, MUG).await;
    let wrong = editor.post(&address, &variants(&now, "15")).await.is(422);
    assert!(wrong.contains("Variant 2, compare_at:gb: is not above the price"), "{wrong}");
    let unread = editor.post(&address, &variants(&now, "£8")).await.is(422);
    assert!(unread.contains("price:gb"), "{unread}");
    let audit = editor.get("/admin/audit?q=product:mug").await.is(200);
    assert!(audit.contains("save products"), "{audit}");
}

/// A draft with two sizes and texts in every language; its address.
async fn vase(editor: &mut Browser<'_>) -> String {
    let form = editor.get("/admin/catalogue/new").await;
    let id = form.after("name=\"id\" value=\"");
    let fields = [
        ("id", id.as_str()),
        ("title", "Tall vase"),
        ("brand", "Vases"),
        ("category", "things"),
        ("vendor", "house"),
        ("tax_class", "standard"),
        ("sku", "vase"),
        ("weight", "900"),
    ];
    let made = editor.post("/admin/catalogue", &fields).await;
    assert_eq!(editor.post("/admin/catalogue", &fields).await.location, made.location, "pressed twice");
    assert!(editor.get(&made.location).await.is(200).contains("The product is created"), "{}", made.location);
    let address = made.location.replace("?done=product-created", "");
    let seen = version(editor, &address).await;
    let options = [("version", seen.as_str()), ("option1", "Size"), ("values1", "Small, Large")];
    editor.post(&format!("{address}/options"), &options).await.is(303);
    let page = editor.get(&address).await.is(200);
    assert!(page.contains("VASE-SMALL") && page.contains("VASE-LARGE"), "{page}");
    address
}

/// Gives it texts, details and a price.
async fn complete(editor: &mut Browser<'_>, address: &str) {
    let mut texts = vec![("version".to_owned(), version(editor, address).await)];
    for locale in ["en", "de", "ja"] {
        texts.extend(["title", "summary", "description"].map(|field| (format!("{field}:{locale}"), "Vase".to_owned())));
    }
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    editor.post(&format!("{address}/texts"), &texts).await.is(303);
    let seen = version(editor, address).await;
    let details = [
        ("version", seen.as_str()),
        ("slug", "vase"),
        ("brand", "Vases"),
        ("category", "things"),
        ("vendor", "house"),
        ("tax_class", "standard"),
        ("guarantee", "2"),
        ("pictures", "red"),
        ("value", "colour=red"),
    ];
    editor.post(&format!("{address}/details"), &details).await.is(303);
    let seen = version(editor, address).await;
    let prices = [
        ("version", seen.as_str()),
        ("sku:0", "VASE-S"),
        ("weight:0", "900"),
        ("price:gb:0", "20"),
        ("sku:1", ""),
        ("weight:1", "1"),
    ];
    editor.post(&format!("{address}/variants"), &prices).await.is(303);
}

#[tokio::test]
async fn a_product_is_made_from_nothing_and_published_when_nothing_is_missing() {
    let panel = Panel::open().await;
    let mut editor = panel.person("editor", &EDITOR).await;
    let address = vase(&mut editor).await;
    let seen = version(&mut editor, &address).await;
    let publish = [("version", seen.as_str()), ("state", "published"), ("sold:de", "no")];
    let refused = editor.post(&format!("{address}/publication"), &publish).await.is(422);
    for missing in ["Title (DE)", "Summary (EN)", "Pictures", "Price"] {
        assert!(refused.contains(missing), "{missing}: {refused}");
    }
    complete(&mut editor, &address).await;
    let seen = version(&mut editor, &address).await;
    let publish = [("version", seen.as_str()), ("state", "published"), ("sold:de", "later"), ("from:de", "2027-01-31")];
    editor.post(&format!("{address}/publication"), &publish).await.is(303);
    let page = editor.get(&address).await.is(200);
    assert!(page.contains("2027-01-31") && page.contains("VASE-S") && !page.contains("VASE-LARGE"), "{page}");
    let copy = page.split("/copies").nth(1).expect("a form").split("name=\"id\" value=\"").nth(1).expect("an id");
    let id = copy.split('"').next().expect("an id");
    let copied = editor.post(&format!("{address}/copies"), &[("id", id)]).await;
    assert!(
        copied.location.contains("done=product-created") && !copied.location.starts_with(&address),
        "{}",
        copied.location
    );
    assert!(editor.get("/admin/catalogue?show=draft").await.is(200).contains("vase-"), "a copy is a draft");
}

#[tokio::test]
async fn what_cannot_be_read_is_named_and_nothing_is_changed() {
    let panel = Panel::open().await;
    let mut editor = panel.person("editor", &EDITOR).await;
    let address = vase(&mut editor).await;
    let seen = version(&mut editor, &address).await;
    for (field, typed, named) in [
        ("price:gb:1", "abc", "Variant 2, price:gb"),
        ("weight:0", "heavy", "Variant 1, weight"),
        ("measure:0", "3 spoons", "Variant 1, measure"),
    ] {
        let mut grid = vec![("version", seen.as_str()), ("sku:0", "A"), ("sku:1", "B"), ("weight:1", "1")];
        grid.extend([(field, typed)].into_iter().chain((field != "weight:0").then_some(("weight:0", "1"))));
        let refused = editor.post(&format!("{address}/variants"), &grid).await.is(422);
        assert!(refused.contains(named), "{named}: {refused}");
    }
    assert_eq!(version(&mut editor, &address).await, seen);
    let fields = [("id", "01935a1c-77e2-7c1b-8a55-9f4d2b6c0e12"), ("title", "Jug"), ("weight", "light")];
    let refused = editor.post("/admin/catalogue", &fields).await.is(422);
    assert!(refused.contains("Variant 1, weight"), "{refused}");
}

#[tokio::test]
async fn rows_are_tried_before_they_are_stored_and_products_come_out_as_a_file() {
    let panel = Panel::open().await;
    let mut editor = panel.person("editor", &EDITOR).await;
    let rows = "slug,sku,price:gb\nmug,MUG-RED,7.77\nmug,NONE,1\nbook,BOOK,8.88\n";
    let mut fields = vec![("layout", "outpost"), ("rows", rows)];
    let tried = editor.post("/admin/catalogue/imports", &fields).await.is(200);
    assert!(tried.contains("Tried, nothing is stored") && tried.contains("Line 3, sku: is unknown"), "{tried}");
    fields.push(("store", "on"));
    let stored = editor.post("/admin/catalogue/imports", &fields).await.is(200);
    assert!(stored.contains("Stored: 0 new, 1 changed"), "{stored}");
    let file = editor.get("/admin/catalogue.csv").await.is(200);
    assert!(file.contains(",8.88,") && file.contains("MUG-BLUE") && !file.contains("7.77"), "{file}");
}

#[tokio::test]
async fn options_in_other_letters_become_variants_as_well() {
    let panel = Panel::open().await;
    let mut editor = panel.person("editor", &EDITOR).await;
    let address = vase(&mut editor).await;
    let seen = version(&mut editor, &address).await;
    let options = [("version", seen.as_str()), ("option1", "色"), ("values1", "赤, 青")];
    editor.post(&format!("{address}/options"), &options).await.is(303);
    let page = editor.get(&address).await.is(200);
    assert!(page.contains("VASE-1") && page.contains("VASE-2") && page.contains("赤, 青"), "{page}");
}

#[tokio::test]
async fn a_shop_without_a_vendor_says_why_no_product_can_be_made() {
    let panel = Panel::open().await;
    panel.database.batch("PRAGMA foreign_keys = OFF; DELETE FROM vendor").await.unwrap();
    let mut editor = panel.person("editor", &EDITOR).await;
    let refused = editor.get("/admin/catalogue/new").await.is(422);
    assert!(refused.contains("A product needs a category and a vendor"), "{refused}");
    let fields = [("layout", "shopify"), ("rows", "Handle\nmug\n")];
    let refused = editor.post("/admin/catalogue/imports", &fields).await.is(422);
    assert!(refused.contains("A product needs a category and a vendor"), "{refused}");
}
