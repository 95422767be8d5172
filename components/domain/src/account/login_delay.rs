//! How long an account has to wait after wrong passwords, wherever they were tried. The primary counts.

/// So many wrong passwords in a row cost no time: people mistype.
pub const FAILURES_WITHOUT_DELAY: u32 = 4;
/// The longest wait, in seconds.
pub const LOGIN_DELAY_MAX_SECONDS: i64 = 15 * 60;
/// Failures count until nothing was tried for so long, in seconds.
pub const FAILURES_KEPT_SECONDS: i64 = 86_400;

/// The seconds before the next try after so many wrong passwords in a row: none, then 5, 10, 20 and so on.
pub const fn login_delay_seconds(failures: u32) -> i64 {
    let Some(doublings) = failures.checked_sub(FAILURES_WITHOUT_DELAY + 1) else { return 0 };
    // Beyond this the longest wait is reached; a shift by more would overflow.
    if doublings > 10 {
        return LOGIN_DELAY_MAX_SECONDS;
    }
    let seconds = 5 << doublings;
    if seconds > LOGIN_DELAY_MAX_SECONDS { LOGIN_DELAY_MAX_SECONDS } else { seconds }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_and_end_at_a_quarter_of_an_hour() {
        for (failures, seconds) in
            [(0, 0), (4, 0), (5, 5), (6, 10), (7, 20), (10, 160), (12, 640), (13, 900), (14, 900)]
        {
            assert_eq!(login_delay_seconds(failures), seconds, "{failures}");
        }
        assert_eq!(login_delay_seconds(u32::MAX), LOGIN_DELAY_MAX_SECONDS);
    }

    #[test]
    fn somebody_who_tries_all_day_gets_few_guesses() {
        let (mut guesses, mut waited) = (0, 0);
        while waited < 86_400 {
            guesses += 1;
            waited += login_delay_seconds(guesses);
        }
        assert!(guesses < 120, "{guesses} guesses a day");
    }
}
