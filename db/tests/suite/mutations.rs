//! Each guard of the commands that make an order is needed: without it, a promise is broken.

mod holds;

use outpost_db::definitions::DEFINITIONS;
use outpost_db::native::Database;
use outpost_db::order::{PlaceOrder, place};
use outpost_domain::money::Money;
use outpost_domain::order::AgreedLine;
use outpost_domain::samples::{DE, GB};

use super::fixture::{NOW, integer, order, shop};

/// A command, a guard in its text, and what stands there instead.
type Mutation = (&'static str, &'static str, &'static str);

const MUTATIONS: &[Mutation] = &[
    ("check_agreement", "state IS NOT 'published' OR ", ""),
    ("check_agreement", "price IS NOT unit_minor", "FALSE"),
    ("check_agreement", "class_now IS NOT tax_class", "FALSE"),
    ("check_agreement", "rate_now IS NOT tax_rate", "FALSE"),
    ("check_agreement", "weight_now IS NOT weight_grams", "FALSE"),
    ("check_agreement", "available < pieces", "FALSE"),
    ("check_agreement", "payable_later < pieces", "FALSE"),
    ("check_agreement", "sum(value ->> 'quantity') OVER (PARTITION BY value ->> 'sku')", "(value ->> 'quantity')"),
    ("check_agreement", "max(1, sum(level.on_hand) / 10)", "sum(level.on_hand) / 10"),
    ("check_agreement", "AND orders.hold_ends_at IS NOT NULL", ""),
    ("check_agreement", "rate IS NOT (value ->> 'rate_minor')", "FALSE"),
    ("check_agreement", "free_from IS NOT (value ->> 'free_from_minor')", "FALSE"),
    ("check_agreement", "class IS NOT (value ->> '$.tax.class')", "FALSE"),
    ("check_agreement", "tax IS NOT (value ->> '$.tax.rate')", "FALSE"),
    ("check_agreement", "shipping_rate.up_to_grams >= (sent.value ->> 'grams')", "TRUE"),
    ("check_agreement", "ORDER BY shipping_rate.up_to_grams", "ORDER BY shipping_rate.up_to_grams DESC"),
    ("check_agreement", "AND method.enabled", ""),
    ("check_agreement", "market.currency_code = NEW.currency_code", "TRUE"),
    ("check_agreement", "market.tax_inclusive = NEW.tax_included", "TRUE"),
    ("place_order", "email_digest = NEW.email_digest", "FALSE"),
    ("place_order", "visitor_digest = NEW.visitor_digest", "FALSE"),
    ("place_order", "bought.goods + adjusted.added <> NEW.total_minor", "FALSE"),
    ("place_order", "(sent.value ->> 'grams') IS NOT (", "'' = ("),
    ("place_order", "FILTER (WHERE NOT included)", ""),
    ("place_order", "min(NEW.hold_seconds, 86400)", "NEW.hold_seconds"),
    ("place_order", "INSERT INTO allocate_stock (order_id) VALUES (NEW.id);", ""),
    ("allocate_stock", "ORDER BY market_location.priority, ", "ORDER BY "),
    ("allocate_stock", "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING", "ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING"),
];

/// A change of the shop and of an order of two books, and whether the order may be placed.
type Promise = (&'static str, &'static str, fn(&mut PlaceOrder), bool);

const PROMISES: &[Promise] = &[
    ("a true order is placed", "", |_| {}, true),
    ("a heavy order is placed", "", |order| lines(order, &[("BOOK", 6, 899)], 0), true),
    ("a price", "UPDATE price SET amount_minor = 999 WHERE variant_id = 3", |_| {}, false),
    ("a product that is sold no more", "UPDATE product SET state = 'draft' WHERE id = 2", |_| {}, false),
    ("a tax class", "UPDATE product SET tax_class = 'zero' WHERE id = 2", |_| {}, false),
    ("a tax rate", "UPDATE tax_rate SET rate_basis_points = 1 WHERE tax_class = 'reduced'", |_| {}, false),
    ("no tax rate", "DELETE FROM tax_rate WHERE tax_class = 'reduced'", |_| {}, false),
    ("a weight", "UPDATE variant SET weight_grams = 401 WHERE id = 3", |_| {}, false),
    ("stock", "UPDATE stock_level SET safety_stock = on_hand - 1 WHERE variant_id = 3", |_| {}, false),
    (
        "a tenth for transfers",
        "",
        |order| {
            lines(order, &[("BOOK", 10, 899)], 0);
            transfer(order)
        },
        false,
    ),
    (
        "one piece for transfers",
        "",
        |order| {
            lines(order, &[("MUG-BLUE", 1, 1_299)], 395);
            transfer(order)
        },
        true,
    ),
    ("a delivery rate", "UPDATE shipping_rate SET amount_minor = amount_minor + 1", |_| {}, false),
    ("free delivery", "UPDATE shipping_method SET free_from_minor = free_from_minor + 1", |_| {}, false),
    (
        "how delivery is taxed",
        "UPDATE market SET delivery_tax = 'zero'; UPDATE tax_rate SET rate_basis_points = 2000 WHERE tax_class = 'zero'",
        |_| {},
        false,
    ),
    ("the tax on delivery", "UPDATE tax_rate SET rate_basis_points = 1 WHERE tax_class = 'standard'", |_| {}, false),
    ("a way to pay", "UPDATE market_payment_method SET enabled = 0", |_| {}, false),
    ("a currency", "UPDATE market SET currency_code = 'EUR'", |_| {}, false),
    ("prices without tax", "UPDATE market SET tax_inclusive = 0", |_| {}, false),
    ("another total", "", |order| order.total = Money::new(order.total.minor() - 1, order.total.currency()), false),
    ("a parcel that is lighter than its lines", "", |order| order.agreement.groups[0].grams = 1, false),
    ("a variant in two parcels", "", two_parcels, false),
];

fn lines(order: &mut PlaceOrder, lines: &[(&str, u32, i64)], delivery: i64) {
    order.agreement = super::fixture::agreement(GB, lines);
    let goods: i64 = lines.iter().map(|&(_, quantity, unit)| i64::from(quantity) * unit).sum();
    order.total = Money::new(goods + delivery, GB.currency());
}

fn transfer(order: &mut PlaceOrder) {
    order.payment_method_code = "transfer".to_owned();
}

/// Two and two of three pieces.
fn two_parcels(order: &mut PlaceOrder) {
    lines(order, &[("MUG-BLUE", 2, 1_299)], 0);
    let line = order.agreement.lines[0].clone();
    order.agreement.lines.push(AgreedLine { group: 2, ..line });
    order.agreement.groups.push(order.agreement.groups[0].clone());
    order.total = order.agreement.priced().expect("small amounts").total;
}

fn books() -> PlaceOrder {
    order(GB, &[("BOOK", 2, 899)], 2 * 899 + 395)
}

/// The fixture's shop with a changed command.
async fn mutated(mutation: Option<&Mutation>) -> Database {
    let shop = shop().await;
    if let Some((command, guard, instead)) = mutation {
        let name = format!("commands/{command}");
        let text = DEFINITIONS.iter().find(|file| file.name == name).expect("a command").sql;
        assert_eq!(text.matches(guard).count(), 1, "{command}: {guard}");
        let text = text.replace(guard, instead);
        shop.batch(&format!("DROP VIEW {command}; {text}")).await.expect("a command without its guard");
    }
    shop
}

/// The first promise that is broken.
async fn broken(mutation: Option<&Mutation>) -> Option<&'static str> {
    for (promise, change, wish, may_be_placed) in PROMISES {
        let shop = mutated(mutation).await;
        shop.batch(change).await.expect(promise);
        let mut order = books();
        wish(&mut order);
        if place(&shop, &order).await.is_ok() != *may_be_placed {
            return Some(promise);
        }
        let pieces: u32 = order.agreement.lines.iter().map(|line| line.quantity).sum();
        let held = integer(&shop, "SELECT coalesce(sum(quantity), 0) FROM stock_allocation", vec![]).await;
        if held != i64::from(if *may_be_placed { pieces } else { 0 }) {
            return Some("an order holds what it ordered");
        }
    }
    if !nearest_stock_first(mutation).await {
        return Some("stock is taken from the market's locations in their order");
    }
    if !paid_transfers_count_no_more(mutation).await {
        return Some("a paid transfer counts no more");
    }
    unpaid(mutation).await
}

