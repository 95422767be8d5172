//! Amounts as people type them: `12.99`, with as many decimals as the currency has.

/// Reads an amount in minor units; `None` for anything else than digits with at most `exponent` decimals after a point.
pub fn parse_amount(text: &str, exponent: u32) -> Option<i64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let places = usize::try_from(exponent).ok()?;
    // Zeros beyond the currency's decimals say nothing: files of other shops write yen as 1450.00.
    let decimals = decimals
        .get(places..)
        .filter(|rest| rest.bytes().all(|byte| byte == b'0'))
        .map_or(decimals, |_| &decimals[..places]);
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || decimals.len() > places || !digits(whole) || !digits(decimals) {
        return None;
    }
    format!("{whole}{decimals:0<places$}").parse().ok()
}

/// Writes an amount of minor units the way [`parse_amount`] reads it.
pub fn format_amount(minor: i64, exponent: u32) -> String {
    let scale = 10i64.pow(exponent.min(6));
    if scale == 1 {
        return minor.to_string();
    }
    let places = usize::try_from(exponent.min(6)).unwrap_or(0);
    format!("{}.{:0places$}", minor / scale, minor % scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_they_are_written() {
        let check =
            |text: &str, exponent: u32, minor: Option<i64>| assert_eq!(parse_amount(text, exponent), minor, "{text}");
        check("12.99", 2, Some(1_299));
        check("12.9", 2, Some(1_290));
        check("12", 2, Some(1_200));
        check("1450.00", 0, Some(1_450));
        check("1450", 0, Some(1_450));
        check("1.5", 0, None);
        check("12.999", 2, None);
        for wrong in ["", "-1", "1,299", "1e3", ".5", "1234567890123", "¥100", "1.2.3"] {
            check(wrong, 2, None);
        }
        for (minor, exponent) in [(1_299, 2), (5, 2), (1_450, 0), (12_345, 3)] {
            assert_eq!(parse_amount(&format_amount(minor, exponent), exponent), Some(minor));
        }
    }
}
