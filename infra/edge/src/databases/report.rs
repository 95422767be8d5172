//! What the status page tells of servers and copies.

use crate::metrics::Copies;
use crate::sql::copy::{CopyStatus, Keeping};
use crate::sql::remote::Remote;
use crate::status::{CopyReport, PrimaryReport, Report, Reporter};
use std::sync::Arc;

/// Tells how they are whenever it is asked.
pub fn reporter(primary: Option<Arc<Remote>>, copies: Copies) -> Reporter {
    Arc::new(move || {
        let copies = copies.report();
        let reachable = primary.as_ref().is_none_or(|primary| primary.is_reachable());
        Report {
            degraded: degraded(reachable, &copies),
            primary: primary.as_deref().map(primary_report),
            copies: copies.into_iter().map(copy_report).collect(),
        }
    })
}

fn degraded(reachable: bool, copies: &[(String, CopyStatus)]) -> Option<String> {
    if let Some((label, status)) = copies.iter().find(|(_, status)| !status.ready) {
        return Some(match reachable {
            _ if status.keeping == Keeping::Server => {
                format!("The server behind {label:?} does not answer: its pages fail.")
            }
            true => format!("There is no copy behind {label:?}: its reads go to the primary."),
            false => format!("There is no copy behind {label:?}, and the primary does not answer: its pages fail."),
        });
    }
    if !reachable {
        return Some("The primary does not answer: pages are served, orders wait.".to_owned());
    }
    let (label, _) = copies.iter().find(|(_, status)| status.failing > 0)?;
    Some(format!("The copy behind {label:?} cannot be brought up to date."))
}

fn primary_report(primary: &Remote) -> PrimaryReport {
    let metrics = primary.metrics();
    PrimaryReport {
        state: if primary.is_reachable() { "ok" } else { "unreachable" }.to_owned(),
        round_trips: metrics.round_trips.get(),
        failures: metrics.failures.get(),
    }
}

fn copy_report((label, status): (String, CopyStatus)) -> CopyReport {
    CopyReport {
        label,
        source: status.keeping.words().to_owned(),
        age_seconds: status.age.map(|age| age.as_secs_f64()),
        lag_frames: status.lag_frames,
        version: status.version.parse().ok(),
        syncs: (status.keeping != Keeping::Server).then_some(status.syncs),
        failures: status.failures,
        resyncs: status.resyncs,
        ready: status.ready,
    }
}
