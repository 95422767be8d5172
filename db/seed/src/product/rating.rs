//! Ratings: few things have many, many have few, some have none, and most that have any are liked.

use crate::random::Draw;

/// Shares of 1 to 5 stars in permille: the J that shops know, from disliked to loved.
const MOODS: [[i64; 5]; 6] = [
    [260, 140, 160, 200, 240],
    [120, 80, 130, 270, 400],
    [70, 40, 100, 290, 500],
    [50, 25, 75, 250, 600],
    [30, 20, 40, 190, 720],
    [15, 10, 25, 130, 820],
];

/// How many ratings of 1, 2, 3, 4 and 5 stars the product of that rank has.
pub fn stars(rank: i64, draw: &mut Draw) -> [i64; 5] {
    if rank > 24 && draw.permille(80) {
        return [0; 5];
    }
    // What sells best is liked by most.
    let moods: &[usize] = if rank <= 100 { &[2, 3, 3, 4, 4, 5] } else { &[0, 1, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5] };
    let mood = &MOODS[*draw.pick(moods)];
    let count = expected(rank) * draw.between(60, 140) / 100;
    let mut stars = mood.map(|share| if count >= 60 { count * share * draw.between(70, 100) / 100_000 } else { 0 });
    for _ in stars.iter().sum()..count {
        stars[drawn(mood, draw)] += 1;
    }
    stars
}

/// Zipf's law, flattened: 4,000 by the rank to the power of ¾, in integers so that every machine agrees.
fn expected(rank: i64) -> i64 {
    let root = (rank * 1_000_000).isqrt();
    let fourth_root = (root * 1_000).isqrt();
    4_000_000 / (root * fourth_root / 1_000)
}

fn drawn(mood: &[i64; 5], draw: &mut Draw) -> usize {
    let mut rest = draw.between(0, 999);
    for (star, share) in mood.iter().enumerate() {
        if rest < *share {
            return star;
        }
        rest -= share;
    }
    4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_popular_are_rated_often_and_five_stars_are_the_most_frequent() {
        let total = |rank: i64| (1..50).map(|key| stars(rank, &mut Draw::of(key)).iter().sum::<i64>()).sum::<i64>();
        assert!(total(1) > 5 * total(100));
        let mut sum = [0; 5];
        for key in 1..300 {
            for (star, count) in stars(20, &mut Draw::of(key)).iter().enumerate() {
                sum[star] += count;
            }
        }
        assert!(sum[4] > sum[3] && sum[3] > sum[2] && sum[0] > sum[1], "{sum:?}");
    }

    #[test]
    fn shares_add_up() {
        assert!(MOODS.iter().all(|mood| mood.iter().sum::<i64>() == 1000));
    }
}
