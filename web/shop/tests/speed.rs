//! How long the costliest page takes to render. `cargo test -p outpost-web-shop --test speed -- --nocapture` shows it.

use std::time::{Duration, Instant};

use outpost_domain::market::{Locale, Market, MarketLocale};
use outpost_web_shop::samples;

/// Generous: tests are built with little optimization and share the machine.
const LIMIT: Duration = Duration::from_millis(20);
const ROUNDS: u32 = 200;

#[test]
fn a_listing_of_24_cards_renders_in_a_moment() {
    let prefix = MarketLocale { locale: Locale::De, market: Market::De };
    let (shell, page) = (samples::shell(prefix, "/c/lighting"), samples::listing(prefix));
    let length = outpost_web_shop::listing(&shell, &page).len();
    let begin = Instant::now();
    for _ in 0..ROUNDS {
        assert_eq!(outpost_web_shop::listing(&shell, &page).len(), length);
    }
    let each = begin.elapsed() / ROUNDS;
    println!("{length} bytes in {each:?}");
    assert!(each < LIMIT, "{each:?}");
}
