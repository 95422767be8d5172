//! When a mail is tried again.

/// The time after the first attempt, in seconds. It doubles with each.
const FIRST_SECONDS: i64 = 30;
/// The longest time between two attempts, in seconds.
const LONGEST_SECONDS: i64 = 4 * 3_600;
/// After so many attempts, which take two days, a mail is a dead letter.
const ATTEMPTS_MAX: u32 = 20;

/// The time until the attempt after this one, in seconds; `None` after the last.
pub(crate) fn delay_seconds(attempt: u32) -> Option<i64> {
    let doublings = attempt.saturating_sub(1).min(20);
    (attempt < ATTEMPTS_MAX).then_some((FIRST_SECONDS << doublings).min(LONGEST_SECONDS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_come_ever_more_slowly_and_end_after_two_days() {
        let delays: Vec<i64> = (1..).map_while(delay_seconds).collect();
        assert_eq!(delays[..4], [30, 60, 120, 240]);
        assert!(delays.is_sorted());
        assert_eq!(delays.len(), 19);
        let days = delays.iter().sum::<i64>() / 86_400;
        assert!((1..=2).contains(&days), "{days}");
    }
}
