//! Each component answers on the edge host, with its security and caching headers.

use anyhow::{Context, Result};
use outpost_system_tests::machine::Machine;
use outpost_system_tests::{Page, Setup, Shop, in_every_mode, raw_http};

/// The first attribute of a tag that points below `start`.
fn reference(page: &Page, tag: &str, attribute: &str, start: &str) -> Option<String> {
    page.attributes(tag, attribute).into_iter().find(|value| value.starts_with(start))
}

async fn the_storefront_answers(shop: &Shop) -> Result<Page> {
    let home = raw_http::get(shop.address(), "/en-gb", &[("accept", "text/html")]).await?;
    assert_eq!(home.status.as_u16(), 200);
    assert!(home.is_html() && home.heading().is_some(), "the front page has a heading");
    assert_eq!(home.header("content-length"), home.body.len().to_string(), "pages are not chunked");
    let policy = home.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"), "{policy:?}");
    assert_eq!(home.header("x-content-type-options"), "nosniff");
    assert_eq!(home.header("server-timing"), "", "only the operator is shown times");
    for name in ["referrer-policy", "permissions-policy", "cross-origin-opener-policy", "x-request-id"] {
        assert_ne!(home.header(name), "", "{name} is missing");
    }
    Ok(home)
}

async fn a_page_that_did_not_change_is_not_sent_again(shop: &Shop, home: &Page) -> Result<()> {
    let etag = home.header("etag");
    if !etag.is_empty() {
        let again =
            raw_http::get(shop.address(), "/en-gb", &[("accept", "text/html"), ("if-none-match", etag)]).await?;
        assert_eq!(again.status.as_u16(), 304, "the page has not changed");
    }
    Ok(())
}

async fn the_assets_answer(shop: &Shop, home: &Page) -> Result<()> {
    let style = reference(home, "link", "href", "/assets/").context("the front page names no style sheet")?;
    let whole = raw_http::get(shop.address(), &style, &[("accept-encoding", "gzip;q=0.5, br")]).await?;
    assert_eq!((whole.status.as_u16(), whole.header("content-encoding")), (200, "br"), "{style}");
    assert!(whole.header("cache-control").contains("immutable"), "{style} is not immutable");
    let etag = whole.header("etag");
    let again = raw_http::get(shop.address(), &style, &[("accept-encoding", "br"), ("if-none-match", etag)]).await?;
    assert_eq!(again.status.as_u16(), 304);
    let part = raw_http::get(shop.address(), &style, &[("range", "bytes=0-9")]).await?;
    assert_eq!((part.status.as_u16(), part.body.len()), (206, 10));
    assert_eq!(raw_http::get(shop.address(), "/assets/none.css", &[]).await?.status.as_u16(), 404);

    let picture = reference(home, "img", "src", "/media/").context("the front page shows no picture")?;
    let picture = raw_http::get(shop.address(), &picture, &[]).await?;
    assert_eq!((picture.status.as_u16(), picture.header("content-type")), (200, "image/svg+xml"));
    assert!(picture.body.len() < 3_000, "pictures stay under 3 kB");
    Ok(())
}

async fn a_missing_page_is_in_the_visitors_language(shop: &Shop) -> Result<()> {
    for (path, language) in [("/en-gb/nowhere", "en"), ("/de-de/p/none", "de"), ("/ja-jp/c/none", "ja")] {
        let page = raw_http::get(shop.address(), path, &[("accept", "text/html")]).await?;
        assert_eq!(page.status.as_u16(), 404, "{path}");
        assert!(page.text().contains(&format!("<html lang=\"{language}")), "{path} is not in {language}");
        assert!(page.heading().is_some_and(|heading| !heading.is_empty()), "{path} has no heading");
        assert!(!page.links(&path[..6]).is_empty(), "{path} links to no other page");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_component_answers_on_the_edge_host() -> Result<()> {
    let _machine = Machine::alone()?;
    in_every_mode(&Setup { products: 60, ..Setup::default() }, components_answer).await
}

async fn components_answer(mut shop: Shop) -> Result<()> {
    let home = the_storefront_answers(&shop).await?;
    a_page_that_did_not_change_is_not_sent_again(&shop, &home).await?;
    the_assets_answer(&shop, &home).await?;
    a_missing_page_is_in_the_visitors_language(&shop).await?;
    let health = raw_http::get(shop.address(), "/healthz", &[]).await?;
    assert_eq!(health.status.as_u16(), 200, "{}", health.text());
    let mails = raw_http::get(shop.address(), "/dev/mail", &[("accept", "text/html")]).await?;
    assert_eq!(mails.status.as_u16(), 404, "the mailbox exists in development only");
    let market = raw_http::get(shop.address(), "/", &[("accept-language", "ja,en;q=0.3")]).await?;
    assert_eq!(market.location(), Some("/ja-jp"));
    shop.stop().await
}
