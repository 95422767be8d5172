//! One browser in several regions: it reads its own writes, and never older data after newer data.

use outpost_db::version;

use crate::support::{Browser, Shop, number_in};

/// What the page of an unpaid order says.
const WAITS: &str = "Waiting for payment";

/// Places an order to be paid here and returns its address.
async fn ordered(browser: &mut Browser<'_>) -> String {
    let (sku, _) = browser.shop.sku("gb", 5).await;
    browser.add("en-gb", &sku, 1).await;
    let review = browser.review("en-gb", "card").await;
    browser.place("en-gb", &review).await.is(303).location().trim_end_matches("/pay").to_owned()
}

#[tokio::test]
async fn an_order_is_there_in_every_region_at_once_and_so_is_its_payment() {
    let home = Shop::open().await;
    let (osaka, berlin) = (home.region().await, home.region().await);
    let mut browser = home.browser();
    let order = ordered(&mut browser).await;
    for region in [&osaka, &berlin, &home] {
        let mut hopping = browser.moved_to(region);
        hopping.get(&order).await.is(200).says(WAITS);
        hopping.get(&format!("{order}/pay")).await.is(200).says("name=\"attempt\"");
    }
    let mut browser = browser.moved_to(&osaka);
    browser.pay(&order).await.leads_to(&order);
    for region in [&berlin, &osaka, &home] {
        browser = browser.moved_to(region);
        browser.get(&order).await.is(200).keeps_quiet_about(WAITS);
    }
}

#[tokio::test]
async fn a_replica_that_caught_up_answers_without_the_primary() {
    let home = Shop::open().await;
    let osaka = home.region().await;
    let mut browser = osaka.browser();
    let order = ordered(&mut browser).await;
    browser.get(&order).await.is(200);
    osaka.replicate().await;
    osaka.primary.take();
    browser.get(&order).await.is(200);
    browser.get(&format!("{order}/pay")).await.is(200);
    assert_eq!(osaka.primary.take(), 0);
    // The other region is behind still.
    let berlin = home.region().await;
    let payment = browser.start_payment(&order).await;
    assert!(osaka.sandbox.fail(&payment));
    browser.get(&format!("{order}/payments/{payment}")).await.leads_to(&format!("{order}/pay"));
    let mut hopping = browser.moved_to(&berlin);
    hopping.get(&order).await.is(200).says("Payment failed");
    assert_eq!(berlin.primary.take(), 1);
}

#[tokio::test]
async fn a_tracked_order_is_found_in_a_region_that_does_not_have_it_yet() {
    let home = Shop::open().await;
    let osaka = home.region().await;
    let order = ordered(&mut home.browser()).await;
    let mut stranger = osaka.browser();
    let form = [("number", number_in(&order)), ("email", "ann@example.com".to_owned())];
    let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
    stranger.post("/en-gb/track", &form).await.leads_to(&order);
    stranger.get(&order).await.is(200);
}

#[tokio::test]
async fn a_browser_never_sees_older_data_after_newer_data() {
    let home = Shop::open().await;
    let order = ordered(&mut home.browser()).await;
    let behind = home.region().await;
    let form = [("number", number_in(&order)), ("email", "ann@example.com".to_owned())];
    let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
    // Somebody pays; this session has written nothing, it only looks.
    let mut payer = home.browser();
    payer.post("/en-gb/track", &form).await.leads_to(&order);
    payer.pay(&order).await.leads_to(&order);
    let mut watcher = home.browser();
    watcher.post("/en-gb/track", &form).await.leads_to(&order);
    watcher.get(&order).await.is(200).keeps_quiet_about(WAITS);
    let mut hopping = watcher.moved_to(&behind);
    hopping.get(&order).await.is(200).keeps_quiet_about(WAITS);
    // Without the cookie the region shows what it has: nobody saw more there.
    hopping.cookies.remove("__Host-consistency");
    hopping.get(&order).await.is(200).says(WAITS);
    hopping.get(&order).await.is(200);
    behind.primary.inner().cut(true);
    let mut hopping = watcher.moved_to(&behind);
    let page = hopping.get(&order).await.is(503).says("Your order is safe");
    assert!(!page.header("retry-after").is_empty());
    behind.replicate().await;
    hopping.get(&order).await.is(200).keeps_quiet_about(WAITS);
}

#[tokio::test]
async fn a_consistency_token_that_a_restore_made_void_does_not_last() {
    let home = Shop::open().await;
    let mut browser = home.browser();
    let order = ordered(&mut browser).await;
    browser.get(&order).await.is(200);
    let restored = home.region().await;
    home.database
        .batch(
            "INSERT INTO audit (happened_at, principal, command, command_id, subject, request_id, detail) \
             VALUES (0, 's', 'c', 'c', 's', 'r', '{}')",
        )
        .await
        .unwrap();
    browser.get(&order).await.is(200);
    // The newest entry is lost: the primary is the restored copy now.
    restored.primary.inner().lead_to(&restored.copy());
    let mut browser = browser.moved_to(&restored);
    browser.get(&order).await.is(200);
    assert_eq!(restored.primary.take(), 1);
    browser.get(&order).await.is(200);
    assert_eq!(restored.primary.take(), 0, "what the primary says counts from then on");
}

#[tokio::test]
async fn a_copy_from_before_a_restore_answers_nobody_who_saw_the_restored_shop() {
    let home = Shop::open().await;
    let mut browser = home.browser();
    let order = ordered(&mut browser).await;
    let (before, restored) = (home.region().await, home.region().await);
    version::renew_epoch(&*restored.copy()).await.unwrap();
    for region in [&before, &restored] {
        region.primary.inner().lead_to(&restored.copy());
    }
    let mut browser = browser.moved_to(&restored);
    browser.get(&order).await.is(200);
    before.primary.take();
    let mut browser = browser.moved_to(&before);
    browser.get(&order).await.is(200);
    assert_eq!(before.primary.take(), 1, "the copy has as many entries, but of another log");
}
