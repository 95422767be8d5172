//! Products go in and out as files.

use outpost_db::catalogue::{Imported, export, import};
use outpost_db::command::Sender;
use outpost_db::native::Database;
use outpost_db::sql::Sql;
use outpost_domain::catalogue::file::{Layout, Shopify};
use outpost_domain::catalogue::{ProductState, Reference};
use outpost_domain::ids::CommandId;

use super::super::fixture::integer;
use super::{id, sender, shop, stored};

async fn taken_in(shop: &dyn Sql, reference: &Reference, file: &str, layout: &Layout) -> Imported {
    let mut ids = id;
    import(shop, (file.as_bytes(), layout), reference, &sender, Some(&mut ids), &mut |_, _| {}).await.expect("taken in")
}

async fn tried(shop: &dyn Sql, reference: &Reference, file: &str, layout: &Layout) -> Imported {
    import(shop, (file.as_bytes(), layout), reference, &sender, None, &mut |_, _| {}).await.expect("tried")
}

async fn given_out(shop: &dyn Sql, reference: &Reference) -> String {
    let mut file = Vec::new();
    let mut keep = |part| {
        file.extend(part);
        Ok(())
    };
    export(shop, reference, &mut keep).await.expect("given out");
    String::from_utf8(file).expect("text")
}

/// The fixture's shop without any product, and without the values that they have.
async fn empty() -> (Database, Reference) {
    let (shop, reference) = shop().await;
    shop.batch(
        "DELETE FROM price; DELETE FROM variant_value; DELETE FROM stock_movement WHERE FALSE; DELETE FROM product_media;
         DELETE FROM product_option; DELETE FROM product_text; DELETE FROM product_value;
         UPDATE variant SET sku = 'GONE-' || id; UPDATE product SET slug = 'gone-' || id, state = 'archived'",
    )
    .await
    .expect("nothing is left");
    (shop, reference)
}

#[tokio::test]
async fn what_is_given_out_is_taken_in_again_to_the_same_bytes() {
    let (shop, reference) = shop().await;
    shop.batch(
        "UPDATE product_text SET description = '=1+1 is \"two\",' || char(10) || 'always', summary = '''quoted' WHERE product_id = 1;
         UPDATE product SET manufacturer = '-M', hs_code = '6911' WHERE id = 1;
         UPDATE variant SET measure = 330, measure_unit = 'ml' WHERE id = 2;
         INSERT INTO planned_price VALUES (3, 'de', 1800000000, 799, 999);
         INSERT INTO product_withheld VALUES (2, 'jp', NULL), (2, 'gb', 1800000000)",
    )
    .await
    .expect("odd texts");
    let file = given_out(&shop, &reference).await;
    let again = taken_in(&shop, &reference, &file, &Layout::Outpost).await;
    assert_eq!((again.unchanged, again.updated, again.problems.len()), (3, 0, 0), "{again:?}");
    let (other, reference) = empty().await;
    let first = taken_in(&other, &reference, &file, &Layout::Outpost).await;
    assert_eq!((first.created, &first.problems), (3, &Vec::new()));
    // What is not complete is no longer published there: that is told, and the only difference.
    let held_back = file.replace(",published,", ",draft,");
    assert_eq!(first.held_back, ["mug", "book", "lamp"]);
    let goods: String = given_out(&other, &reference)
        .await
        .lines()
        .filter(|line| !line.contains("gone-") && !line.contains("GONE-"))
        .map(|line| format!("{line}\n"))
        .collect();
    assert_eq!(goods, held_back.replace("\r\n", "\n"));
}

