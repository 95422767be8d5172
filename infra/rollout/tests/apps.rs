//! What apps declare, and which of them may serve side by side.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use outpost_rollout::plan::SchemaRange;
use outpost_rollout::registry::{App, Cookies, Declaration, Registry};
use outpost_rollout::{Digest, skew};
use serde_json::{Value, json};

fn app(build_id: &str, pages: &str) -> App {
    let components = [("storefront", pages), ("api", "sha256:1")];
    App {
        declared: Declaration {
            build_id: build_id.to_owned(),
            schema: SchemaRange { oldest: 8, newest: 9 },
            cookies: Cookies { writes: 3, opens_from: 2, opens_to: 3 },
            assets_of: vec![build_id.to_owned(), "41".to_owned()],
        },
        components: BTreeMap::from(components.map(|(name, digest)| (name.to_owned(), digest.to_owned()))),
    }
}

fn check(change: impl Fn(&mut App), named: &str, expect: &str) {
    let mut to = app("42", "sha256:3");
    change(&mut to);
    let problems = skew::problems(&app("41", "sha256:2"), &to, &BTreeSet::from([named.to_owned()])).join("; ");
    assert!(problems.contains(expect) && problems.is_empty() == expect.is_empty(), "{problems:?} is not {expect:?}");
}

#[test]
fn versions_serve_side_by_side_only_where_each_can_live_with_the_other() {
    check(|_| {}, "storefront", "");
    check(|_| {}, "api", "the component storefront differs");
    check(|app| app.declared.assets_of = vec!["42".to_owned()], "storefront", "static files of 41");
    check(|app| app.declared.cookies = Cookies { writes: 3, opens_from: 2, opens_to: 4 }, "storefront", "");
    check(|app| app.declared.cookies.writes = 4, "storefront", "cookies");
    check(|app| app.declared.cookies.opens_from = 4, "storefront", "cookies");
    check(|app| app.declared.schema = SchemaRange { oldest: 10, newest: 11 }, "storefront", "no schema");
}

#[test]
fn nothing_is_taken_away_while_an_app_that_needs_it_may_still_run() {
    let (old, mut new) = (app("41", "sha256:2"), app("42", "sha256:3"));
    new.declared.schema.newest = 10;
    assert_eq!(skew::contract_problems(10, [("north", &new)]), Vec::<String>::new());
    let problems = skew::contract_problems(10, [("north", &new), ("east (undo)", &old)]);
    assert_eq!(problems, ["east (undo): build 41 does not work with 10"]);
}

fn store(folder: &Path, content: &Value) -> Digest {
    let text = content.to_string();
    let digest = Digest::of(text.as_bytes());
    std::fs::create_dir_all(folder.join("blobs/sha256")).unwrap();
    std::fs::write(blob(folder, &digest), text).unwrap();
    digest
}

fn blob(folder: &Path, digest: &Digest) -> PathBuf {
    folder.join("blobs").join(digest.to_string().replace(':', "/"))
}

#[test]
fn an_app_is_read_from_a_layout_and_a_changed_byte_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = app("42", "sha256:3");
    let components = wanted.components.iter().map(|(id, digest)| json!({ "id": id, "source": { "digest": digest } }));
    let locked = json!({ "metadata": { "outpost": wanted.declared }, "components": components.collect::<Vec<_>>() });
    let layer = store(folder.path(), &locked);
    let kind = "application/vnd.fermyon.spin.application.v1+config";
    let digest = store(folder.path(), &json!({ "layers": [{ "mediaType": kind, "digest": layer }] }));
    let registry = Registry::parse(&folder.path().display().to_string(), None).unwrap();
    assert_eq!(registry.app(&digest).unwrap(), wanted);
    let file = blob(folder.path(), &layer);
    std::fs::write(&file, std::fs::read_to_string(&file).unwrap().replace("42", "43")).unwrap();
    let refused = registry.app(&digest).unwrap_err().to_string();
    assert!(refused.contains("another digest"), "{refused}");
}
