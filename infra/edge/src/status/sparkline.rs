//! A small line without axes: how a number went in the last ten minutes.

use super::history::SAMPLES;
use super::words::Escaped;
use std::fmt::Write;

const HEIGHT: f64 = 40.0;

/// An SVG of `values`, the newest at the right; gaps stay gaps. `label` tells it in words.
pub fn sparkline(values: &[Option<f64>], label: &str) -> String {
    let width = SAMPLES - 1;
    // A line that is flat at zero lies at the bottom, not at the top.
    let most = values.iter().flatten().fold(f64::MIN_POSITIVE, |most, value| most.max(*value));
    let first = (SAMPLES - 1).saturating_sub(values.len().saturating_sub(1));
    let mut path = String::new();
    let mut is_drawn = false;
    for (at, value) in values.iter().enumerate() {
        if let Some(value) = value {
            let y = HEIGHT - value.max(0.0) / most * HEIGHT;
            // A single value is a dot: a line of no length with round ends.
            let verb = if is_drawn { 'L' } else { 'M' };
            let dot = if is_drawn { "" } else { "h0" };
            // Writing to a string cannot fail.
            write!(path, "{verb}{} {y:.1}{dot}", first + at).unwrap_or(());
        }
        is_drawn = value.is_some();
    }
    format!(
        "<svg class=\"spark\" viewBox=\"0 -2 {width} {}\" preserveAspectRatio=\"none\" role=\"img\" \
         aria-label=\"{}\"><path d=\"{path}\"/></svg>",
        HEIGHT + 4.0,
        Escaped(label),
    )
}

#[cfg(test)]
mod tests {
    use super::sparkline;

    #[test]
    fn the_newest_value_is_at_the_right_and_gaps_stay_gaps() {
        let svg = sparkline(&[Some(0.0), Some(2.0), None, Some(1.0)], "a < b");
        assert!(svg.contains("d=\"M117 40.0h0L118 0.0M120 20.0h0\""), "{svg}");
        assert!(svg.contains("aria-label=\"a &lt; b\""), "{svg}");
        assert!(sparkline(&[Some(0.0), Some(0.0)], "").contains("M119 40.0h0L120 40.0"));
        assert!(sparkline(&[], "").contains("d=\"\""));
    }
}
