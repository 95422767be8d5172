//! Three regions, two of them 150 ms from the primary: which requests cross the ocean, and who sees a write when.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use outpost_regions::{Copies, Mode};
use outpost_system_tests::checkout::placed_number;
use outpost_system_tests::drill::Fixture;
use outpost_system_tests::machine::Machine;
use outpost_system_tests::{Offer, Purchase, contention, metrics};
use tokio::time::sleep;

const ROUND_TRIP: Duration = Duration::from_millis(150);
const SYNC: Duration = Duration::from_secs(1);
/// What an order may take beyond one round trip.
const ORDER_SLACK: Duration = Duration::from_millis(50);
/// What visibility may take beyond the lag of a copy.
const VISIBLE_SLACK: Duration = Duration::from_secs(1);
/// Longer than any interval at which a region polls the primary.
const CUT_OFF: Duration = Duration::from_secs(6);
const COPY_AGE: &str = "outpost_edge_copy_age_seconds";
const PAGES: usize = 300;
/// Orders placed in each region overseas.
const ORDERS: usize = 4;
const CROSSINGS: &str = "outpost_edge_primary_round_trips_total";
const STATEMENTS: &str = "outpost_edge_sql_statements_total";
/// The component that runs jobs, and the label that they write through.
const JOBS: &str = "component=\"api\",store=\"sqlite\",label=\"primary\"";

/// Statements that a region has sent to the primary. A database server beside the host is also asked over HTTP, but that
/// crosses no ocean.
async fn crossings(fixture: &Fixture, region: usize) -> Result<f64> {
    let region = &fixture.fleet.regions[region];
    let labels = if region.server.is_some() { "label=\"primary\"" } else { "" };
    metrics::sum(region.place.admin, CROSSINGS, labels).await
}

/// Opens pages as a visitor does. Returns the 99th percentile of their times.
async fn browse(fixture: &Fixture, region: usize) -> Result<Duration> {
    let mut visitor = fixture.shopper(region);
    let home = visitor.get("/en-gb").await?;
    let mut paths = home.links("/en-gb/c/");
    paths.extend(visitor.products(40).await?);
    paths.extend(["/en-gb", "/de-de", "/en-gb/search?q=black", "/en-gb/suggest?q=wa"].map(str::to_owned));
    let mut times = Vec::new();
    for path in paths.iter().cycle().take(PAGES) {
        let started = Instant::now();
        let page = visitor.get(path).await?;
        times.push(started.elapsed());
        ensure!(page.status.is_success(), "{path} was answered with {}", page.status);
    }
    times.sort_unstable();
    Ok(times[times.len() * 99 / 100])
}

async fn pages_never_cross_the_ocean(fixture: &Fixture) -> Result<()> {
    for (region, named) in fixture.fleet.regions.iter().enumerate() {
        let before = crossings(fixture, region).await?;
        let (first, again) = (browse(fixture, region).await?, browse(fixture, region).await?);
        let crossed = crossings(fixture, region).await? - before;
        let name = &named.place.name;
        println!("{name}: {PAGES} catalogue pages, p99 {:.1} ms; again {:.1} ms", ms(first), ms(again));
        ensure!(crossed == 0.0, "{name}: catalogue pages crossed the ocean {crossed} times");
    }
    Ok(())
}

fn purchase(offer: &Offer, name: &str) -> Purchase {
    let email = format!("{name}-{}@shop.example", offer.sku.to_lowercase());
    Purchase { sku: offer.sku.clone(), quantity: 1, email, payment: "card" }
}

/// An order placed overseas crosses once. Its shopper sees it in every region at once, everybody else soon. The fastest of
/// a few must take little more than one round trip: others may wait for a processor or for a connection's handshake.
///
/// A region's jobs cross as well. An order that one of them ran beside is followed by another one, and is not counted.
async fn an_order_crosses_once_and_is_seen(fixture: &Fixture, offers: &[(Offer, u32)]) -> Result<()> {
    let mut offers = offers.iter();
    for region in 1..fixture.fleet.regions.len() {
        let (mut fastest, mut alone) = (Duration::MAX, 0);
        while alone < ORDERS {
            let (offer, before) = offers.next().context("too few offers")?;
            let jobs_before = job_statements(fixture, region).await?;
            let order = place(fixture, region, offer).await?;
            everybody_sees(fixture, offer, *before, order.placed).await?;
            fastest = fastest.min(order.elapsed);
            // What a job had sent before has been answered by now, and would have been counted.
            if job_statements(fixture, region).await? == jobs_before {
                ensure!(order.crossed == 1.0, "an order crossed the ocean {} times", order.crossed);
                alone += 1;
            }
        }
        ensure!(fastest < ROUND_TRIP + ORDER_SLACK, "the fastest of {ORDERS} orders took {fastest:?}");
    }
    Ok(())
}

/// Statements of a region's jobs that the primary has answered.
async fn job_statements(fixture: &Fixture, region: usize) -> Result<f64> {
    metrics::sum(fixture.fleet.regions[region].place.admin, STATEMENTS, JOBS).await
}

