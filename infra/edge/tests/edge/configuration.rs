//! What a wrong configuration is told.

use std::path::Path;

use outpost_edge::{Host, Options};

async fn refusal(folder: &Path, manifest: &str, change: impl FnOnce(&mut Options)) -> String {
    std::fs::write(folder.join("spin.toml"), manifest).unwrap();
    let mut options = Options::new(folder);
    change(&mut options);
    match Host::start(options).await {
        Ok(_) => panic!("the host starts with a wrong configuration"),
        Err(error) => error.to_string(),
    }
}

fn check(text: &str, expected: &[&str]) {
    for line in expected {
        assert!(text.contains(line), "{line:?} is missing in\n{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_manifest_is_told_every_fault_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = r#"
        spin_manifest_version = 1
        surprise = true
        [application]
        version = 3
        [variables]
        Bad-Name = { default = "x" }
        empty = { secret = true }
        [[trigger.http]]
        route = "no-slash"
        component = "one"
        [[trigger.http]]
        route = "/two"
        component = "absent"
        [[trigger.redis]]
        channel = "x"
        component = "one"
        [component.one]
        source = { url = "https://example.com/x.wasm", digest = "sha256:0" }
        files = ["a.txt"]
        sqlite_databases = ["default", 7]
        sqlite_database = []
    "#;
    let text = refusal(folder.path(), manifest, |_| {}).await;
    check(
        &text,
        &[
            "the configuration has 13 problems:",
            "spin_manifest_version: is not 2",
            "surprise: is not a known key",
            "application.name: is missing",
            "application.version: is a integer",
            "variables.Bad-Name: is not a variable name",
            "variables.empty: has neither a default nor required = true",
            "trigger.http[0].route: does not begin with '/'",
            "trigger.http[1]: names the component \"absent\", which is not defined",
            "trigger.redis: is not supported by the edge host",
            "component.one.source: is not a path",
            "component.one.files: is not supported by the edge host",
            "component.one.sqlite_databases[1]: is a integer",
            "component.one.sqlite_database: is not a known key",
        ],
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_that_do_not_fit_together_are_told_at_once_and_how_to_mend_them() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = r#"
        spin_manifest_version = 2
        [application]
        name = "x"
        [variables]
        key = { required = true, secret = true }
        [[trigger.http]]
        route = "/..."
        component = "one"
        [component.one]
        source = "nowhere.wasm"
        sqlite_databases = ["default", "orders", "far"]
        key_value_stores = ["sessions"]
        allowed_outbound_hosts = ["example.com", "https://{{ gone }}"]
        variables = { key = "{{ key }}", open = "{{ key" }
    "#;
    let config = folder.path().join("runtime.toml");
    std::fs::write(&config, "[sqlite_database.far]\ntype = \"libsql\"\nurl = \"db\"\ntoken = \"t\"\n").unwrap();
    let text = refusal(folder.path(), manifest, |options| {
        options.runtime_config = Some(config);
        options.components = vec!["one".into(), "two".into()];
        options.variables = vec![("unknown".into(), "x".into())];
    })
    .await;
    check(
        &text,
        &[
            "sqlite_database.far.url: is no address of a libSQL server",
            "--component-id two: is not a component",
            "variables.key: is required and has no value\n     Set SPIN_VARIABLE_KEY or pass --variable key=",
            "--variable unknown: is not declared",
            "component.one.source: there is no file",
            "component.one.sqlite_databases[1]: nothing stands behind the label \"orders\"",
            "Add [sqlite_database.orders] with type = \"spin\"",
            "component.one.key_value_stores[0]: nothing stands behind the label \"sessions\"",
            "component.one.allowed_outbound_hosts[0]: has no scheme",
            "component.one.allowed_outbound_hosts[1]: uses the variable \"gone\"",
            "component.one.variables.open: has '{{' without '}}'",
        ],
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_component_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("x.wasm"), "not wasm").unwrap();
    let manifest = "spin_manifest_version = 2\n[application]\nname = \"x\"\n\
                    [[trigger.http]]\nroute = \"/...\"\ncomponent = \"one\"\n[component.one]\nsource = \"x.wasm\"\n";
    let text = refusal(folder.path(), manifest, |_| {}).await;
    check(&text, &["component one: cannot compile"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_manifest_says_what_from_takes() {
    let error = Host::start(Options::new("ghcr.io/shop:1.0")).await.err().unwrap().to_string();
    check(&error, &["cannot read ghcr.io/shop:1.0", "`--from` takes a spin.toml"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_cache_needs_a_statement_and_a_database_that_the_component_may_open() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = |table: &str| {
        format!(
            "spin_manifest_version = 2\n[application]\nname = \"x\"\n[[trigger.http]]\nroute = \"/...\"\n\
             component = \"one\"\n[component.one]\nsource = \"x.wasm\"\nsqlite_databases = [\"default\"]\n\
             [component.one.tool.other]\nanything = 1\n[component.one.tool.outpost{table}\n"
        )
    };
    std::fs::write(folder.path().join("x.wasm"), "").unwrap();
    let place = "component.one.tool.outpost.page_cache";
    let text = refusal(folder.path(), &manifest(".page_cache]\ndatabase = \"default\"\nextra = 1"), |_| {}).await;
    check(&text, &[&format!("{place}.version: is missing"), &format!("{place}.extra: is not a known key")]);
    let other = manifest(".page_cache]\ndatabase = \"orders\"\nversion = \"SELECT 1\"");
    let text = refusal(folder.path(), &other, |_| {}).await;
    check(&text, &[&format!("{place}.database: names the label \"orders\", which this component may not open")]);
    let text = refusal(folder.path(), &manifest("]\npages = 1\npage_cache = true"), |_| {}).await;
    check(&text, &["component.one.tool.outpost.pages: is not a known key", &format!("{place}: is not a table")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn jobs_and_body_limits_are_checked() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = |jobs: &str| {
        format!(
            "spin_manifest_version = 2\n[application]\nname = \"x\"\n[[trigger.http]]\nroute = \"/one/...\"\n\
             component = \"one\"\n[component.one]\nsource = \"x.wasm\"\n{jobs}\n"
        )
    };
    std::fs::write(folder.path().join("x.wasm"), "").unwrap();
    let jobs = "[[component.one.tool.outpost.jobs]]\n";
    let place = "component.one.tool.outpost.jobs";
    let text =
        refusal(folder.path(), &manifest(&format!("{jobs}every_seconds = 0\n{jobs}path = \"/one/a\"\nat = 1")), |_| {})
            .await;
    check(
        &text,
        &[
            &format!("{place}[0].path: is missing"),
            &format!("{place}[0].every_seconds: is not a number of seconds"),
            &format!("{place}[1].every_seconds: is not a number of seconds"),
            &format!("{place}[1].at: is not a known key"),
        ],
    );
    let text = refusal(folder.path(), &manifest(&format!("{jobs}path = \"/two\"\nevery_seconds = 60")), |_| {}).await;
    check(&text, &[&format!("{place}[0].path: \"/two\" does not lead to this component")]);
    let text = refusal(folder.path(), &manifest("[component.one.tool.outpost]\njobs = 1"), |_| {}).await;
    check(&text, &[&format!("{place}: is not a list of tables")]);
    let limits = "[[component.one.tool.outpost.body_limits]]\nroute = \"one\"\nmax_bytes = -1";
    let text = refusal(folder.path(), &manifest(limits), |_| {}).await;
    let place = "component.one.tool.outpost.body_limits[0]";
    check(
        &text,
        &[&format!("{place}.route: does not begin with '/'"), &format!("{place}.max_bytes: is not a number of bytes")],
    );
}
