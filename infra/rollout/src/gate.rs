//! Gates: whether a canary may get more requests, judged by its metrics beside those of the stable version.
//!
//! Too few requests, no data and values that are no numbers never pass a gate: they hold it.

use serde::{Deserialize, Serialize};

/// What stops a rollout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Requests that the canary must have answered.
    pub requests_min: u64,
    /// How many more of 10,000 requests may fail than of the stable version.
    pub errors_added_per_10000: u32,
    /// The 95th percentile of its response time in percent of the stable version's.
    pub p95_percent: u32,
    /// A canary that is slower by no more than this many milliseconds passes all the same.
    pub p95_added_milliseconds: u32,
    /// Statements that it sends to the primary for each request, in percent of the stable version's.
    pub round_trips_percent: u32,
    /// How old the region's replica may be, in seconds.
    pub replica_age_seconds: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            requests_min: 200,
            errors_added_per_10000: 50,
            p95_percent: 120,
            p95_added_milliseconds: 10,
            round_trips_percent: 110,
            replica_age_seconds: 30,
        }
    }
}

/// What one version did in the time that is looked at. A value that no source has is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    /// Requests answered.
    pub requests: Option<f64>,
    /// Those answered with 5xx.
    pub errors: Option<f64>,
    /// Requests whose component trapped.
    pub traps: Option<f64>,
    /// The 95th percentile of response times, in seconds.
    pub p95_seconds: Option<f64>,
    /// Statements sent to the primary.
    pub round_trips: Option<f64>,
    /// Orders that were tried.
    pub orders_tried: Option<f64>,
    /// Orders that were acknowledged.
    pub orders_placed: Option<f64>,
}

/// Both versions in one region, and the region itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The version that is tried.
    pub canary: Sample,
    /// The version beside it.
    pub stable: Sample,
    /// How old the replica is, in seconds.
    pub replica_age_seconds: Option<f64>,
    /// Whether the host has stopped to send to the primary.
    pub breaker_open: Option<bool>,
}

/// What a gate says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The next step may be taken.
    Pass,
    /// Not yet: it says what is missing.
    Hold(String),
    /// The rollout must end.
    Fail(String),
}

impl Verdict {
    /// The graver of two, the first where they are alike.
    pub fn and(self, other: Self) -> Self {
        match (&self, &other) {
            (Self::Fail(_), _) | (Self::Hold(_), Self::Hold(_) | Self::Pass) | (Self::Pass, Self::Pass) => self,
            _ => other,
        }
    }
}

/// Whether a rollout may begin in a region: its replica follows and its primary can be reached.
pub fn before_start(evidence: &Evidence, limits: &Limits) -> Verdict {
    match (number(evidence.replica_age_seconds), evidence.breaker_open) {
        (Some(age), Some(false)) if age < f64::from(limits.replica_age_seconds) => Verdict::Pass,
        (Some(age), Some(false)) => Verdict::Hold(format!("the replica is {age:.0} s old")),
        (_, Some(true)) => Verdict::Hold("the primary is out of reach".to_owned()),
        (None, _) | (_, None) => Verdict::Hold("the region's own state is not known".to_owned()),
    }
}

/// Whether the canary may get the next weight.
pub fn judge(evidence: &Evidence, limits: &Limits) -> Verdict {
    let Evidence { canary, stable, .. } = evidence;
    // A trap is a defect however few requests there were.
    match number(canary.traps) {
        Some(traps) if traps > 0.0 => return Verdict::Fail(format!("{traps:.0} requests trapped")),
        Some(_) => {}
        None => return Verdict::Hold("how many requests trapped is not known".to_owned()),
    }
    let least = u32::try_from(limits.requests_min).map_or(f64::MAX, f64::from);
    let (Some(tried), Some(beside)) = (number(canary.requests), number(stable.requests)) else {
        return Verdict::Hold("how many requests there were is not known".to_owned());
    };
    if tried < least || beside < least {
        return Verdict::Hold(format!("{tried:.0} and {beside:.0} requests, at least {least:.0} are needed"));
    }
    errors(canary, stable, limits)
        .and(latency(canary, stable, limits))
        .and(round_trips(canary, stable, limits))
        .and(orders(canary, stable))
}

fn errors(canary: &Sample, stable: &Sample, limits: &Limits) -> Verdict {
    let share = |sample: &Sample| Some(10_000.0 * number(sample.errors)? / number(sample.requests)?);
    let (Some(tried), Some(beside)) = (share(canary), share(stable)) else {
        return Verdict::Hold("how many requests failed is not known".to_owned());
    };
    if tried <= beside + f64::from(limits.errors_added_per_10000) {
        return Verdict::Pass;
    }
    Verdict::Fail(format!("{tried:.0} of 10,000 requests fail, {beside:.0} of the stable version"))
}

