//! The suggestions in the list, and how the keys move through it.

/// The three groups, in the order in which they stand in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Queries of other shoppers.
    Queries,
    /// Categories.
    Categories,
    /// Products, with picture and price.
    Products,
}

impl Group {
    /// All groups in the order of the list.
    pub const ALL: [Self; 3] = [Self::Queries, Self::Categories, Self::Products];
}

/// One suggestion. `image` and `price` are filled for products only; `price` is already formatted for the market.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The group it is shown in.
    pub group: Group,
    /// What it is called.
    pub title: String,
    /// Where choosing it leads: a path on this site.
    pub url: String,
    /// Path of a small picture.
    pub image: Option<String>,
    /// Price as text.
    pub price: Option<String>,
}

/// The DOM id of the option at `position` in the list `list_id`.
pub fn option_id(list_id: &str, position: usize) -> String {
    format!("{list_id}-{position}")
}

/// Keys that move the highlight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the next suggestion; past the last, back to the text.
    Down,
    /// To the previous one; before the first, back to the text.
    Up,
    /// To the first.
    First,
    /// To the last.
    Last,
}

/// The highlighted position after `step` in a list of `count`; `None` means that the text itself is highlighted.
pub fn step(active: Option<usize>, count: usize, step: Step) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match (step, active) {
        (Step::First, _) | (Step::Down, None) => Some(0),
        (Step::Last, _) | (Step::Up, None) => Some(last),
        (Step::Down, Some(at)) => (at < last).then_some(at + 1),
        (Step::Up, Some(at)) => at.checked_sub(1),
    }
}

/// The position of the suggestion of the same group with the same address.
pub fn position_of(suggestions: &[Suggestion], sought: &Suggestion) -> Option<usize> {
    suggestions.iter().position(|suggestion| (suggestion.group, &suggestion.url) == (sought.group, &sought.url))
}

/// Whether the text is long enough for suggestions: two letters, or one character of a script such as Japanese.
pub fn is_long_enough(text: &str) -> bool {
    text.chars().nth(1).is_some() || text.chars().any(|sign| sign >= '\u{2E80}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrow_keys_walk_through_the_list_and_through_the_text() {
        let down = |active| step(active, 2, Step::Down);
        assert_eq!((down(None), down(Some(0)), down(Some(1))), (Some(0), Some(1), None));
        let up = |active| step(active, 2, Step::Up);
        assert_eq!((up(None), up(Some(1)), up(Some(0))), (Some(1), Some(0), None));
    }

    #[test]
    fn home_and_end_reach_the_ends_of_the_list() {
        assert_eq!(step(Some(1), 5, Step::First), Some(0));
        assert_eq!(step(Some(1), 5, Step::Last), Some(4));
    }

    #[test]
    fn an_empty_list_has_nothing_to_highlight() {
        for key in [Step::Down, Step::Up, Step::First, Step::Last] {
            assert_eq!(step(None, 0, key), None);
        }
    }

    #[test]
    fn a_suggestion_is_found_again_in_another_list() {
        let suggestion = |group, url: &str| Suggestion {
            group,
            title: String::new(),
            url: url.to_owned(),
            image: None,
            price: None,
        };
        let list =
            [suggestion(Group::Queries, "/a"), suggestion(Group::Products, "/a"), suggestion(Group::Products, "/b")];
        assert_eq!(position_of(&list, &suggestion(Group::Products, "/a")), Some(1));
        assert_eq!(position_of(&list, &suggestion(Group::Categories, "/a")), None);
    }

    #[test]
    fn one_latin_letter_is_too_little_but_one_kanji_is_enough() {
        assert!(!is_long_enough(""));
        assert!(!is_long_enough("a"));
        assert!(is_long_enough("ab"));
        assert!(is_long_enough("鍋"));
    }
}
