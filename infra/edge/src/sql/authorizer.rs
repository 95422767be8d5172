//! What a guest's SQL may not do: open files of the host, or change settings that the database's promises rest on.

use libsql::{AuthAction, AuthContext, Authorization};

/// Pragmas that only tell, or that change nothing beyond the guest's own data, whatever their argument.
const HARMLESS: [&str; 21] = [
    "analysis_limit",
    "application_id",
    "collation_list",
    "compile_options",
    "data_version",
    "database_list",
    "defer_foreign_keys",
    "foreign_key_check",
    "foreign_key_list",
    "function_list",
    "index_info",
    "index_list",
    "index_xinfo",
    "integrity_check",
    "optimize",
    "pragma_list",
    "quick_check",
    "table_info",
    "table_list",
    "table_xinfo",
    "user_version",
];

/// Settings that guests like to make and that are as they ask already.
const AS_IT_IS: [(&str, &[&str]); 3] =
    [("foreign_keys", &["1", "on", "true", "yes"]), ("journal_mode", &["wal"]), ("synchronous", &["2", "full"])];

/// SQLite asks this while it prepares a statement; a denied one fails with `not authorized`.
pub fn allow(context: &AuthContext<'_>) -> Authorization {
    let allowed = match context.action {
        // Temporary and in-memory databases are the guest's own. VACUUM INTO comes here too.
        AuthAction::Attach { filename } => matches!(filename, "" | ":memory:"),
        AuthAction::Pragma { pragma_name, pragma_value } => allow_pragma(pragma_name, pragma_value),
        AuthAction::Function { function_name } => function_name != "load_extension",
        // What libSQL cannot name, such as ATTACH of an expression.
        AuthAction::Unknown { .. } => false,
        _ => true,
    };
    if allowed { Authorization::Allow } else { Authorization::Deny }
}

/// Without an argument a pragma only tells.
fn allow_pragma(name: &str, value: Option<&str>) -> bool {
    let Some(value) = value else { return true };
    let (name, value) = (name.to_ascii_lowercase(), value.to_ascii_lowercase());
    HARMLESS.contains(&name.as_str())
        || AS_IT_IS.iter().any(|(known, values)| *known == name && values.contains(&value.as_str()))
}

#[cfg(test)]
mod tests {
    use super::allow_pragma;

    #[test]
    fn a_guest_may_ask_for_anything_and_change_nothing_that_matters_to_others() {
        let allowed = [("journal_mode", None), ("table_info", Some("item")), ("foreign_keys", Some("ON"))];
        let denied = [("synchronous", Some("OFF")), ("foreign_keys", Some("0")), ("query_only", Some("0"))];
        for (name, value) in allowed {
            assert!(allow_pragma(name, value), "{name} {value:?}");
        }
        for (name, value) in denied {
            assert!(!allow_pragma(name, value), "{name} {value:?}");
        }
    }
}
