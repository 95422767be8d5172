//! An order whose review is no longer true is refused with everything that changed, and never charged.

use outpost_db::native::Database;
use outpost_db::order::{Change, PlaceOrder, PlaceOrderError, place};
use outpost_domain::ids::Sku;
use outpost_domain::money::{BasisPoints, Money};
use outpost_domain::samples::{DE, GB};

use super::fixture::{integer, order, shop};

fn sku(text: &str) -> Sku {
    text.parse().expect("a SKU")
}

fn gbp(minor: i64) -> Money {
    Money::new(minor, GB.currency())
}

/// Ends the test unless the order is refused for these changes and nothing is left of it.
async fn refuses(shop: &Database, order: &PlaceOrder, expected: &[Change]) {
    let refused = place(shop, order).await;
    let Err(PlaceOrderError::Changed(changed)) = refused else { panic!("{refused:?}") };
    assert_eq!(changed.changes, expected);
    for table in ["orders", "order_line", "adjustment", "stock_allocation", "command_log", "audit", "outbox"] {
        assert_eq!(integer(shop, &format!("SELECT count(*) FROM {table}"), vec![]).await, 0, "{table}");
    }
}

#[tokio::test]
async fn each_value_that_changed_since_the_review_is_named() {
    let book = |change| match change {
        "price" => Change::Price { sku: sku("BOOK"), was: gbp(899), now: gbp(999) },
        "tax" => Change::TaxRate { sku: sku("BOOK"), was: BasisPoints(0), now: BasisPoints(500) },
        "weight" => Change::Weight { sku: sku("BOOK") },
        "gone" => Change::NotSold { sku: sku("BOOK") },
        _ => Change::OutOfStock { sku: sku("BOOK"), available: 1 },
    };
    let class = Change::TaxRate { sku: sku("BOOK"), was: BasisPoints(0), now: BasisPoints(0) };
    let rate = Change::DeliveryRate { group: 1, was: gbp(395), now: gbp(400) };
    let free = |now| Change::FreeDelivery { group: 1, now };
    let checks: &[(&str, &[Change])] = &[
        ("UPDATE price SET amount_minor = 999 WHERE variant_id = 3", &[book("price")]),
        (
            "UPDATE tax_rate SET rate_basis_points = 500 WHERE country_code = 'GB' AND tax_class = 'reduced'",
            &[book("tax")],
        ),
        ("UPDATE product SET tax_class = 'zero' WHERE id = 2", &[class]),
        ("DELETE FROM tax_rate WHERE country_code = 'GB' AND tax_class = 'reduced'", &[book("gone")]),
        ("DELETE FROM price WHERE variant_id = 3", &[book("gone")]),
        ("UPDATE product SET state = 'draft' WHERE id = 2", &[book("gone")]),
        ("UPDATE stock_level SET safety_stock = on_hand - 1 WHERE variant_id = 3", &[book("stock")]),
        ("UPDATE variant SET weight_grams = 401 WHERE id = 3", &[book("weight")]),
        ("UPDATE shipping_rate SET amount_minor = 400 WHERE amount_minor = 395", std::slice::from_ref(&rate)),
        ("UPDATE shipping_method SET free_from_minor = 6000 WHERE id = 1", &[free(Some(gbp(6_000)))]),
        ("UPDATE shipping_method SET free_from_minor = NULL WHERE id = 1", &[free(None)]),
        (
            "UPDATE tax_rate SET rate_basis_points = 1900 WHERE country_code = 'GB' AND tax_class = 'standard'",
            &[Change::DeliveryTax { group: 1 }],
        ),
        ("UPDATE market SET delivery_tax = 'follows_goods'", &[Change::DeliveryTax { group: 1 }]),
        ("DELETE FROM market_country WHERE country_code = 'GB'", &[Change::NotDelivered { group: 1 }]),
        ("DELETE FROM shipping_rate WHERE method_id = 1", &[Change::NotDelivered { group: 1 }]),
        ("UPDATE market_payment_method SET enabled = 0", &[Change::PaymentNotOffered]),
        ("UPDATE market SET tax_inclusive = 0", &[Change::PaymentNotOffered]),
        ("UPDATE market SET currency_code = 'EUR'", &[Change::PaymentNotOffered]),
        (
            "UPDATE price SET amount_minor = 999 WHERE variant_id = 3;
            UPDATE stock_level SET safety_stock = on_hand - 1 WHERE variant_id = 3;
            UPDATE shipping_rate SET amount_minor = 400 WHERE amount_minor = 395",
            &[book("stock"), book("price"), rate.clone()],
        ),
    ];
    for (change, expected) in checks {
        let shop = shop().await;
        shop.batch(change).await.expect(change);
        refuses(&shop, &order(GB, &[("BOOK", 2, 899)], 2 * 899 + 395), expected).await;
    }
}

#[tokio::test]
async fn every_line_that_changed_is_named() {
    let lines = [("MUG-BLUE", 4, 1_499), ("BOOK", 1, 1), ("LAMP", 1, 4_500), ("NO-SUCH", 1, 1), ("MUG-RED", 1, 1_499)];
    let expected = [
        Change::OutOfStock { sku: sku("MUG-BLUE"), available: 3 },
        Change::Price { sku: sku("BOOK"), was: Money::new(1, DE.currency()), now: Money::new(999, DE.currency()) },
        Change::NotSold { sku: sku("LAMP") },
        Change::NotSold { sku: sku("NO-SUCH") },
    ];
    refuses(&shop().await, &order(DE, &lines, 1), &expected).await;
}

#[tokio::test]
async fn a_way_to_pay_that_the_market_does_not_offer_is_refused() {
    for code in ["on_delivery", "gold"] {
        let order = PlaceOrder { payment_method_code: code.to_owned(), ..order(GB, &[("BOOK", 1, 899)], 1_294) };
        refuses(&shop().await, &order, &[Change::PaymentNotOffered]).await;
    }
}

#[tokio::test]
async fn a_total_that_the_shopper_did_not_see_is_refused() {
    let shop = shop().await;
    for total in [899, 1_293, 1_295] {
        let refused = place(&shop, &order(GB, &[("BOOK", 1, 899)], total)).await;
        assert_eq!(refused, Err(PlaceOrderError::SumsDiffer), "{total}");
    }
    assert_eq!(integer(&shop, "SELECT count(*) FROM orders", vec![]).await, 0);
}

#[tokio::test]
async fn a_review_from_before_a_change_is_true_again_once_it_is_undone() {
    let shop = shop().await;
    let order = order(GB, &[("BOOK", 1, 899)], 1_294);
    shop.batch("UPDATE price SET amount_minor = 999 WHERE variant_id = 3").await.expect("a change");
    let now = Change::Price { sku: sku("BOOK"), was: gbp(899), now: gbp(999) };
    refuses(&shop, &order, &[now]).await;
    shop.batch("UPDATE price SET amount_minor = 899 WHERE variant_id = 3").await.expect("a change");
    place(&shop, &order).await.expect("a refusal leaves nothing behind");
}
