//! The status as a page: no script, no file besides it, and a fresh one every five seconds.

use super::View;
use super::json;
use super::peers::RegionReport;
use super::report::CopyReport;
use super::sparkline::sparkline;
use super::words::{Escaped, bytes, count, latency, time};
use std::time::Duration;

/// The whole page.
pub fn render(view: &View<'_>) -> String {
    let region = Escaped(view.region);
    let health = view.report.health();
    let reason = view.report.degraded.as_deref().map(|reason| format!("<p>{}</p>", Escaped(reason)));
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta http-equiv=\"refresh\" content=\"5\"><title>{health}: {region}</title>\
         <style>{}</style></head><body>\n<header><h1>{region}</h1>\
         <span class=\"state {health}\">{health}</span></header>\n{}\
         <p class=\"quiet\">{} · up {}</p>\n<main>{}{}{}{}{}</main>\n\
         <footer>Read every 5 s; lines show the last 10 minutes. Also here: <a href=\"/status\">status as JSON</a>, \
         <a href=\"/metrics\">metrics</a>, <a href=\"/healthz\">health</a>.</footer></body></html>\n",
        include_str!("page.css"),
        reason.unwrap_or_default(),
        Escaped(view.build),
        time(view.uptime.as_secs_f64()),
        regions(view),
        requests(view),
        copies(view),
        primary(view),
        page_cache(view),
    )
}

/// A number with its name.
fn fact(name: &str, value: &str) -> String {
    format!("<div><dt>{name}</dt><dd>{}</dd></div>", Escaped(value))
}

/// This region and those that it knows of, side by side; nothing where it knows of none.
fn regions(view: &View<'_>) -> String {
    if view.peers.is_empty() {
        return String::new();
    }
    let here = RegionReport::of(&json::status(view));
    let cards: String = [&here].into_iter().chain(&view.peers).map(region).collect();
    format!("<section><h2>Regions</h2><div class=\"cards small\">{cards}</div></section>")
}

fn region(region: &RegionReport) -> String {
    let name = Escaped(&region.name);
    let title = match &region.url {
        Some(url) => format!("<a href=\"{}\">{name}</a>", Escaped(url)),
        None => format!("{name} (here)"),
    };
    let reason = region.reason.as_deref().map(|reason| format!("<p>{}</p>", Escaped(reason)));
    let heard = region.heard_seconds.map(|seconds| format!("<p class=\"quiet\">Told {} ago.</p>", time(seconds)));
    let p99 = region.p99_ms.map(|millis| Duration::from_secs_f64(millis.clamp(0.0, 1e9) / 1_000.0));
    format!(
        "<article class=\"card\"><header><h3>{title}</h3><span class=\"{0}\">{0}</span></header>{1}\
         <dl>{2}{3}{4}{5}</dl>{6}</article>",
        Escaped(&region.health),
        reason.unwrap_or_default(),
        fact("Age", &known(region.age_seconds.map(time))),
        fact("Behind", &known(region.lag_frames.map(frames))),
        fact("Data version", &known(region.version.map(|version| version.to_string()))),
        fact("p99", &latency(p99)),
        heard.unwrap_or_default(),
    )
}

fn known(value: Option<String>) -> String {
    value.unwrap_or_else(|| "unknown".to_owned())
}

fn frames(frames: u64) -> String {
    format!("{} frames", count(frames))
}

fn requests(view: &View<'_>) -> String {
    let now = view.rates.last().copied().flatten();
    let most = view.rates.iter().flatten().copied().reduce(f64::max);
    let rate = |rate: Option<f64>| rate.map_or("–".to_owned(), |rate| format!("{rate:.1}/s"));
    let label = format!("Requests a second in the last 10 minutes: now {}, at most {}", rate(now), rate(most));
    format!(
        "<section><h2>Requests</h2><div class=\"card\"><dl>{}{}{}{}{}</dl>{}\
         <p class=\"quiet\">Median, p99 and failures are of the last {}.</p></div></section>",
        fact("Now", &rate(now)),
        fact("At most", &rate(most)),
        fact("Median", &latency(view.recent.percentile(500))),
        fact("p99", &latency(view.recent.percentile(990))),
        fact("Failures (5xx)", &format!("{} of {}", count(view.recent.failures), count(view.recent.requests()))),
        sparkline(&view.rates, &label),
        time(view.recent_time.as_secs_f64()),
    )
}

fn copies(view: &View<'_>) -> String {
    if view.report.copies.is_empty() {
        return "<section><h2>Copies</h2><p class=\"quiet\">None: the databases are files of this host.</p></section>"
            .to_owned();
    }
    let cards: String = view.report.copies.iter().zip(&view.ages).map(|(copy, ages)| card(copy, ages)).collect();
    format!("<section><h2>Copies</h2><div class=\"cards\">{cards}</div></section>")
}

fn card(copy: &CopyReport, ages: &[Option<f64>]) -> String {
    let age = known(copy.age_seconds.map(time));
    let oldest = ages.iter().flatten().copied().reduce(f64::max);
    let label = format!("Age in the last 10 minutes: now {age}, at most {}", known(oldest.map(time)));
    let (class, state) = if copy.ready { ("ok", "ready") } else { ("starting", "not ready") };
    format!(
        "<article class=\"card\"><header><h3>{}</h3><span class=\"{class}\">{state}</span></header>\
         <p class=\"quiet\">from {}</p><dl>{}{}{}{}</dl>{}\
         <p class=\"quiet\">{}.</p></article>",
        Escaped(&copy.label),
        Escaped(&copy.source),
        fact("Age", &age),
        fact("Behind", &known(copy.lag_frames.map(frames))),
        fact("Data version", &known(copy.version.map(|version| version.to_string()))),
        syncs(copy),
        sparkline(ages, &label),
        Escaped(&label),
    )
}

/// Nothing for a server that follows the primary by itself.
fn syncs(copy: &CopyReport) -> String {
    let Some(syncs) = copy.syncs else { return String::new() };
    let counts = [("Syncs", syncs), ("Failed syncs", copy.failures), ("Fetched anew", copy.resyncs)];
    counts.map(|(name, number)| fact(name, &count(number))).concat()
}

fn primary(view: &View<'_>) -> String {
    let Some(primary) = &view.report.primary else {
        return "<section><h2>Primary</h2><p class=\"quiet\">Here: writes go to this host's own file.</p></section>"
            .to_owned();
    };
    format!(
        "<section><h2>Primary</h2><div class=\"card\"><dl>{}{}{}{}</dl></div></section>",
        fact("State", &primary.state),
        fact("Round trips", &count(primary.round_trips)),
        fact("Per request", &format!("{:.3}", primary.round_trips as f64 / view.requests.max(1) as f64)),
        fact("Failed", &count(primary.failures)),
    )
}

fn page_cache(view: &View<'_>) -> String {
    let asked = view.hits + view.misses;
    let share = if asked == 0 { "–".to_owned() } else { format!("{:.0} %", view.hits as f64 / asked as f64 * 100.0) };
    format!(
        "<section><h2>Page cache</h2><div class=\"card\"><dl>{}{}{}{}</dl></div></section>",
        fact("Hit rate", &share),
        fact("Hits", &count(view.hits)),
        fact("Misses", &count(view.misses)),
        fact("Held", &bytes(view.page_cache_bytes)),
    )
}
