//! Shares of an amount, in proportion to weights.

use crate::money::{Money, MoneyError};

/// Splits `whole` in proportion to `weights`; the parts sum to the whole.
///
/// Each part is rounded towards zero first. What is left goes to the largest remainders, one minor unit each; equal
/// remainders are served from the front. Without any weight above zero, the first part takes all.
pub fn proportional(whole: Money, weights: &[i64]) -> Result<Vec<Money>, MoneyError> {
    let currency = whole.currency();
    let sum: i128 = weights.iter().map(|&weight| i128::from(weight.max(0))).sum();
    if sum == 0 {
        let part = |index| if index == 0 { whole } else { Money::zero(currency) };
        return Ok((0..weights.len()).map(part).collect());
    }
    let size = i128::from(whole.minor()).abs();
    let mut parts: Vec<(usize, i128, i128)> = weights
        .iter()
        .enumerate()
        .map(|(index, &weight)| {
            let product = size * i128::from(weight.max(0));
            (index, product / sum, product % sum)
        })
        .collect();
    let mut left = size - parts.iter().map(|(_, part, _)| part).sum::<i128>();
    parts.sort_by(|one, other| other.2.cmp(&one.2).then(one.0.cmp(&other.0)));
    for part in &mut parts {
        if left == 0 {
            break;
        }
        part.1 += 1;
        left -= 1;
    }
    parts.sort_by_key(|(index, ..)| *index);
    let sign = i128::from(whole.minor().signum());
    let money = |part: i128| {
        i64::try_from(sign * part).map(|minor| Money::new(minor, currency)).map_err(|_| MoneyError::Overflow)
    };
    parts.into_iter().map(|(_, part, _)| money(part)).collect()
}

#[cfg(test)]
mod tests {
    use crate::samples::EUR;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_left_goes_to_the_largest_remainder() {
        let check = |whole: i64, weights: &[i64], expect: &[i64]| {
            let parts = proportional(Money::new(whole, EUR), weights).unwrap();
            assert_eq!(parts.into_iter().map(Money::minor).collect::<Vec<_>>(), expect, "{whole} over {weights:?}");
        };
        check(100, &[1, 1, 1], &[34, 33, 33]);
        check(490, &[2_000, 1_000], &[327, 163]);
        check(-5, &[3, 1], &[-4, -1]);
        check(7, &[0, 0], &[7, 0]);
        check(0, &[5, 1], &[0, 0]);
    }

    proptest! {
        #[test]
        fn shares_sum_to_the_whole(
            whole in -1_000_000_000i64..1_000_000_000,
            weights in prop::collection::vec(0i64..1_000_000_000, 1..40),
        ) {
            let whole = Money::new(whole, EUR);
            let parts = proportional(whole, &weights).unwrap();
            prop_assert_eq!(parts.len(), weights.len());
            prop_assert_eq!(Money::sum(EUR, parts), Ok(whole));
        }
    }
}
