//! What a postcode says about an address.
//!
//! Japan's postcodes name a municipality, and shoppers there expect a form to fill it in. The table
//! `postcode/japan.txt` is made from the data of Japan Post, which claims no copyright on it and lets anybody distribute
//! it; names of towns are left out, since they double its size. It is read at each look-up, which takes well under a
//! millisecond.

/// Ranges of postcodes by prefecture and municipality.
const JAPAN: &str = include_str!("postcode/japan.txt");

/// The part of a country that a postcode stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostalArea {
    /// The region as addresses store it: a prefecture in Japanese.
    pub region: &'static str,
    /// The municipality; empty where the postcode belongs to several.
    pub city: &'static str,
}

/// The area of a postcode in digits and dashes; `None` where the country has no table, or the postcode is not in it.
pub fn area(country: &str, postal_code: &str) -> Option<PostalArea> {
    if country != "JP" {
        return None;
    }
    let digits: String = postal_code.chars().filter(char::is_ascii_digit).collect();
    let wanted = digits.parse().ok().filter(|_| digits.len() == 7)?;
    let mut region = "";
    for line in JAPAN.lines().filter(|line| !line.starts_with(';')) {
        if let Some(name) = line.strip_prefix("# ") {
            region = name;
            continue;
        }
        let mut words = line.split(' ');
        let city = words.next()?;
        if words.any(|range| contains(range, wanted)) {
            return Some(PostalArea { region, city: if city == "-" { "" } else { city } });
        }
    }
    None
}

/// Whether a range such as `0010000-28082` (0010000 to 0028082) contains a postcode.
fn contains(range: &str, wanted: u32) -> bool {
    let (first, tail) = range.split_once('-').unwrap_or((range, ""));
    let last = format!("{}{tail}", &first[..first.len().saturating_sub(tail.len())]);
    let bounds = (first.parse::<u32>(), last.parse::<u32>());
    matches!(bounds, (Ok(first), Ok(last)) if (first..=last).contains(&wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_japanese_postcode_names_prefecture_and_municipality() {
        let check = |postcode: &str, region: &'static str, city: &'static str| {
            assert_eq!(area("JP", postcode), Some(PostalArea { region, city }), "{postcode}");
        };
        check("100-0001", "東京都", "千代田区");
        check("1130033", "東京都", "文京区");
        check("060-0000", "北海道", "札幌市中央区");
        check("904-0204", "沖縄県", "中頭郡嘉手納町");
        check("530-0001", "大阪府", "大阪市北区");
    }

    #[test]
    fn other_postcodes_name_nothing() {
        for (country, postcode) in [("JP", "000-0000"), ("JP", "100"), ("JP", ""), ("GB", "1000001"), ("DE", "10115")] {
            assert_eq!(area(country, postcode), None, "{country} {postcode}");
        }
    }

    #[test]
    fn every_range_of_the_table_is_one() {
        let ranges =
            JAPAN.lines().filter(|line| !line.starts_with([';', '#'])).flat_map(|line| line.split(' ').skip(1));
        for range in ranges {
            let (first, tail) = range.split_once('-').unwrap_or((range, ""));
            assert!(
                first.len() == 7 && tail.len() < 7 && first.parse().is_ok_and(|first| contains(range, first)),
                "{range}"
            );
        }
    }
}
