//! What domain computes is what an order stores: lines, adjustments and total, to the minor unit.

use outpost_db::order::{PlaceOrder, by_number, place};
use outpost_domain::market::Market;
use outpost_domain::money::{Currency, Money};
use outpost_domain::order::{AgreedGroup, AgreedLine, Agreement, GroupTax, OrderNumber};
use outpost_domain::pricing::Priced;
use outpost_domain::samples::{DE, EUR, GB, GBP, JP, JPY, KWD};
use proptest::prelude::*;

use super::fixture::{NOW, agreement, group, integer, line, order, shop, standard_rate};

/// An order of an agreement, with the total that its review showed.
fn placing(market: Market, agreement: Agreement) -> (PlaceOrder, Priced) {
    let priced = agreement.priced().expect("small amounts");
    let order = PlaceOrder { agreement, total: priced.total, ..order(market, &[], 0) };
    (order, priced)
}

#[tokio::test]
async fn two_parcels_of_one_order_are_paid_and_stored_each_by_itself() {
    let shop = shop().await;
    shop.batch("UPDATE stock_level SET backorder_limit = 20 WHERE variant_id = 3").await.expect("books to come");
    let now = vec![line(DE, "BOOK", 40, 999), line(DE, "MUG-BLUE", 1, 1_499)];
    let later = vec![AgreedLine { group: 2, ..line(DE, "BOOK", 2, 999) }];
    let mut groups = vec![group(DE, &now), group(DE, &later)];
    groups[1].restocked_at = Some(NOW + 86_400);
    let agreed = Agreement { lines: now.into_iter().chain(later).collect(), groups, ..agreement(DE, &[]) };
    let (order, priced) = placing(DE, agreed);
    place(&shop, &order).await.expect("an order of two parcels");
    let stored = by_number(&shop, &OrderNumber::of(order.id)).await.expect("a read").expect("the order");
    assert_eq!(stored.adjustments, priced.adjustments);
    let groups: Vec<_> = stored.lines.iter().map(|line| (line.sku.as_str(), line.group)).collect();
    assert_eq!(groups, [("BOOK", 1), ("MUG-BLUE", 1), ("BOOK", 2)]);
    let restocked: Vec<_> = stored.groups.iter().map(|group| group.restocked_at).collect();
    assert_eq!(restocked, [None, Some(NOW + 86_400)]);
    let books = "SELECT sum(quantity) FROM stock_allocation WHERE variant_id = 3";
    assert_eq!(integer(&shop, books, vec![]).await, 42);
}

#[tokio::test]
async fn the_stock_of_a_variant_counts_once_for_all_its_parcels() {
    let shop = shop().await;
    let lines = vec![line(GB, "MUG-BLUE", 2, 1_299), line(GB, "MUG-BLUE", 2, 1_299)];
    let mut agreed = Agreement { lines, ..agreement(GB, &[("MUG-BLUE", 2, 1_299)]) };
    agreed.lines[1].group = 2;
    agreed.groups.push(agreed.groups[0].clone());
    let (order, _) = placing(GB, agreed);
    assert!(place(&shop, &order).await.is_err(), "there are three");
}

#[tokio::test]
async fn a_person_can_be_erased_from_an_order_and_the_sums_stay() {
    let shop = shop().await;
    let order = PlaceOrder {
        phone: Some("0113 496 0000".to_owned()),
        visitor: Some("visitor".to_owned()),
        ..order(GB, &[("BOOK", 1, 899)], 1_294)
    };
    place(&shop, &order).await.expect("an order");
    let half = "UPDATE orders SET email = '', anonymised_at = 1";
    assert!(shop.batch(half).await.is_err(), "a phone number is left");
    assert!(shop.batch("UPDATE orders SET email = '', email_digest = NULL").await.is_err(), "nobody said when");
    shop.batch(
        "UPDATE orders SET email = '', email_digest = NULL, phone = NULL, customer_id = NULL, visitor_digest = NULL,
            anonymised_at = 1;
        UPDATE order_address SET name = '', line1 = '', line2 = '', city = '', region = '', postal_code = ''",
    )
    .await
    .expect("nothing forbids it");
    let stored = by_number(&shop, &OrderNumber::of(order.id)).await.expect("a read").expect("the order");
    assert_eq!((stored.email.as_str(), stored.total.minor()), ("", 1_294));
    assert!(shop.batch("UPDATE order_address SET city = 'York' WHERE kind = 'billing'").await.is_err());
}

