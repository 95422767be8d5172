//! SQL stands in `db/` only. The edge host, which keeps Spin's key-value stores in SQLite, may hold statements about its
//! own tables; so may the payment sandbox, whose database is no part of the shop's. Tests may make tables.

use crate::tidy::{Finding, sources::Source};

/// Words that, together in one line and in this order, are a statement.
const STATEMENTS: [&[&str]; 6] = [
    &["SELECT ", " FROM "],
    &["INSERT INTO "],
    &["INSERT OR "],
    &["UPDATE ", " SET "],
    &["DELETE FROM "],
    &["CREATE TABLE "],
];
const MAY_HOLD: [&str; 5] =
    ["db/", "infra/edge/", "infra/xtask/src/tidy/", "components/sandbox/queries/", "components/sandbox/migrations/"];

/// Holds one file against the rule.
pub fn check(source: &Source) -> Vec<Finding> {
    let is_free = MAY_HOLD.iter().any(|folder| source.path.starts_with(folder)) || source.is_test();
    if is_free || source.is("css") || source.is("js") || source.is("mjs") {
        return Vec::new();
    }
    Finding::in_code(
        source,
        |line| STATEMENTS.iter().any(|words| holds(line, words)),
        "SQL outside db/",
        "move it to db/queries/<noun>/<verb>.sql with a typed function in db/src",
    )
}

fn holds(line: &str, words: &[&str]) -> bool {
    let mut rest = Some(line);
    for word in words {
        rest = rest.and_then(|rest| rest.split_once(word)).map(|(_, after)| after);
    }
    rest.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::sample;

    fn check_line(path: &str, line: &str, expect: usize) {
        assert_eq!(check(&sample(path, line)).len(), expect, "{path}: {line}");
    }

    #[test]
    fn statements_are_found_where_they_do_not_belong() {
        let select = r#"query("SELECT name FROM product")"#;
        check_line("components/storefront/src/cart.rs", select, 1);
        check_line("db/src/cart.rs", select, 0);
        check_line("components/sandbox/queries/payment/find.sql", select, 0);
        check_line("components/sandbox/src/store.rs", select, 1);
        check_line("components/assets/tests/router.rs", select, 0);
        check_line("components/storefront/src/cart.rs", &format!("// {select}"), 0);
        check_line("components/storefront/src/cart.rs", &format!("#[cfg(test)]\n{select}"), 0);
        check_line("components/storefront/src/cart.rs", "SELECT a size FROM", 0);
        check_line("components/api/src/a.rs", "UPDATE product SET a = 1", 1);
    }
}
