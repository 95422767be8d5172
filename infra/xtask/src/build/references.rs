//! How one static file names another: `{{asset:NAME}}` becomes the address of that file under its hashed name.
//!
//! In a script: `import("{{asset:browser.js}}")`; in a style: `url("{{asset:paper.woff2}}")`. A file's own hash is taken
//! after the names in it are filled in, so a change travels up to everything that names the changed file.

use anyhow::{Context, Result};

const OPENING: &str = "{{asset:";
const CLOSING: &str = "}}";

/// Fills in every reference in a text. `address` is asked for each name in turn.
///
/// # Errors
/// When a reference is not closed, and those of `address`.
pub fn fill_in(text: &str, mut address: impl FnMut(&str) -> Result<String>) -> Result<String> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPENING) {
        let (name, after) = after.split_once(CLOSING).with_context(|| format!("`{OPENING}` without `{CLOSING}`"))?;
        filled.push_str(before);
        filled.push_str(&address(name.trim())?);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        let filled = fill_in(text, |name| Ok(format!("/assets/{name}?")));
        assert_eq!(filled.ok().as_deref(), expect, "{text}");
    }

    #[test]
    fn names_of_other_files_are_filled_in_wherever_they_stand() {
        check("", Some(""));
        check("a{color:red}}", Some("a{color:red}}"));
        check(r#"import("{{asset:b.js}}")"#, Some(r#"import("/assets/b.js?")"#));
        check("{{asset:a}}{{asset: b }}", Some("/assets/a?/assets/b?"));
        check("url({{asset:a)", None);
    }
}
