//! Every module says what it is for: its file begins with `//!`.

use crate::tidy::{Finding, sources::Source};

/// Holds one file against the rule.
pub fn check(source: &Source) -> Option<Finding> {
    let is_said = source.text.lines().find(|line| !line.trim().is_empty()).is_some_and(|line| line.starts_with("//!"));
    (source.is("rs") && !is_said).then(|| Finding {
        place: source.path.clone(),
        fault: "does not begin with `//!`".to_owned(),
        mend: "say in its first line what the module is for",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::sample;

    fn check_text(text: &str, expect: bool) {
        assert_eq!(check(&sample("db/src/a.rs", text)).is_none(), expect, "{text}");
    }

    #[test]
    fn a_module_without_a_first_line_of_docs_is_found() {
        check_text("//! Orders.\n", true);
        check_text("\n//! Orders.\n", true);
        check_text("use std::fs;\n", false);
        check_text("/// An item.\nfn a() {}\n", false);
        check_text("", false);
    }
}
