//! Each component answers on the edge host, with the headers that guard and speed up its answers.

use anyhow::{Context, Result};
use outpost_system_tests::markup::tags;
use outpost_system_tests::{Page, Setup, Shop, in_every_mode, raw};

/// The first attribute of a tag that points below `start`.
fn reference(page: &Page, tag: &str, attribute: &str, start: &str) -> Option<String> {
    let html = page.text();
    let mut all =
        tags(&html).filter(|found| found.name == tag).filter_map(|found| found.get(attribute).map(str::to_owned));
    all.find(|value| value.starts_with(start))
}

async fn the_storefront_answers(shop: &Shop) -> Result<Page> {
    let home = raw::get(shop.address(), "/en-gb", &[("accept", "text/html")]).await?;
    assert_eq!(home.status.as_u16(), 200);
    assert!(home.is_html() && home.heading().is_some(), "the front page has a heading");
    assert_eq!(home.header("content-length"), home.body.len().to_string(), "pages are sent whole");
    let policy = home.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"), "{policy:?}");
    assert_eq!(home.header("x-content-type-options"), "nosniff");
    for name in ["referrer-policy", "permissions-policy", "cross-origin-opener-policy", "x-request-id", "server-timing"]
    {
        assert_ne!(home.header(name), "", "{name} is missing");
    }
    Ok(home)
}

async fn a_known_page_costs_no_body(shop: &Shop, home: &Page) -> Result<()> {
    let etag = home.header("etag");
    if !etag.is_empty() {
        let again = raw::get(shop.address(), "/en-gb", &[("accept", "text/html"), ("if-none-match", etag)]).await?;
        assert_eq!(again.status.as_u16(), 304, "the page has not changed");
    }
    Ok(())
}

async fn the_assets_answer(shop: &Shop, home: &Page) -> Result<()> {
    let style = reference(home, "link", "href", "/assets/").context("the front page names no style sheet")?;
    let whole = raw::get(shop.address(), &style, &[("accept-encoding", "gzip;q=0.5, br")]).await?;
    assert_eq!((whole.status.as_u16(), whole.header("content-encoding")), (200, "br"), "{style}");
    assert!(whole.header("cache-control").contains("immutable"), "{style} may be kept for ever");
    let etag = whole.header("etag");
    let again = raw::get(shop.address(), &style, &[("accept-encoding", "br"), ("if-none-match", etag)]).await?;
    assert_eq!(again.status.as_u16(), 304);
    let part = raw::get(shop.address(), &style, &[("range", "bytes=0-9")]).await?;
    assert_eq!((part.status.as_u16(), part.body.len()), (206, 10));
    assert_eq!(raw::get(shop.address(), "/assets/none.css", &[]).await?.status.as_u16(), 404);

    let picture = reference(home, "img", "src", "/media/").context("the front page shows no picture")?;
    let picture = raw::get(shop.address(), &picture, &[]).await?;
    assert_eq!((picture.status.as_u16(), picture.header("content-type")), (200, "image/svg+xml"));
    assert!(picture.body.len() < 3_000, "pictures stay under 3 kB");
    Ok(())
}

async fn what_is_not_there_is_a_page_in_the_visitors_language(shop: &Shop) -> Result<()> {
    for (path, language) in [("/en-gb/nowhere", "en"), ("/de-de/p/none", "de"), ("/ja-jp/c/none", "ja")] {
        let page = raw::get(shop.address(), path, &[("accept", "text/html")]).await?;
        assert_eq!(page.status.as_u16(), 404, "{path}");
        assert!(page.text().contains(&format!("<html lang=\"{language}")), "{path} is not in {language}");
        assert!(page.heading().is_some_and(|heading| !heading.is_empty()), "{path} has no heading");
        assert!(!page.links(&path[..6]).is_empty(), "{path} offers no way on");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_component_answers_on_the_edge_host() -> Result<()> {
    in_every_mode(&Setup { products: 60, ..Setup::default() }, components_answer).await
}

async fn components_answer(mut shop: Shop) -> Result<()> {
    let home = the_storefront_answers(&shop).await?;
    a_known_page_costs_no_body(&shop, &home).await?;
    the_assets_answer(&shop, &home).await?;
    what_is_not_there_is_a_page_in_the_visitors_language(&shop).await?;
    let health = raw::get(shop.address(), "/healthz", &[]).await?;
    assert_eq!(health.status.as_u16(), 200, "{}", health.text());
    let market = raw::get(shop.address(), "/", &[("accept-language", "ja,en;q=0.3")]).await?;
    assert_eq!(market.location(), Some("/ja-jp"));
    shop.stop().await
}
