//! Every mail is handed over at least once, and none is lost.

use std::sync::Arc;

use outpost_db::testing::fill_outbox;
use outpost_dispatch::drain;

use crate::sink::Sink;
use crate::support::Shop;

const MAILS: u32 = 10_000;
/// The most mails that a dispatcher has in its hands when it dies.
const BATCH: usize = 25;

/// A dispatcher that dies after so many steps; whether it did.
async fn dies_after(steps: usize, shop: &Shop, sink: &Sink) -> bool {
    let death = async {
        for _ in 0..steps {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        biased;
        drained = drain(&shop.state, sink) => { drained.unwrap(); false }
        () = death => true,
    }
}

#[tokio::test]
async fn ten_thousand_mails_arrive_whatever_the_sink_and_two_dispatchers_go_through() {
    let sink = Arc::new(Sink::new(true));
    let shop = Shop::with(sink.clone()).await;
    let customer = shop.register("ann@example.com", "Ann").await;
    fill_outbox(&shop.database, MAILS - 1, customer).await.unwrap();
    let (mut deaths, mut rounds) = (0, 0);
    while shop.number("SELECT count(*) FROM outbox WHERE sent_at IS NULL").await > 0 {
        // They die early at first, and live longer and longer.
        let (one, other) =
            tokio::join!(dies_after(40 + rounds * 300, &shop, &sink), dies_after(90 + rounds * 500, &shop, &sink));
        deaths += usize::from(one) + usize::from(other);
        rounds += 1;
        assert!(rounds < 200, "the outbox is never empty");
        shop.pass_seconds(130).await;
    }
    assert_eq!(shop.number("SELECT count(*) FROM outbox WHERE gave_up_at IS NOT NULL").await, 0, "none is lost");
    let taken = sink.taken.lock().unwrap();
    assert_eq!(taken.len(), MAILS as usize, "each has an id of its own, the same each time");
    let (lost, times) = (*sink.lost.lock().unwrap(), taken.values().map(|(_, times)| times).sum::<usize>());
    let twice = times - taken.len();
    assert!(deaths >= 3 && lost > 50, "{deaths} deaths, {lost} lost answers");
    assert!(twice <= lost + deaths * BATCH, "{twice} came again: {lost} answers were lost, {deaths} dispatchers died");
}

#[tokio::test]
async fn a_mail_is_handed_over_once_where_nothing_fails() {
    let sink = Arc::new(Sink::new(false));
    let shop = Shop::with(sink.clone()).await;
    shop.register("ann@example.com", "Ann").await;
    assert_eq!(shop.send_mail().await, 204);
    assert_eq!(sink.mails().len(), 1);
    assert_eq!(shop.send_mail().await, 204, "nothing is left to do");
    assert_eq!(sink.mails().len(), 1);
}

#[tokio::test]
async fn a_mail_to_no_address_becomes_a_dead_letter_and_reaches_nobody() {
    let sink = Arc::new(Sink::new(false));
    let shop = Shop::with(sink.clone()).await;
    shop.register("ann@example.com", "Ann").await;
    // A row that no form of the shop could have written.
    shop.database
        .batch("UPDATE customer SET email = 'ann@example.com' || char(13, 10) || 'Bcc: bob@example.com'")
        .await
        .unwrap();
    assert_eq!(shop.send_mail().await, 503);
    assert_eq!(sink.mails(), []);
    assert_eq!(
        shop.number("SELECT count(*) FROM outbox WHERE gave_up_at IS NOT NULL AND error = 'bad_address'").await,
        1
    );
}

#[tokio::test]
async fn whoever_was_forgotten_gets_no_mail() {
    let sink = Arc::new(Sink::new(false));
    let shop = Shop::with(sink.clone()).await;
    shop.register("ann@example.com", "Ann").await;
    let forget = "UPDATE customer SET email = NULL, email_digest = NULL, name = '', anonymised_at = 1";
    shop.database.batch(forget).await.unwrap();
    assert_eq!(shop.send_mail().await, 204);
    assert_eq!(sink.mails(), []);
    assert_eq!(shop.number("SELECT count(*) FROM outbox WHERE sent_at IS NULL").await, 0);
}
