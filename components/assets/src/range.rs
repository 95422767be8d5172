//! `Range: bytes=…` (RFC 9110, 14): the one slice of a file that a request asks for.

use std::ops::Range;

/// What a `Range` header means for a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slice {
    /// The whole file: no header, one we need not understand, or several ranges at once.
    Whole,
    /// These bytes of it.
    Part(Range<usize>),
    /// Bytes it does not have.
    Unsatisfiable,
}

/// Reads the header's value for a file of `length` bytes.
pub fn slice(header: Option<&str>, length: usize) -> Slice {
    let Some(wish) = header.and_then(|header| header.trim().strip_prefix("bytes=")) else { return Slice::Whole };
    let Some((first, last)) = wish.split_once('-') else { return Slice::Whole };
    match (number(first), number(last)) {
        (Some(None), Some(Some(count))) => {
            if count == 0 || length == 0 {
                Slice::Unsatisfiable
            } else {
                Slice::Part(length.saturating_sub(count)..length)
            }
        }
        (Some(Some(first)), Some(last)) => match last {
            Some(last) if last < first => Slice::Whole,
            _ if first >= length => Slice::Unsatisfiable,
            last => Slice::Part(first..last.map_or(length, |last| last.saturating_add(1).min(length))),
        },
        _ => Slice::Whole,
    }
}

/// `Some(None)` for nothing at all, `None` for what is no number.
fn number(text: &str) -> Option<Option<usize>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    // More digits than fit say "beyond any end".
    digits.then(|| Some(text.parse().unwrap_or(usize::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(header: &str, expect: Slice) {
        assert_eq!(slice(Some(header), 10), expect, "{header}");
    }

    #[test]
    fn a_range_is_clipped_to_the_file() {
        check("bytes=0-3", Slice::Part(0..4));
        check("bytes=8-", Slice::Part(8..10));
        check("bytes=8-99", Slice::Part(8..10));
        check("bytes=-3", Slice::Part(7..10));
        check("bytes=-99", Slice::Part(0..10));
        check("bytes=2-99999999999999999999999", Slice::Part(2..10));
    }

    #[test]
    fn a_range_beyond_the_end_is_refused() {
        check("bytes=10-", Slice::Unsatisfiable);
        check("bytes=99999999999999999999999-", Slice::Unsatisfiable);
        check("bytes=-0", Slice::Unsatisfiable);
    }

    #[test]
    fn what_is_no_single_range_means_the_whole_file() {
        check("", Slice::Whole);
        check("bytes", Slice::Whole);
        check("bytes=", Slice::Whole);
        check("bytes=-", Slice::Whole);
        check("bytes=5-2", Slice::Whole);
        check("bytes=0-1,3-4", Slice::Whole);
        check("lines=1-2", Slice::Whole);
        assert_eq!(slice(None, 10), Slice::Whole);
    }
}