#[tokio::test]
async fn a_dry_run_names_every_error_and_stores_nothing() {
    let (shop, reference) = shop().await;
    let file = "slug,brand,vendor,category,tax_class,options,sku,weight_grams,variant_values,price:gb,compare_at:gb\n\
        good,B,house,things,standard,,GOOD-1,100,,5.00,\n\
        Bad Slug,B,house,things,standard,,S-1,100,,5.00,\n\
        a,,house,nowhere,standard,,S-2,100,,5.00,\n\
        b,B,house,things,none,,S-3,heavy,,5.00,\n\
        c,B,house,things,standard,size,S-4,100,,1.234,\n\
        d,B,house,things,standard,,S-5,100,,5.00,4.00\n\
        d,,,,,,S-5,100,,5.00,\n\
        e,B,house,things,standard,,BOOK,100,,5.00,\n\
        f,B,house,things,standard,,GOOD-1,100,,5.00,\n\
        g,B,house\n\
        good,B,house,things,standard,,GOOD-2,100,,5.00,\n";
    let done = tried(&shop, &reference, file, &Layout::Outpost).await;
    let told: Vec<String> = done.problems.iter().map(ToString::to_string).collect();
    let expected = [
        "line 3, slug: invalid",
        "line 4, brand: missing",
        "line 4, category: unknown",
        "line 5, tax_class: unknown",
        "line 5, weight_grams: invalid",
        "line 6, price:gb: invalid",
        "line 6, variant_values: options_differ",
        "line 7, compare_at:gb: not_above_price",
        "line 8, sku: duplicate",
        "line 8, variant_values: duplicate",
        "line 9, sku: taken",
        "line 10, sku: taken",
        "line 11, slug: cell_count",
        "line 12, slug: duplicate",
    ];
    assert_eq!(told, expected);
    assert_eq!(done.created, 1);
    assert_eq!(integer(&shop, "SELECT count(*) FROM product", vec![]).await, 3, "nothing is stored");
    let failed = String::from_utf8(done.failed).expect("text");
    assert!(
        failed.contains("brand: missing; category: unknown") && !failed.contains("GOOD-1,100,,5.00,,\n"),
        "{failed}"
    );
    let stored = taken_in(&shop, &reference, file, &Layout::Outpost).await;
    assert_eq!((stored.created, stored.problems.len()), (1, expected.len()), "what is right is taken in");
    let columns = tried(&shop, &reference, "slug,colour,price:gb,price:gb\nmug,x,1,2\n", &Layout::Outpost).await;
    let told: Vec<String> = columns.problems.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["line 1, colour: unknown", "line 1, price:gb: duplicate"]);
}

#[tokio::test]
async fn prices_and_texts_travel_as_files_of_their_own() {
    let (shop, reference) = shop().await;
    let prices = "slug,sku,price:gb,compare_at:gb\nmug,MUG-BLUE,10.50,12.00\nmug,NEW,1.00,\nbook,BOOK,,\n";
    let done = taken_in(&shop, &reference, prices, &Layout::Outpost).await;
    assert_eq!(done.problems.iter().map(ToString::to_string).collect::<Vec<_>>(), ["line 3, sku: unknown"]);
    let done = taken_in(&shop, &reference, &prices.replace("mug,NEW,1.00,\n", ""), &Layout::Outpost).await;
    assert_eq!((done.updated, done.unchanged), (1, 1), "the book was changed the first time");
    let mug = stored(&shop, "mug").await.draft;
    let gb = |place: usize| mug.variants[place].prices["gb"];
    assert_eq!((gb(0).amount, gb(1).amount, gb(1).compare_at), (1_299, 1_050, Some(1_200)));
    assert!(!stored(&shop, "book").await.draft.variants[0].prices.contains_key("gb"), "an empty cell ends a price");
    let texts = "slug,title:de\nmug,Becher\n";
    taken_in(&shop, &reference, texts, &Layout::Outpost).await;
    let texts = stored(&shop, "mug").await.draft.texts;
    assert_eq!((texts["de"].title.as_str(), texts["en"].title.as_str()), ("Becher", "Mug"));
}