/// An order that was acknowledged.
struct PlacedOrder {
    placed: Instant,
    elapsed: Duration,
    /// How often its region crossed the ocean meanwhile.
    crossed: f64,
}

async fn place(fixture: &Fixture, region: usize, offer: &Offer) -> Result<PlacedOrder> {
    let regions = &fixture.fleet.regions;
    let name = &regions[region].place.name;
    let mut shopper = fixture.shopper(region);
    let review = shopper.prepare(&purchase(offer, name)).await?;
    let before = crossings(fixture, region).await?;
    let placed = Instant::now();
    let answer = shopper.place(&review).await?;
    let elapsed = placed.elapsed();
    let crossed = crossings(fixture, region).await? - before;
    let number = placed_number(&answer).with_context(|| format!("the order was answered with {}", answer.status))?;
    println!("{name}: an order took {:.1} ms and crossed {crossed} times", ms(elapsed));
    for hop in (0..regions.len()).map(|step| (region + step) % regions.len()) {
        let path = shopper.path(&format!("/orders/{number}"));
        let page = shopper.go_to(&regions[hop].place.origin()).get(&path).await?;
        ensure!(page.text().contains(&number), "{number} is not seen in region {hop}: {}", page.status);
    }
    Ok(PlacedOrder { placed, elapsed, crossed })
}

/// Every region's stock reflects the order within its lag and a second.
async fn everybody_sees(fixture: &Fixture, offer: &Offer, before: u32, placed: Instant) -> Result<()> {
    let limit = SYNC + ROUND_TRIP + VISIBLE_SLACK;
    for (region, named) in fixture.fleet.regions.iter().enumerate() {
        let mut visitor = fixture.shopper(region);
        while visitor.stock_of(&offer.sku).await? != before - 1 {
            ensure!(placed.elapsed() < limit, "{} does not show the order after {limit:?}", named.place.name);
            sleep(Duration::from_millis(10)).await;
        }
        println!("{}: everybody sees the order after at most {:.0} ms", named.place.name, ms(placed.elapsed()));
    }
    Ok(())
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// Variants with their stock.
async fn offers(fixture: &Fixture) -> Result<Vec<(Offer, u32)>> {
    let (mut crawler, mut found) = (fixture.shopper(0), Vec::new());
    for product in crawler.products(usize::MAX).await? {
        let Some(offer) = crawler.offer(&product).await? else { continue };
        let pieces = crawler.stock_of(&offer.sku).await?;
        if (3..99).contains(&pieces) {
            found.push((offer, pieces));
        }
    }
    Ok(found)
}

/// A region whose link is silent reports the growing age of its copy, in its metrics and its health answer, and goes on
/// serving.
async fn a_region_that_is_cut_off_reports_its_age(fixture: &Fixture) -> Result<()> {
    let far = &fixture.fleet.regions[1];
    let age = async || metrics::sum(far.place.admin, COPY_AGE, "").await;
    ensure!(age().await?.is_finite(), "its age is unknown");
    far.set_way(Mode::Silent);
    sleep(CUT_OFF).await;
    let (age_seconds, health) = (age().await?, fixture.shopper(1).get("/healthz").await?);
    far.set_way(Mode::Open);
    println!("{}: its copy is {age_seconds:.1} s old after {CUT_OFF:?} without the primary", far.place.name);
    ensure!(age_seconds >= CUT_OFF.as_secs_f64(), "it reports {age_seconds} s after {CUT_OFF:?}");
    let reported: serde_json::Value = serde_json::from_str(&health.text())?;
    let reported = reported["copy_age_seconds"].as_f64().context("the age in /healthz")?;
    ensure!(
        health.status.is_success() && reported + 1.0 > age_seconds,
        "{} and {reported} s beside {age_seconds} s",
        health.status
    );
    Ok(())
}

async fn the_last_ten_pieces_are_sold_once(fixture: &Fixture) -> Result<()> {
    let origins: Vec<String> = fixture.fleet.regions.iter().map(|region| region.place.origin()).collect();
    let last = contention::leave_ten(&origins[0]).await?;
    last.wait_until_shown(&origins).await?;
    last.sell(&origins).await
}

async fn in_three_regions(copies: &Copies) -> Result<()> {
    println!("copies: {}", copies.described());
    let mut fixture = Fixture::open(copies, 60, ROUND_TRIP, SYNC).await?;
    pages_never_cross_the_ocean(&fixture).await?;
    let offers = offers(&fixture).await?;
    an_order_crosses_once_and_is_seen(&fixture, &offers).await?;
    the_last_ten_pieces_are_sold_once(&fixture).await?;
    a_region_that_is_cut_off_reports_its_age(&fixture).await?;
    println!("{}", fixture.verify().await?);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_stay_in_their_region_and_an_order_crosses_the_ocean_once() -> Result<()> {
    let _machine = Machine::alone()?;
    for copies in Copies::at_hand() {
        in_three_regions(&copies).await.with_context(|| copies.described())?;
    }
    Ok(())
}