/// An order of the fixture's three variants: what each costs, its pieces in two parcels, and what delivery costs.
#[derive(Clone, Debug)]
struct Case {
    market: Market,
    currency: Currency,
    tax_included: bool,
    follows_goods: bool,
    units: [i64; 3],
    pieces: [[u32; 3]; 2],
    rate: i64,
    free_from: Option<i64>,
}

const VARIANTS: [&str; 3] = ["MUG-RED", "MUG-BLUE", "BOOK"];

fn cases() -> impl Strategy<Value = Case> {
    let pieces = prop::array::uniform2(prop::array::uniform3(0u32..100));
    let switches = (prop::sample::select([GB, DE, JP].to_vec()), prop::sample::select([GBP, EUR, JPY, KWD].to_vec()));
    let amounts = (prop::array::uniform3(1i64..5_000_000), 0i64..90_000, prop::option::of(1i64..9_000_000));
    (switches, any::<[bool; 2]>(), pieces, amounts)
        .prop_filter("something is ordered", |(_, _, pieces, _)| pieces[0].iter().any(|pieces| *pieces > 0))
        .prop_map(|((market, currency), [tax_included, follows_goods], pieces, (units, rate, free_from))| Case {
            market,
            currency,
            tax_included,
            follows_goods,
            units,
            pieces,
            rate,
            free_from,
        })
}

impl Case {
    /// What makes the fixture's shop sell at these prices and rates.
    fn changes(&self) -> String {
        let method = 1 + [GB, DE, JP].iter().position(|market| *market == self.market).expect("a market");
        let country = order(self.market, &[], 0).shipping.country;
        let prices = (1..).zip(self.units).map(|(variant, unit)| {
            format!("UPDATE price SET amount_minor = {unit}, compare_at_minor = NULL WHERE variant_id = {variant};")
        });
        format!(
            "INSERT INTO currency VALUES ('KWD', 3); UPDATE stock_level SET on_hand = 9000;
            UPDATE market SET delivery_tax = '{}', currency_code = '{}', tax_inclusive = {}; DELETE FROM shipping_rate;
            INSERT INTO shipping_rate VALUES ({method}, '{country}', 40000000, {});
            UPDATE shipping_method SET free_from_minor = {};",
            if self.follows_goods { "follows_goods" } else { "standard" },
            self.currency,
            i64::from(self.tax_included),
            self.rate,
            self.free_from.map_or("NULL".to_owned(), |from| from.to_string()),
        ) + &prices.collect::<String>()
    }

    fn agreement(&self) -> Agreement {
        let mut agreed = Agreement {
            currency: self.currency,
            tax_included: self.tax_included,
            lines: Vec::new(),
            groups: Vec::new(),
        };
        for (number, pieces) in (1..).zip(self.pieces) {
            let wanted = VARIANTS.into_iter().zip(self.units).zip(pieces).filter(|(_, pieces)| *pieces > 0);
            let lines: Vec<_> = wanted
                .map(|((sku, unit), pieces)| AgreedLine { group: number, ..line(self.market, sku, pieces, unit) })
                .collect();
            if !lines.is_empty() {
                let rate = standard_rate(self.market);
                agreed.groups.push(AgreedGroup {
                    rate_minor: self.rate,
                    free_from_minor: self.free_from,
                    tax: (!self.follows_goods).then(|| GroupTax { class: "standard".to_owned(), rate }),
                    ..group(self.market, &lines)
                });
                agreed.lines.extend(lines);
            }
        }
        agreed
    }
}

async fn check(case: Case) -> Result<(), TestCaseError> {
    let shop = shop().await;
    shop.batch(&case.changes()).await.expect("prices and rates");
    let (order, priced) = placing(case.market, case.agreement());
    prop_assert_eq!(place(&shop, &order).await, Ok(()));
    let stored = by_number(&shop, &OrderNumber::of(order.id)).await.expect("a read").expect("the order");
    prop_assert_eq!(&stored.adjustments, &priced.adjustments);
    prop_assert_eq!((stored.goods, stored.total), (priced.goods, priced.total));
    let sum = "SELECT (SELECT sum(unit_minor * quantity) FROM order_line)
        + coalesce((SELECT sum(amount_minor) FROM adjustment WHERE NOT included), 0)";
    prop_assert_eq!(Money::new(integer(&shop, sum, vec![]).await, case.currency), priced.total);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn the_total_is_the_sum_of_what_is_stored_at_any_price_rate_and_quantity(case in cases()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(check(case))?;
    }
}
