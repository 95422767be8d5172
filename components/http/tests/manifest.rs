//! spin.toml grants each component the secrets that it uses, and no others.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::collections::{BTreeMap, BTreeSet};

use toml::Table;

/// The secrets of each component that has any. What is not here is granted to none.
const GRANTED: [(&str, &[&str]); 5] = [
    (
        "storefront",
        &[
            "cart_secret",
            "checkout_secret",
            "orders_secret",
            "flash_secret",
            "consistency_secret",
            "session_secret",
            "sandbox_api_key",
        ],
    ),
    (
        "account",
        &[
            "orders_secret",
            "flash_secret",
            "consistency_secret",
            "session_secret",
            "credentials_secret",
            "account_link_secret",
        ],
    ),
    ("admin", &["admin_session_secret", "consistency_secret"]),
    ("api", &["sandbox_api_key", "sandbox_webhook_secret"]),
    ("dispatch", &["account_link_secret", "mail_access_key"]),
];

fn manifest() -> Table {
    include_str!("../../../spin.toml").parse().unwrap()
}

fn table<'a>(parent: &'a Table, name: &str) -> Option<&'a Table> {
    parent.get(name).and_then(toml::Value::as_table)
}

/// The variables that are marked as secrets.
fn secrets(manifest: &Table) -> BTreeSet<String> {
    let marked = |entry: &toml::Value| entry.get("secret").and_then(toml::Value::as_bool) == Some(true);
    let variables = table(manifest, "variables").unwrap().iter();
    variables.filter(|(_, entry)| marked(entry)).map(|(name, _)| name.clone()).collect()
}

#[test]
fn each_component_is_granted_the_secrets_that_it_uses_and_no_others() {
    let manifest = manifest();
    let secrets = secrets(&manifest);
    let mut granted: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (component, about) in table(&manifest, "component").unwrap() {
        let variables = about.get("variables").and_then(toml::Value::as_table);
        for (name, template) in variables.into_iter().flatten() {
            let template = template.as_str().unwrap();
            for secret in secrets.iter().filter(|secret| template.contains(&format!("{{{{ {secret} }}}}"))) {
                assert_eq!(name, secret, "{component} gets a secret under its own name");
                granted.entry(component).or_default().insert(secret.clone());
            }
        }
    }
    for (component, expected) in GRANTED {
        let with_previous = expected.iter().flat_map(|name| [(*name).to_owned(), format!("{name}_previous")]);
        let declared = with_previous.filter(|name| secrets.contains(name)).collect();
        assert_eq!(granted.remove(component), Some(declared), "{component}");
    }
    assert_eq!(granted, BTreeMap::new(), "components that are granted a secret without being listed here");
}

#[test]
fn every_secret_is_marked_as_one_and_has_a_previous_value_that_is_empty_by_default() {
    let manifest = manifest();
    let (secrets, variables) = (secrets(&manifest), table(&manifest, "variables").unwrap());
    for name in variables.keys().filter(|name| name.contains("secret")) {
        assert!(secrets.contains(name), "{name} is marked");
    }
    for name in secrets.iter().filter(|name| name.ends_with("_secret")) {
        let previous = variables.get(&format!("{name}_previous")).and_then(|entry| entry.get("default"));
        assert_eq!(previous.and_then(toml::Value::as_str), Some(""), "{name}");
    }
}
