//! Text for people: escaped, with numbers that can be read at a glance and never part from their units.

use std::fmt;
use std::time::Duration;

/// Text that stands for itself in HTML, in attributes too.
pub struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
            f.write_str(&rest[..at])?;
            f.write_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => "&#39;",
            })?;
            rest = &rest[at + 1..];
        }
        f.write_str(rest)
    }
}

/// `0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`, `4 d 1 h`.
pub fn time(seconds: f64) -> String {
    if seconds < 9.95 {
        return format!("{:.1}\u{a0}s", seconds.max(0.0));
    }
    let whole = Duration::from_secs_f64(seconds.min(1e12)).as_secs();
    let (days, hours, minutes, seconds) = (whole / 86_400, whole / 3_600 % 24, whole / 60 % 60, whole % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{seconds}\u{a0}s"),
        (0, 0, _) => format!("{minutes}\u{a0}min {seconds}\u{a0}s"),
        (0, _, _) => format!("{hours}\u{a0}h {minutes}\u{a0}min"),
        _ => format!("{days}\u{a0}d {hours}\u{a0}h"),
    }
}

/// A latency: `0.6 ms`, `14 ms`, `1.2 s`.
pub fn latency(time: Option<Duration>) -> String {
    match time.map(|time| time.as_secs_f64() * 1_000.0) {
        None => "–".to_owned(),
        Some(millis) if millis < 10.0 => format!("{millis:.1}\u{a0}ms"),
        Some(millis) if millis < 1_000.0 => format!("{millis:.0}\u{a0}ms"),
        Some(millis) => format!("{:.1}\u{a0}s", millis / 1_000.0),
    }
}

/// `1 234 567`, with narrow spaces.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// `12.5 MiB`.
pub fn bytes(number: i64) -> String {
    let kib = number as f64 / 1_024.0;
    if kib < 1_000.0 { format!("{kib:.0}\u{a0}KiB") } else { format!("{:.1}\u{a0}MiB", kib / 1_024.0) }
}

#[cfg(test)]
mod tests {
    use super::{Escaped, bytes, count, latency, time};
    use std::time::Duration;

    fn plain(text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn numbers_can_be_read() {
        let times = [0.04, 9.94, 75.2, 7_300.0, 90_000.0, -1.0].map(|seconds| plain(&time(seconds)));
        assert_eq!(times, ["0.0 s", "9.9 s", "1 min 15 s", "2 h 1 min", "1 d 1 h", "0.0 s"]);
        let latencies = [Some(620), Some(14_400), Some(1_230_000), None];
        let shown = latencies.map(|micros| plain(&latency(micros.map(Duration::from_micros))));
        assert_eq!(shown, ["0.6 ms", "14 ms", "1.2 s", "–"]);
        assert_eq!([0, 999, 1_000, 1_234_567].map(count), ["0", "999", "1\u{202f}000", "1\u{202f}234\u{202f}567"]);
        assert_eq!([0, 40 << 10, 13_107_200].map(|number| plain(&bytes(number))), ["0 KiB", "40 KiB", "12.5 MiB"]);
    }

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(Escaped("<a b='c'>\"&amp;\"").to_string(), "&lt;a b=&#39;c&#39;&gt;&quot;&amp;amp;&quot;");
        assert_eq!(Escaped("東京 é").to_string(), "東京 é");
    }
}
