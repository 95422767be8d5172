//! Every module says what it is for: its file begins with `//!`. A module's file is named after it: `noun.rs`, never
//! `noun/mod.rs`.

use crate::tidy::{Finding, sources::Source};

/// Holds one file against both rules.
pub fn check(source: &Source) -> Vec<Finding> {
    undocumented(source).into_iter().chain(misnamed(source)).collect()
}

fn misnamed(source: &Source) -> Option<Finding> {
    source.path.ends_with("/mod.rs").then(|| Finding {
        place: source.path.clone(),
        fault: "is named mod.rs".to_owned(),
        mend: "name it after its module and put it beside the folder; tests of one crate share one binary",
    })
}

fn undocumented(source: &Source) -> Option<Finding> {
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
        assert_eq!(check(&sample("db/src/a.rs", text)).is_empty(), expect, "{text}");
    }

    #[test]
    fn a_module_without_a_first_line_of_docs_is_found() {
        check_text("//! Orders.\n", true);
        check_text("\n//! Orders.\n", true);
        check_text("use std::fs;\n", false);
        check_text("/// An item.\nfn a() {}\n", false);
        check_text("", false);
    }

    #[test]
    fn a_module_is_named_after_what_it_is_for() {
        assert_eq!(check(&sample("db/src/order/mod.rs", "//! Orders.\n")).len(), 1);
        assert_eq!(check(&sample("db/src/order.rs", "//! Orders.\n")), []);
    }
}
