//! Prices and publications wait for their time.

use outpost_db::cart;
use outpost_db::catalogue::{ProductChange, has_due, run_schedule};
use outpost_db::command::Sender;
use outpost_db::order::{PlaceOrderError, place};
use outpost_db::testing::set_clock;
use outpost_domain::catalogue::PlannedPrice;
use outpost_domain::market::{Locale, MarketLocale};
use outpost_domain::samples::{DE, GB};

use super::super::fixture::{NOW, integer, order};
use super::{id, project, save, shop, stored};

const EN_GB: MarketLocale = MarketLocale { locale: Locale::ENGLISH, market: GB };

#[tokio::test]
async fn what_is_withheld_in_a_market_is_not_sold_there_until_its_time() {
    let (shop, reference) = shop().await;
    project(&shop).await;
    let listed = "SELECT count(*) FROM listing WHERE product_id = 2";
    assert_eq!(integer(&shop, listed, vec![]).await, 3);
    let seen = stored(&shop, "book").await;
    let mut draft = seen.draft.clone();
    draft.withheld.insert("gb".to_owned(), Some(NOW + 60));
    save(&shop, &reference, ProductChange::of(&seen, draft)).await.expect("stored");
    let refused = place(&shop, &order(GB, &[("BOOK", 1, 899)], 1_294)).await;
    assert!(matches!(refused, Err(PlaceOrderError::Changed(_))), "{refused:?}");
    place(&shop, &order(DE, &[("BOOK", 1, 999)], 1_489)).await.expect("sold elsewhere");
    let line =
        cart::lines(&shop, EN_GB, &["BOOK".parse().expect("a SKU")], "GB").await.expect("a cart").lines.remove(0);
    assert!(line.unit.is_none(), "{line:?}");
    project(&shop).await;
    assert_eq!(integer(&shop, listed, vec![]).await, 2);
    assert_eq!(has_due(&shop).await, Ok(false));
    set_clock(&shop, NOW + 60).await.expect("a clock");
    assert_eq!(has_due(&shop).await, Ok(true));
    run_schedule(&shop, id(), &Sender::job("project-catalogue", "r", NOW + 60)).await.expect("its time");
    assert_eq!(has_due(&shop).await, Ok(false));
    let stale = save(&shop, &reference, ProductChange::of(&seen, seen.draft.clone())).await;
    assert!(stale.is_err(), "an editor sees what happened meanwhile");
    assert!(stored(&shop, "book").await.draft.withheld.is_empty());
}

#[tokio::test]
async fn a_planned_price_becomes_the_price_and_the_one_before_is_kept() {
    let (shop, reference) = shop().await;
    let seen = stored(&shop, "book").await;
    let mut draft = seen.draft.clone();
    let planned =
        |starts_at, amount| PlannedPrice { market: "gb".to_owned(), starts_at, amount, compare_at: Some(899) };
    draft.variants[0].planned = [planned(NOW + 10, 799), planned(NOW + 20, 699), planned(NOW + 99, 500)].into();
    save(&shop, &reference, ProductChange::of(&seen, draft)).await.expect("stored");
    set_clock(&shop, NOW + 30).await.expect("a clock");
    let command = id();
    for _ in 0..2 {
        run_schedule(&shop, command, &Sender::job("project-catalogue", "r", NOW + 30)).await.expect("its time");
    }
    let now = stored(&shop, "book").await;
    assert_eq!(now.draft.variants[0].prices["gb"].amount, 699, "the latest that is due");
    assert_eq!(now.draft.variants[0].planned.len(), 1);
    assert_eq!(now.version, seen.version + 2);
    assert_eq!(integer(&shop, "SELECT max(amount_minor) FROM price_history", vec![]).await, 899);
}