async fn nearest_stock_first(mutation: Option<&Mutation>) -> bool {
    let shop = mutated(mutation).await;
    let red = order(DE, &[("MUG-RED", 5, 1_499)], 5 * 1_499);
    place(&shop, &red).await.is_ok()
        && integer(&shop, "SELECT coalesce(sum(quantity), 0) FROM stock_allocation WHERE location_id = 2", vec![]).await
            == 4
}

async fn paid_transfers_count_no_more(mutation: Option<&Mutation>) -> bool {
    let shop = mutated(mutation).await;
    let nine = || {
        let mut order = books();
        lines(&mut order, &[("BOOK", 9, 899)], 0);
        transfer(&mut order);
        order
    };
    let first = place(&shop, &nine()).await.is_ok();
    shop.batch("UPDATE orders SET paid_at = placed_at, hold_ends_at = NULL").await.expect("paid");
    first && place(&shop, &nine()).await.is_ok()
}

async fn unpaid(mutation: Option<&Mutation>) -> Option<&'static str> {
    let by_email = |order| PlaceOrder { email: "eve@example.com".to_owned(), ..order };
    let by_visitor = |order| PlaceOrder { visitor: Some("eve".to_owned()), ..order };
    let bounds: [fn(PlaceOrder) -> PlaceOrder; 2] = [by_email, by_visitor];
    for of_eve in bounds {
        let shop = mutated(mutation).await;
        let mut placed = 0;
        for _ in 0..6 {
            placed += usize::from(place(&shop, &of_eve(books())).await.is_ok());
        }
        if placed != 5 {
            return Some("five unpaid orders");
        }
    }
    let shop = mutated(mutation).await;
    let week = PlaceOrder { hold_seconds: Some(7 * 86_400), ..books() };
    place(&shop, &week).await.err().map(|_| "a true order is placed").or({
        let ends = integer(&shop, "SELECT coalesce(max(hold_ends_at), 0) FROM orders", vec![]).await;
        (ends != NOW + 86_400).then_some("a hold lasts a day at the most")
    })
}

#[tokio::test]
async fn no_promise_is_broken_with_every_guard_in_place() {
    assert_eq!(broken(None).await, None);
}

#[tokio::test]
async fn a_promise_is_broken_without_any_one_guard() {
    for mutation in MUTATIONS {
        let promise = broken(Some(mutation)).await;
        println!("{}: without `{}`: {}", mutation.0, mutation.1, promise.unwrap_or("nothing"));
        assert!(promise.is_some(), "nothing notices {mutation:?}");
    }
}
