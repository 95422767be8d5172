//! Properties of the pipeline, and the cases that shops get wrong.

use proptest::prelude::*;

use super::*;
use crate::money::BasisPoints;
use crate::samples::{EUR, GBP, JPY, KWD};

fn eur(minor: i64) -> Money {
    Money::new(minor, EUR)
}

fn tax(class: &str, rate: u32) -> TaxRate {
    TaxRate { class: class.to_owned(), rate: BasisPoints(rate) }
}

fn line(number: u32, unit: i64, quantity: u32, rate: TaxRate) -> Line {
    Line { number, group: 1, unit: eur(unit), quantity, tax: rate }
}

fn delivery(amount: i64, free_from: Option<i64>, tax: DeliveryTax) -> DeliveryPrice {
    DeliveryPrice { group: 1, method: "standard".to_owned(), amount: eur(amount), free_from: free_from.map(eur), tax }
}

fn request(lines: Vec<Line>, delivery: Option<DeliveryPrice>) -> Request {
    let deliveries = delivery.into_iter().collect();
    Request { currency: EUR, tax_included: true, lines, discounts: Vec::new(), deliveries }
}

#[test]
fn delivery_of_food_is_taxed_as_food() {
    let food = line(1, 1_070, 1, tax("reduced", 700));
    let priced = price(&request(vec![food], Some(delivery(490, None, DeliveryTax::FollowsGoods)))).unwrap();
    let rates = priced.taxes_by_rate().unwrap();
    assert_eq!(rates, [(tax("reduced", 700), eur(70 + 32))]);
    assert_eq!(priced.total, eur(1_560));
}

#[test]
fn delivery_of_mixed_goods_is_taxed_by_their_value() {
    let lines = vec![line(1, 3_000, 1, tax("standard", 1_900)), line(2, 1_000, 1, tax("reduced", 700))];
    let priced = price(&request(lines, Some(delivery(400, None, DeliveryTax::FollowsGoods)))).unwrap();
    let on_delivery: Vec<_> = priced
        .adjustments
        .iter()
        .filter(|row| row.kind == AdjustmentKind::Tax && row.target == Target::Group(1))
        .map(|row| (row.rate, row.amount))
        .collect();
    // 300 at 19 % and 100 at 7 %.
    assert_eq!(on_delivery, [(Some(BasisPoints(1_900)), eur(48)), (Some(BasisPoints(700)), eur(7))]);
}

#[test]
fn free_delivery_counts_goods_after_discounts() {
    let mut wanted = request(
        vec![line(1, 5_000, 1, tax("standard", 1_900))],
        Some(delivery(490, Some(5_000), DeliveryTax::FollowsGoods)),
    );
    assert_eq!(price(&wanted).unwrap().total, eur(5_000));
    wanted.discounts = vec![Discount::Percentage { cause: "SPRING".to_owned(), rate: BasisPoints(1_000) }];
    assert_eq!(price(&wanted).unwrap().total, eur(4_500 + 490));
}

#[test]
fn an_amount_off_is_never_more_than_the_goods() {
    let mut wanted = request(vec![line(1, 300, 1, tax("standard", 1_900)), line(2, 100, 2, tax("zero", 0))], None);
    wanted.discounts = vec![Discount::Amount { cause: "GIFT".to_owned(), amount: eur(9_999) }];
    let priced = price(&wanted).unwrap();
    assert_eq!((priced.total, priced.sum_of(AdjustmentKind::Discount)), (eur(0), Ok(eur(-500))));
}

#[test]
fn a_cart_without_a_method_has_no_delivery_row() {
    let priced = price(&request(vec![line(1, 100, 1, tax("standard", 2_000))], None)).unwrap();
    assert!(priced.adjustments.iter().all(|row| row.kind != AdjustmentKind::Delivery));
}

#[test]
fn each_group_pays_its_own_delivery_taxed_as_its_own_goods() {
    let mut lines = vec![line(1, 3_000, 1, tax("standard", 1_900)), line(2, 1_000, 1, tax("reduced", 700))];
    lines[1].group = 2;
    let mut wanted = request(lines, Some(delivery(490, None, DeliveryTax::FollowsGoods)));
    wanted.deliveries.push(DeliveryPrice { group: 2, ..delivery(107, None, DeliveryTax::FollowsGoods) });
    let priced = price(&wanted).unwrap();
    assert_eq!(priced.total, eur(4_000 + 490 + 107));
    let on_delivery: Vec<_> = priced
        .adjustments
        .iter()
        .filter(|row| row.kind == AdjustmentKind::Tax && matches!(row.target, Target::Group(_)))
        .map(|row| (row.target, row.rate, row.amount))
        .collect();
    let expected = [(1, 1_900, eur(78)), (2, 700, eur(7))];
    assert_eq!(on_delivery, expected.map(|(group, rate, tax)| (Target::Group(group), Some(BasisPoints(rate)), tax)));
    // Both count towards free delivery.
    wanted.deliveries.iter_mut().for_each(|delivery| delivery.free_from = Some(eur(4_000)));
    assert_eq!(price(&wanted).unwrap().total, eur(4_000));
}