#[tokio::test]
async fn a_file_that_was_broken_off_is_sent_again_and_ends_with_the_same_result() {
    let mut file = "slug,brand,vendor,category,tax_class,options,sku,weight_grams,variant_values,price:gb\n".to_owned();
    for number in 0..250 {
        file += &format!("p-{number},B,house,things,standard,,P-{number},100,,{number}.50\n").replace(",0.50", ",1.50");
    }
    let (whole, reference) = shop().await;
    taken_in(&whole, &reference, &file, &Layout::Outpost).await;
    let (broken, _) = shop().await;
    // A server that answers no more after the first batch.
    let (mut sent, first) = (0, id());
    let mut ids = || -> CommandId {
        sent += 1;
        if sent == 1 { id() } else { first }
    };
    let late = || Sender { sent_at: super::NOW + 9_999, ..sender() };
    let half = file.lines().take(121).map(|line| format!("{line}\n")).collect::<String>();
    import(&broken, (half.as_bytes(), &Layout::Outpost), &reference, &sender, Some(&mut ids), &mut |_, _| {})
        .await
        .expect("the first half");
    let refused =
        import(&broken, (file.as_bytes(), &Layout::Outpost), &reference, &late, Some(&mut id), &mut |_, _| {}).await;
    assert!(refused.is_err(), "{refused:?}");
    let done = taken_in(&broken, &reference, &file, &Layout::Outpost).await;
    assert_eq!((done.created, done.unchanged), (130, 120));
    assert_eq!(given_out(&broken, &reference).await, given_out(&whole, &reference).await);
}

#[tokio::test]
async fn a_file_of_another_shop_is_taken_in_as_drafts() {
    let (shop, reference) = shop().await;
    let file = "Handle,Title,Body (HTML),Vendor,Type,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Qty,\
        Variant Price,Variant Compare At Price,Image Src,Status\n\
        tee,Tee,<p>Soft &amp; warm</p>,Knitters,Shirts,Size,S,tee.s,150,4,19.90,19.90,https://example.com/1.jpg,active\n\
        tee,,,,,,,,,,,,https://example.com/2.jpg,\n\
        tee,,,,,,M,tee.m,0,-1,21.00,25.00,,\n\
        cap,Cap,,Knitters,Things,Title,Default Title,,90,,9.00,,,draft\n";
    let layout = Layout::Shopify(Shopify {
        locale: "en".to_owned(),
        market: "gb".to_owned(),
        vendor: "house".to_owned(),
        tax_class: "standard".to_owned(),
        category: "things".to_owned(),
        categories: vec!["things".to_owned()],
        location: Some("lon".to_owned()),
        weight_grams: 500,
    });
    let done = taken_in(&shop, &reference, file, &layout).await;
    assert_eq!((done.created, &done.problems, &done.held_back[..]), (2, &Vec::new(), &["tee".to_owned()][..]));
    let tee = stored(&shop, "tee").await.draft;
    assert_eq!((tee.state, tee.texts["en"].description.as_str()), (ProductState::Draft, "Soft & warm"));
    assert_eq!(tee.options, ["size"]);
    let [small, medium] = &tee.variants[..] else { panic!("{tee:?}") };
    assert_eq!((small.sku.as_str(), small.prices["gb"].amount, small.prices["gb"].compare_at), ("TEE-S", 1_990, None));
    assert_eq!((medium.weight_grams, medium.prices["gb"].compare_at), (500, Some(2_500)));
    assert_eq!(stored(&shop, "cap").await.draft.variants[0].sku, "CAP-1");
    let on_hand =
        "SELECT sum(on_hand) FROM stock_level CROSS JOIN variant ON variant.id = variant_id WHERE sku GLOB 'TEE-*'";
    assert_eq!(integer(&shop, on_hand, vec![]).await, 4);
    let name = "SELECT count(*) FROM attribute_text WHERE name = 'Size'";
    assert_eq!(integer(&shop, name, vec![]).await, 3, "in every language");
}
