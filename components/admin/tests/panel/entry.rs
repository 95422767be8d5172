//! From an invitation to the first login, out again, and back in.

use outpost_db::command::{Sender, SessionHash};
use outpost_db::staff::{InviteStaff, invite_staff};
use outpost_domain::ids::{CommandId, StaffId};
use outpost_domain::principal::Principal;
use outpost_domain::totp::{STEP_SECONDS, TotpSecret};
use uuid::Uuid;

use super::support::{Browser, NOW, Panel};

const LINK: &str = "/admin/invitation/a-random-text";

async fn invited(panel: &Panel) {
    let command = InviteStaff {
        id: CommandId::new(Uuid::from_u128(1)),
        sender: Sender { principal: Principal::System("outpost-ctl"), ..Sender::visitor("test", NOW) },
        staff_id: StaffId::new(Uuid::from_u128(2)),
        email: "owner@example.com".to_owned(),
        role: "owner".to_owned(),
        token_hash: SessionHash::of(b"a-random-text").as_str().to_owned(),
        ttl_seconds: 600,
    };
    invite_staff(&*panel.database, &command).await.unwrap();
}

/// What somebody has in hand after the invitation: the login key and the app's secret.
async fn set_up(browser: &mut Browser<'_>) -> (String, TotpSecret) {
    let page = browser.get(LINK).await;
    let key = page.after("<code>");
    let uri = page.after("secret=");
    let secret: TotpSecret = uri.split('&').next().unwrap().parse().unwrap();
    let draft = page.after("name=\"draft\" value=\"");
    page.is(200);
    let code = secret.code(NOW / STEP_SECONDS);
    let wrong = browser.post(LINK, &[("draft", &draft), ("name", "Ada"), ("code", "000000")]).await.is(422);
    assert!(wrong.contains("That code is wrong") && wrong.contains(&key), "the key is still there");
    let answer = browser.post(LINK, &[("draft", &draft), ("name", "Ada"), ("code", &code)]).await;
    assert_eq!((answer.status.as_u16(), answer.location.as_str()), (303, "/admin"));
    (key, secret)
}

#[tokio::test]
async fn an_invitation_leads_to_a_login_that_works_again_later() {
    let panel = Panel::open().await;
    invited(&panel).await;
    let mut browser = Browser::new(&panel);
    let (key, secret) = set_up(&mut browser).await;
    assert!(browser.get("/admin").await.is(200).contains("Ada"));
    browser.get(LINK).await.is(404);
    browser.post("/admin/logout", &[]).await.is(303);
    browser.get("/admin").await.is(303);
    let later = NOW + 60;
    panel.set_clock(later).await;
    let code = secret.code(later / STEP_SECONDS);
    let login = |key: &str, code: &str| {
        [("email", "Owner@example.com".to_owned()), ("key", key.to_owned()), ("code", code.to_owned())]
    };
    let sent = login(&key.to_lowercase(), &code);
    let fields: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(browser.post("/admin/login", &fields).await.location, "/admin");
    browser.get("/admin/staff").await.is(200);
    let mut thief = Browser::new(&panel);
    thief.post("/admin/login", &fields).await.is(422);
}

#[tokio::test]
async fn a_wrong_login_says_the_same_whether_somebody_has_the_address() {
    let panel = Panel::open().await;
    invited(&panel).await;
    set_up(&mut Browser::new(&panel)).await;
    let mut browser = Browser::new(&panel);
    let mut answers = Vec::new();
    for email in ["owner@example.com", "nobody@example.com"] {
        let answer =
            browser.post("/admin/login", &[("email", email), ("key", "AAAA"), ("code", "123456")]).await.is(422);
        answers.push(answer.replace(email, ""));
    }
    assert_eq!(answers[0], answers[1]);
}
