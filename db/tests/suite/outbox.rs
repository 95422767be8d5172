//! The outbox: rows are taken, tried again, given up and sent once more.

use outpost_db::command::{CommandRefusal, Sender};
use outpost_db::native::Database;
use outpost_db::outbox::{
    AttemptResult, Claim, Outcome, ResendMail, ResendRefusal, claim, dead_letters, has_due, record, resend, sources,
};
use outpost_db::testing::{fill_outbox, set_clock};
use outpost_domain::ids::{CommandId, CustomerId};
use outpost_domain::principal::Principal;
use uuid::Uuid;

use super::fixture::{NOW, shop, visitor};

async fn with_mails(count: u32) -> Database {
    let shop = shop().await;
    fill_outbox(&shop, count, CustomerId::new(Uuid::from_u128(7))).await.expect("rows");
    shop
}

fn result(claim: Claim, outcome: Outcome, delay_seconds: i64) -> AttemptResult {
    let error = (outcome != Outcome::Sent).then(|| "no_answer".to_owned());
    AttemptResult { claim, outcome, delay_seconds, error }
}

fn again(outbox_id: i64, principal: Principal) -> ResendMail {
    let sender = Sender { principal, ..visitor(NOW) };
    ResendMail { id: CommandId::new(Uuid::now_v7()), sender, outbox_id }
}

#[tokio::test]
async fn a_row_that_is_taken_is_nobody_elses_until_its_lease_ends() {
    let shop = with_mails(3).await;
    let first = claim(&shop, 60, 2).await.expect("rows");
    let second = claim(&shop, 60, 9).await.expect("rows");
    assert_eq!((first.len(), second.len()), (2, 1));
    assert!(first.iter().chain(&second).all(|claim| claim.attempts == 1), "attempts count before they are made");
    assert_eq!(has_due(&shop).await, Ok(false));
    set_clock(&shop, NOW + 60).await.expect("a clock");
    assert_eq!(has_due(&shop).await, Ok(true));
    let later = claim(&shop, 60, 9).await.expect("rows");
    assert_eq!(later.iter().map(|claim| claim.attempts).collect::<Vec<_>>(), [2, 2, 2]);
}

#[tokio::test]
async fn a_mail_that_was_sent_stays_sent_and_a_late_failure_changes_nothing() {
    let shop = with_mails(2).await;
    let slow = claim(&shop, 60, 2).await.expect("rows");
    set_clock(&shop, NOW + 60).await.expect("a clock");
    let quick = claim(&shop, 60, 2).await.expect("rows");
    // The first dispatcher was slow: one of its mails was sent, the other was not.
    record(&shop, &[result(slow[0], Outcome::Sent, 0), result(slow[1], Outcome::Dead, 0)]).await.expect("recorded");
    assert_eq!(dead_letters(&shop).await.expect("a list"), [], "another dispatcher has that row now");
    record(&shop, &[result(quick[0], Outcome::Later, 30), result(quick[1], Outcome::Later, 30)])
        .await
        .expect("recorded");
    set_clock(&shop, NOW + 90).await.expect("a clock");
    let rest = claim(&shop, 60, 2).await.expect("rows");
    assert_eq!(rest, [Claim { id: slow[1].id, attempts: 3, resends: 0 }]);
}

#[tokio::test]
async fn a_dead_letter_waits_for_staff_who_send_it_once_more() {
    let shop = with_mails(1).await;
    let taken = claim(&shop, 60, 1).await.expect("rows")[0];
    record(&shop, &[result(taken, Outcome::Dead, 0)]).await.expect("recorded");
    set_clock(&shop, NOW + 200).await.expect("a clock");
    assert_eq!(has_due(&shop).await, Ok(false));
    let dead = dead_letters(&shop).await.expect("a list");
    assert_eq!((dead.len(), dead[0].error.as_deref()), (1, Some("no_answer")));

    let refused = resend(&shop, &again(taken.id, Principal::Visitor)).await;
    assert_eq!(refused, Err(ResendRefusal::Command(CommandRefusal::Forbidden)));
    let nothing = resend(&shop, &again(99, Principal::System("outpost-ctl"))).await;
    assert_eq!(nothing, Err(ResendRefusal::NotFound));
    resend(&shop, &again(taken.id, Principal::System("outpost-ctl"))).await.expect("sent once more");
    let taken = claim(&shop, 60, 1).await.expect("rows")[0];
    assert_eq!((taken.attempts, taken.resends), (1, 0), "it was never sent: it is the same mail");
    record(&shop, &[result(taken, Outcome::Sent, 0)]).await.expect("recorded");
    resend(&shop, &again(taken.id, Principal::System("outpost-ctl"))).await.expect("sent once more");
    assert_eq!(sources(&shop, &[taken.id]).await.expect("a row")[0].resends, 1, "it was sent: it is another mail");
}
