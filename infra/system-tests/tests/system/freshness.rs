//! The live catalogue: what an editor changes on the primary is on every page of every region in seconds.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use outpost_regions::Copies;
use outpost_system_tests::drill::Fixture;
use outpost_system_tests::machine::Machine;
use outpost_system_tests::{Shopper, raw_http};
use serde_json::json;
use tokio::time::sleep;

const ROUND_TRIP: Duration = Duration::from_millis(150);
const SYNC: Duration = Duration::from_secs(1);
/// What a change may take beyond the lag of a copy.
const SLACK: Duration = Duration::from_secs(2);
/// A price that nothing else has, in the highest band; and how pages show it.
const MINOR: u32 = 987_654;
const SHOWN: &str = "£9,876.54";

/// Runs a statement on the sqld that writes, as an admin panel of the shop will.
async fn edit(primary: SocketAddr, sql: &str) -> Result<()> {
    let body = json!({ "requests": [{ "type": "execute", "stmt": { "sql": sql } }, { "type": "close" }] }).to_string();
    let head = format!(
        "POST /v2/pipeline HTTP/1.1\r\nhost: {primary}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n",
        body.len()
    );
    let answer = raw_http::send(primary, (head + &body).as_bytes()).await?;
    ensure!(answer.status.is_success() && !answer.text().contains("\"error\""), "{}", answer.text());
    Ok(())
}

/// The pages on which a product's price stands: its own, its category's in two orders and by filter, and a search.
async fn pages(shopper: &mut Shopper) -> Result<(String, Vec<String>)> {
    let home = shopper.get("/en-gb").await?;
    let product = home.links("/en-gb/p/").into_iter().next().context("the front page names no product")?;
    let page = shopper.get(&product).await?;
    let category = page.links("/en-gb/c/").into_iter().next_back().context("no category")?;
    let title = page.heading().context("no name")?.replace(' ', "+");
    let slug = product.rsplit('/').next().context("no slug")?.to_owned();
    let listings =
        ["?sort=price-desc", "?f=price:4", "?f=price:4&sort=newest"].map(|query| format!("{category}{query}"));
    let mut paths = vec![product, format!("/en-gb/search?q={title}")];
    paths.extend(listings);
    Ok((slug, paths))
}

async fn an_edit_is_everywhere_in_seconds(copies: &Copies) -> Result<()> {
    println!("copies: {}", copies.described());
    let mut fixture = Fixture::open(copies, 60, ROUND_TRIP, SYNC).await?;
    let (slug, paths) = pages(&mut fixture.shopper(0)).await?;
    for region in 0..fixture.fleet.regions.len() {
        for path in &paths {
            let page = fixture.shopper(region).get(path).await?;
            ensure!(page.status.is_success() && !page.text().contains(SHOWN), "{path}: {}", page.status);
        }
    }
    let sql = format!(
        "UPDATE price SET amount_minor = {MINOR}, compare_at_minor = NULL WHERE market_code = 'gb' AND variant_id IN (
            SELECT variant.id FROM variant JOIN product ON product.id = variant.product_id WHERE product.slug = '{slug}'
        )"
    );
    edit(fixture.fleet.primary.address, &sql).await?;
    let (edited, limit) = (Instant::now(), SYNC + ROUND_TRIP + SLACK);
    for (region, named) in fixture.fleet.regions.iter().enumerate() {
        for path in &paths {
            let mut visitor = fixture.shopper(region);
            while !visitor.get(path).await?.text().contains(SHOWN) {
                ensure!(edited.elapsed() < limit, "{}: {path} is old after {limit:?}", named.place.name);
                sleep(Duration::from_millis(20)).await;
            }
        }
        println!("{}: the edit is on every page after at most {} ms", named.place.name, edited.elapsed().as_millis());
    }
    println!("{}", fixture.verify().await?);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edited_price_is_on_product_listing_search_and_facets_of_three_regions() -> Result<()> {
    let _machine = Machine::alone()?;
    for copies in Copies::at_hand() {
        an_edit_is_everywhere_in_seconds(&copies).await.with_context(|| copies.described())?;
    }
    Ok(())
}
