//! The mailbox of development.

use outpost_http::testing::Browser;

use crate::sink::Sink;
use crate::support::Shop;

#[tokio::test]
async fn the_mailbox_shows_every_mail_as_text_as_html_and_as_its_source() {
    let shop = Shop::in_development().await;
    let order = shop.order().await;
    let mut browser = Browser::new(&shop.router);
    let list = browser.get("/dev/mail").await.is(200).says(&order.email).says("waits").text;
    let number = order.id.to_string();
    assert!(!list.contains(&number), "ids of rows are nobody's business");
    let mails: Vec<&str> = list.split("<article").skip(1).collect();
    assert_eq!(mails.len(), 2, "placed and paid");
    let path = mails[1].split("href=\"").find(|part| part.contains("/html\"")).unwrap().split('"').next().unwrap();
    let html = browser.get(path).await.is(200).says("2 × Mug").says("£29.93");
    assert_eq!(html.header("content-security-policy"), "default-src 'none'; style-src 'unsafe-inline'");
    browser.get(&path.replace("/html", "/text")).await.is(200).says("2 × Mug (Blue): £25.98");
    let source = browser.get(&path.replace("/html", "/source")).await.is(200).text;
    for part in ["multipart/alternative", "text/plain", "text/html", "Message-ID: <", "Auto-Submitted: auto-generated"]
    {
        assert!(source.contains(part), "{part}: {source}");
    }
    browser.get(&path.replace("/html", "/picture")).await.is(404);
}

#[tokio::test]
async fn a_name_adds_no_header_to_a_mail() {
    let shop = Shop::in_development().await;
    shop.register("ann@example.com", "Ann\r\nBcc: bob@example.com").await;
    let mut browser = Browser::new(&shop.router);
    let list = browser.get("/dev/mail").await.is(200).text;
    let id = list.split("/dev/mail/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let source = browser.get(&format!("/dev/mail/{id}/source")).await.is(200).text;
    assert!(!source.lines().any(|line| line.starts_with("Bcc")), "{source}");
}

#[tokio::test]
async fn the_mailbox_is_there_in_development_only_and_the_job_is_the_hosts_alone() {
    let shop = Shop::with(std::sync::Arc::new(Sink::new(false))).await;
    let mut browser = Browser::new(&shop.router);
    browser.get("/dev/mail").await.is(404);
    browser.get("/dev/mail/1/html").await.is(404);
    browser.post("/jobs/send-mail", &[]).await.is(403);
}
