//! `unsafe` only where wasmtime demands it: loading a component that was compiled before.

use crate::tidy::{Finding, sources::Source};

/// The one file that may be unsafe.
const MAY_BE_UNSAFE: &str = "infra/edge/src/runtime/compiled.rs";

/// Holds one file against the rule.
pub fn check(source: &Source) -> Vec<Finding> {
    if !source.is("rs") || source.path == MAY_BE_UNSAFE || source.path.starts_with("infra/xtask/src/tidy/") {
        return Vec::new();
    }
    let is_unsafe = |line: &str| {
        let mut words = line.split(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == '-'));
        words.any(|word| word == "unsafe" || word == "unsafe_code")
    };
    Finding::in_code(
        source,
        is_unsafe,
        &format!("`unsafe` outside {MAY_BE_UNSAFE}"),
        "find a safe way; there is one for everything but loading compiled components",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::sample;

    fn check_line(path: &str, line: &str, expect: usize) {
        assert_eq!(check(&sample(path, line)).len(), expect, "{path}: {line}");
    }

    #[test]
    fn unsafe_code_is_found_and_the_word_in_other_names_is_not() {
        check_line("infra/edge/src/main.rs", "let a = unsafe { b() };", 1);
        check_line("infra/edge/src/main.rs", "#[allow(unsafe_code)]", 1);
        check_line("infra/edge/src/main.rs", "// unsafe", 0);
        check_line("infra/edge/src/main.rs", "let is_unsafe_mode = 1;", 0);
        check_line("infra/edge/src/main.rs", r#""style-src 'unsafe-inline'""#, 0);
        check_line(MAY_BE_UNSAFE, "unsafe { Component::deserialize_file(engine, path) }", 0);
    }
}
