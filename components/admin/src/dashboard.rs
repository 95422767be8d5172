//! The panel's front page: what was sold, and what waits.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use outpost_db::dashboard::{DaySales, Queues, queues, sales};
use outpost_db::list::Count;
use outpost_domain::money::{Currency, Money};
use outpost_http::form::{Fields, Query};
use outpost_http::{Failure, HttpState};
use outpost_web_admin::routes;
use outpost_web_admin::view::{BarChart, Block, Figure, Page, Series};
use outpost_web_ui::localizer::Localizer;

use crate::list_page::counted;
use crate::screen::{Screen, day};
use crate::session::Staff;
use crate::state::Shared;

const DAY_SECONDS: i64 = 86_400;
const DAYS: usize = 7;

/// `GET /admin`.
pub(crate) async fn show(
    State(state): State<Shared>,
    staff: Staff,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let today = state.now() - state.now().rem_euclid(DAY_SECONDS);
    let first_day = today - (DAYS as i64 - 1) * DAY_SECONDS;
    let sql = staff.sql(&state);
    let sold = sales(sql, first_day).await?;
    let waiting = queues(sql).await?;
    let screen = Screen::new(&staff, routes::DASHBOARD);
    let l10n = screen.l10n;
    let mut blocks =
        vec![Block::Figures(figures(l10n, &waiting)), Block::Heading(l10n.text("dashboard-sales").to_owned())];
    if sold.is_empty() {
        blocks.push(Block::Text(l10n.text("dashboard-no-sales").to_owned()));
    } else {
        blocks.push(Block::Chart(chart(l10n, first_day, &sold)?));
    }
    let heading = l10n.text("admin-nav-dashboard").to_owned();
    let notice = screen.done(&query);
    Ok(screen.show(Page { heading, notice, blocks, ..Page::default() }))
}

fn figures(l10n: Localizer, waiting: &Queues) -> Vec<Figure> {
    let figure = |key, count: Count, href: String| Figure { label: l10n.text(key), value: counted(l10n, count), href };
    vec![
        figure("orders-to-pick", waiting.to_pick, format!("{}?show=to_pick", routes::ORDERS)),
        figure("orders-to-pay", waiting.to_pay, format!("{}?show=to_pay", routes::ORDERS)),
        figure("inventory-low", waiting.low, format!("{}?show=low", routes::INVENTORY)),
        figure("inventory-out", waiting.out, format!("{}?show=out", routes::INVENTORY)),
        figure("inventory-backorder", waiting.backorder, format!("{}?show=backorder", routes::INVENTORY)),
        figure("purchase-late", waiting.late, routes::PURCHASE_ORDERS.to_owned()),
    ]
}

/// The sales of the last days by market, today last. A market has one currency.
fn chart(l10n: Localizer, first_day: i64, sold: &[DaySales]) -> Result<BarChart, Failure> {
    let mut by_market: BTreeMap<&str, (Currency, [i64; DAYS])> = BTreeMap::new();
    for row in sold {
        let (_, days) = by_market.entry(&row.market_code).or_insert((row.total.currency(), [0; DAYS]));
        if let Some(value) = days.get_mut(row.day) {
            *value += row.total.minor();
        }
    }
    let labels = (0..DAYS as i64).map(|at| day(first_day + at * DAY_SECONDS).chars().skip(5).collect()).collect();
    let series = by_market.into_iter().map(|(market, (currency, values))| {
        let shown = values.map(|value| l10n.money(Money::new(value, currency))).to_vec();
        let total = Money::sum(currency, values.map(|value| Money::new(value, currency)))?;
        let name = format!("{} · {}", market.to_uppercase(), l10n.money(total));
        Ok(Series { name, values: values.to_vec(), shown })
    });
    Ok(BarChart {
        caption: l10n.text("dashboard-sales").to_owned(),
        labels,
        series: series.collect::<Result<_, Failure>>()?,
    })
}
