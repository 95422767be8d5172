//! What the status page tells of servers and replicas.

use crate::metrics::Replicas;
use crate::sql::remote::Remote;
use crate::sql::replica::{ReplicaKind, ReplicaStatus};
use crate::status::{PrimaryReport, ReplicaReport, Report, Reporter};
use std::sync::Arc;
use std::time::Duration;

/// A replica that is older than this, and than a few pauses between syncs, is worth a word.
const OLD: Duration = Duration::from_secs(30);

/// Tells how they are whenever it is asked.
pub fn reporter(primary: Option<Arc<Remote>>, replicas: Replicas) -> Reporter {
    Arc::new(move || {
        let replicas = replicas.report();
        let reachable = primary.as_ref().is_none_or(|primary| primary.is_reachable());
        Report {
            degraded: degraded(reachable, &replicas),
            primary: primary.as_deref().map(primary_report),
            replicas: replicas.into_iter().map(replica_report).collect(),
        }
    })
}

fn degraded(reachable: bool, replicas: &[(String, ReplicaStatus)]) -> Option<String> {
    if let Some((label, status)) = replicas.iter().find(|(_, status)| !status.ready) {
        return Some(match reachable {
            _ if status.kind == ReplicaKind::Server => {
                format!("The server behind {label:?} does not answer: its pages fail.")
            }
            true => format!("There is no copy behind {label:?}: its reads go to the primary."),
            false => format!("There is no copy behind {label:?}, and the primary does not answer: its pages fail."),
        });
    }
    if !reachable {
        return Some("The primary does not answer: pages are served, orders wait.".to_owned());
    }
    if let Some((label, _)) = replicas.iter().find(|(_, status)| status.failing > 0) {
        return Some(format!("The copy behind {label:?} cannot be brought up to date."));
    }
    replicas.iter().find_map(|(label, status)| {
        let how = match (status.age, status.lag_frames) {
            (Some(age), _) if age > OLD.max(status.interval * 3) => format!("{} s old", age.as_secs()),
            // Never seen to have all.
            (None, Some(frames)) if frames > 0 => format!("{frames} frames behind"),
            _ => return None,
        };
        Some(format!("What is read behind {label:?} is {how}: its pages are served all the same."))
    })
}

fn primary_report(primary: &Remote) -> PrimaryReport {
    let metrics = primary.metrics();
    PrimaryReport {
        state: if primary.is_reachable() { "ok" } else { "unreachable" }.to_owned(),
        round_trips: metrics.round_trips.get(),
        failures: metrics.failures.get(),
    }
}

fn replica_report((label, status): (String, ReplicaStatus)) -> ReplicaReport {
    ReplicaReport {
        label,
        source: status.kind.description().to_owned(),
        age_seconds: status.age.map(|age| age.as_secs_f64()),
        lag_frames: status.lag_frames,
        version: status.version.parse().ok(),
        syncs: (status.kind != ReplicaKind::Server).then_some(status.syncs),
        failures: status.failures,
        resyncs: status.resyncs,
        ready: status.ready,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operator_reads_what_is_wrong_and_what_still_works() {
        let copy = ReplicaStatus { age: Some(Duration::from_secs(1)), ready: true, ..ReplicaStatus::default() };
        let said = |reachable, status: ReplicaStatus| degraded(reachable, &[("default".to_owned(), status)]);
        let words = |reachable, status| said(reachable, status).unwrap_or_default();
        assert_eq!(said(true, copy.clone()), None);
        assert!(words(false, copy.clone()).contains("orders wait"));
        assert!(words(true, ReplicaStatus { failing: 1, ..copy.clone() }).contains("cannot be brought up to date"));
        assert!(words(true, ReplicaStatus { age: Some(OLD * 2), ..copy.clone() }).contains("is 60 s old"));
        let slow = ReplicaStatus { age: Some(OLD * 2), interval: OLD, ..copy.clone() };
        assert_eq!(said(true, slow), None, "as old as its pauses make it");
        let behind = ReplicaStatus { age: None, lag_frames: Some(7), ..copy.clone() };
        assert!(words(true, behind).contains("is 7 frames behind"));
        assert!(words(true, ReplicaStatus { ready: false, ..copy.clone() }).contains("go to the primary"));
        let server = ReplicaStatus { ready: false, kind: ReplicaKind::Server, ..copy };
        assert!(words(true, server).contains("does not answer: its pages fail"));
    }
}