fn rates() -> impl Strategy<Value = TaxRate> {
    prop::sample::select(vec![tax("standard", 2_000), tax("reduced", 700), tax("zero", 0), tax("odd", 1_234)])
}

fn requests() -> impl Strategy<Value = Request> {
    let lines = prop::collection::vec((1i64..10_000_000, 1u32..100, rates(), 1u32..=2), 1..30);
    let discounts = prop::collection::vec((any::<bool>(), 0u32..12_000), 0..4);
    let method = (0i64..100_000, prop::option::of(1i64..1_000_000_000), prop::option::of(rates()));
    let methods = prop::collection::vec(method, 0..=2);
    (prop::sample::select([GBP, EUR, JPY, KWD].to_vec()), any::<bool>(), lines, discounts, methods).prop_map(
        |(currency, tax_included, lines, discounts, methods)| {
            let money = |minor| Money::new(minor, currency);
            let line =
                |(number, (unit, quantity, tax, group))| Line { number, group, unit: money(unit), quantity, tax };
            let discount = |(percentage, size): (bool, u32)| match percentage {
                true => Discount::Percentage { cause: "P".to_owned(), rate: BasisPoints(size) },
                false => Discount::Amount { cause: "A".to_owned(), amount: money(size.into()) },
            };
            let delivery =
                |(group, (amount, free_from, rate)): (u32, (i64, Option<i64>, Option<TaxRate>))| DeliveryPrice {
                    group,
                    method: "standard".to_owned(),
                    amount: money(amount),
                    free_from: free_from.map(money),
                    tax: rate.map_or(DeliveryTax::FollowsGoods, DeliveryTax::Rate),
                };
            Request {
                currency,
                tax_included,
                lines: (1..).zip(lines).map(line).collect(),
                discounts: discounts.into_iter().map(discount).collect(),
                deliveries: (1..).zip(methods).map(delivery).collect(),
            }
        },
    )
}

proptest! {
    #[test]
    fn the_total_is_the_goods_and_what_is_not_contained_in_them(request in requests()) {
        let priced = price(&request).unwrap();
        let added: i64 = priced.adjustments.iter().filter(|row| !row.included).map(|row| row.amount.minor()).sum();
        let goods: i64 = request.lines.iter().map(|line| line.unit.minor() * i64::from(line.quantity)).sum();
        prop_assert_eq!(priced.total.minor(), goods + added);
        prop_assert_eq!(priced.goods.minor(), goods);
        prop_assert!(priced.total.minor() >= 0);
    }

    #[test]
    fn contained_tax_never_changes_the_total(request in requests()) {
        let included = price(&Request { tax_included: true, ..request.clone() }).unwrap();
        let delivery = included.sum_of(AdjustmentKind::Delivery).unwrap().minor();
        let discount = included.sum_of(AdjustmentKind::Discount).unwrap().minor();
        prop_assert_eq!(included.total.minor(), included.goods.minor() + delivery + discount);
        let tax = included.sum_of(AdjustmentKind::Tax).unwrap().minor();
        prop_assert!((0..=included.total.minor()).contains(&tax));
    }

    #[test]
    fn every_row_has_a_target_that_exists(request in requests()) {
        let [lines, groups] = [request.lines.len(), request.deliveries.len()].map(|count| u32::try_from(count).unwrap());
        for row in price(&request).unwrap().adjustments {
            let exists = match row.target {
                Target::Line(number) => (1..=lines).contains(&number),
                Target::Group(number) => (1..=groups).contains(&number),
            };
            prop_assert!(exists, "{row:?}");
            prop_assert_eq!(row.rate.is_some(), row.kind == AdjustmentKind::Tax);
        }
    }

    #[test]
    fn huge_amounts_are_refused_and_never_wrap(minor in i64::MAX / 2..i64::MAX, quantity in 3u32..100) {
        let line = Line { number: 1, group: 1, unit: eur(minor), quantity, tax: tax("standard", 1_000) };
        prop_assert_eq!(price(&request(vec![line], None)), Err(MoneyError::Overflow));
    }
}