fn latency(canary: &Sample, stable: &Sample, limits: &Limits) -> Verdict {
    let (Some(tried), Some(beside)) = (number(canary.p95_seconds), number(stable.p95_seconds)) else {
        return Verdict::Hold("response times are not known".to_owned());
    };
    let is_close = (tried - beside) * 1e3 <= f64::from(limits.p95_added_milliseconds);
    if is_close || tried * 100.0 <= beside * f64::from(limits.p95_percent) {
        return Verdict::Pass;
    }
    Verdict::Fail(format!("p95 is {:.1} ms, {:.1} ms of the stable version", tried * 1e3, beside * 1e3))
}

/// Orders come by chance: what two standard deviations explain fails no canary.
fn round_trips(canary: &Sample, stable: &Sample, limits: &Limits) -> Verdict {
    let each = |sample: &Sample| Some(number(sample.round_trips)? / number(sample.requests)?);
    let (Some(tried), Some(beside)) = (each(canary), each(stable)) else {
        return Verdict::Hold("statements to the primary are not known".to_owned());
    };
    let requests = canary.requests.unwrap_or(0.0);
    let allowed = beside * f64::from(limits.round_trips_percent) / 100.0 * requests;
    if tried * requests <= allowed + 2.0 * allowed.max(1.0).sqrt() {
        return Verdict::Pass;
    }
    Verdict::Fail(format!("{tried:.3} statements to the primary a request, {beside:.3} of the stable version"))
}

/// Orders are few: a canary fails where it loses more than one in twenty of what the stable version takes, from twenty
/// tries on.
fn orders(canary: &Sample, stable: &Sample) -> Verdict {
    let (Some(tried), Some(placed)) = (number(canary.orders_tried), number(canary.orders_placed)) else {
        return Verdict::Hold("orders are not known".to_owned());
    };
    let (Some(beside_tried), Some(beside_placed)) = (number(stable.orders_tried), number(stable.orders_placed)) else {
        return Verdict::Hold("orders of the stable version are not known".to_owned());
    };
    if tried < 20.0 || beside_tried < 20.0 || placed / tried >= 0.95 * beside_placed / beside_tried {
        return Verdict::Pass;
    }
    Verdict::Fail(format!("{placed:.0} of {tried:.0} orders succeed, {beside_placed:.0} of {beside_tried:.0} beside"))
}

/// A value that is there and is a number of things.
fn number(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite() && *value >= 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound() -> Sample {
        Sample {
            requests: Some(1000.0),
            errors: Some(1.0),
            traps: Some(0.0),
            p95_seconds: Some(0.005),
            round_trips: Some(100.0),
            orders_tried: Some(40.0),
            orders_placed: Some(40.0),
        }
    }

    fn check(change: impl Fn(&mut Sample), expect: &str) {
        let mut canary = sound();
        change(&mut canary);
        let evidence = Evidence { canary, stable: sound(), ..Evidence::default() };
        let verdict = format!("{:?}", judge(&evidence, &Limits::default()));
        assert!(verdict.starts_with(expect), "{verdict} is not {expect}");
    }

    #[test]
    fn a_sound_canary_passes_and_each_way_to_be_worse_fails() {
        check(|_| {}, "Pass");
        check(|sample| sample.errors = Some(60.0), "Fail");
        check(|sample| sample.p95_seconds = Some(0.0151), "Fail");
        check(|sample| sample.p95_seconds = Some(0.0149), "Pass");
        check(|sample| sample.traps = Some(1.0), "Fail");
        check(|sample| sample.round_trips = Some(140.0), "Fail");
        check(|sample| sample.orders_placed = Some(37.0), "Fail");
    }

    #[test]
    fn what_is_not_known_holds_and_never_passes() {
        check(|sample| *sample = Sample::default(), "Hold");
        check(|sample| sample.requests = Some(199.0), "Hold");
        check(|sample| sample.errors = Some(f64::NAN), "Hold");
        check(|sample| sample.p95_seconds = Some(f64::INFINITY), "Hold");
        check(|sample| sample.round_trips = None, "Hold");
        check(|sample| sample.orders_tried = Some(-1.0), "Hold");
    }

    #[test]
    fn a_failure_outweighs_what_is_not_known() {
        let evidence = |canary| Evidence { canary, stable: sound(), ..Evidence::default() };
        let canary = Sample { p95_seconds: None, errors: Some(900.0), ..sound() };
        assert!(matches!(judge(&evidence(canary), &Limits::default()), Verdict::Fail(_)));
        let trapped = Sample { traps: Some(1.0), ..Sample::default() };
        assert!(matches!(judge(&evidence(trapped), &Limits::default()), Verdict::Fail(_)));
    }

    #[test]
    fn no_rollout_begins_in_a_region_that_is_behind_or_cut_off() {
        let check = |age, open, expect: bool| {
            let evidence = Evidence { replica_age_seconds: age, breaker_open: open, ..Evidence::default() };
            assert_eq!(before_start(&evidence, &Limits::default()) == Verdict::Pass, expect, "{age:?} {open:?}");
        };
        check(Some(2.0), Some(false), true);
        check(Some(30.0), Some(false), false);
        check(Some(2.0), Some(true), false);
        check(None, Some(false), false);
        check(Some(2.0), None, false);
    }
}
