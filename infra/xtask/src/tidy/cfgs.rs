//! Which platform code is compiled for is decided in `lib.rs` files and in the platform crate, nowhere else; and never by
//! `target_arch`, which is the same in a browser and at the edge.

use crate::tidy::{Finding, sources::Source};

/// Holds one file against the rule.
pub fn check(source: &Source) -> Vec<Finding> {
    if !source.is("rs") || source.path.starts_with("infra/") {
        return Vec::new();
    }
    let may_choose = source.path.ends_with("/lib.rs") || source.path.starts_with("components/platform/");
    let lines = source.code().filter_map(|(number, line)| {
        let is_cfg = line.contains("cfg(") || line.contains("cfg!(") || line.contains("cfg_attr(");
        let (fault, mend) = match () {
            () if is_cfg && line.contains("target_arch") => {
                ("cfg on `target_arch`", "use a feature, or `target_os` in components/platform")
            }
            () if is_cfg && line.contains("target_") && !may_choose => {
                ("cfg on the target", "decide in lib.rs or in components/platform")
            }
            () => return None,
        };
        Some(Finding { place: format!("{}:{number}", source.path), fault: fault.to_owned(), mend })
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::sample;

    fn check_line(path: &str, line: &str, expect: usize) {
        assert_eq!(check(&sample(path, line)).len(), expect, "{path}: {line}");
    }

    #[test]
    fn choices_by_target_are_found_outside_their_place() {
        check_line("web/islands/src/cart.rs", r#"#[cfg(target_arch = "wasm32")]"#, 1);
        check_line("web/islands/src/lib.rs", r#"#[cfg(target_arch = "wasm32")]"#, 1);
        check_line("web/islands/src/cart.rs", r#"#[cfg(target_os = "wasi")]"#, 1);
        check_line("components/platform/src/spin.rs", r#"#[cfg(target_os = "wasi")]"#, 0);
        check_line("web/islands/src/lib.rs", r#"#[cfg(feature = "hydrate")]"#, 0);
    }
}
