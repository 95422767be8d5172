//! Rollouts over the objects of a cluster: SpinApps, a route, and whoever else writes to them.

#![allow(clippy::unwrap_used)]

mod api_server;

use outpost_rollout::kubernetes::{Access, Clusters};
use outpost_rollout::plan::RolloutId;
use outpost_rollout::ports::{Cluster, ClusterError};
use outpost_rollout::{Digest, Progress, Region, Status};
use serde_json::{Value, json};

use api_server::ApiServer;

const APPS: &str = "/apis/core.spinkube.dev/v1alpha1/namespaces/outpost-apps/spinapps";
const ROUTE: &str = "/apis/gateway.networking.k8s.io/v1/namespaces/outpost-apps/httproutes/shop";

fn digest(letter: char) -> Digest {
    format!("sha256:{}", letter.to_string().repeat(64)).parse().unwrap()
}

fn app(name: &str, replicas: u32) -> Value {
    json!({
        "apiVersion": "core.spinkube.dev/v1alpha1",
        "kind": "SpinApp",
        "metadata": { "name": name, "namespace": "outpost-apps", "annotations": { "kept": "yes" } },
        "spec": {
            "image": format!("registry.example/outpost/app@{}", digest('a')),
            "executor": "outpost-edge-a",
            "replicas": replicas,
            "variables": [{ "name": "public_url", "value": "https://shop.example" }],
        },
    })
}

/// A cluster with the objects of `infra/kubernetes/base`.
fn cluster() -> (ApiServer, Clusters) {
    let server = ApiServer::start();
    server.put(&format!("{APPS}/shop-stable"), app("shop-stable", 3));
    server.put(&format!("{APPS}/shop-canary"), app("shop-canary", 0));
    let rule = |name: &str| {
        let backend =
            |track: &str, weight: u8| json!({ "name": format!("{name}-{track}"), "port": 80, "weight": weight });
        json!({ "name": name, "backendRefs": [backend("stable", 100), backend("canary", 0)] })
    };
    let route = json!({
        "apiVersion": "gateway.networking.k8s.io/v1",
        "kind": "HTTPRoute",
        "metadata": { "name": "shop", "namespace": "outpost-apps" },
        "spec": { "hostnames": ["shop.example"], "rules": [rule("jobs"), rule("shop")] },
    });
    server.put(ROUTE, route);
    let access = Access::Address(format!("http://{}", server.address));
    (server, Clusters::new(access, "outpost-apps").unwrap())
}

fn canary(weight_percent: u8, step: usize) -> Region {
    let rollout: RolloutId = serde_json::from_value(json!("1".repeat(64))).unwrap();
    let progress = Progress { rollout, step, since: 0, expires_at: 100, status: Status::Running };
    Region { stable: digest('a'), canary: Some(digest('b')), weight_percent, schema: 8, progress: Some(progress) }
}

/// All states of a rollout, in order.
fn way() -> [Region; 4] {
    let settled = Progress { status: Status::Settled, ..canary(100, 1).progress.unwrap() };
    let settled = Region { stable: digest('b'), canary: None, weight_percent: 0, schema: 8, progress: Some(settled) };
    [canary(0, 0), canary(5, 1), canary(100, 2), settled]
}

fn weights(server: &ApiServer, rule: usize) -> (Value, Value) {
    let backends = &server.get(ROUTE)["spec"]["rules"][rule]["backendRefs"];
    (backends[0]["weight"].clone(), backends[1]["weight"].clone())
}

#[test]
fn a_rollout_changes_images_and_weights_of_its_group_and_nothing_else() {
    let (server, cluster) = cluster();
    for next in way() {
        let (_, version) = cluster.read("north", "shop").unwrap();
        cluster.write("north", "shop", &version, &next).unwrap();
        assert_eq!(cluster.read("north", "shop").unwrap().0, next);
        let share = next.weight_percent;
        assert_eq!(weights(&server, 1), (json!(100 - share), json!(share)));
        assert_eq!(weights(&server, 0), (json!(100), json!(0)), "the jobs' rule is not the shop's");
    }
    let (stable, canary) = (server.get(&format!("{APPS}/shop-stable")), server.get(&format!("{APPS}/shop-canary")));
    assert_eq!(stable["spec"]["image"], format!("registry.example/outpost/app@{}", digest('b')));
    assert_eq!((&stable["spec"]["replicas"], &canary["spec"]["replicas"]), (&json!(3), &json!(0)));
    assert_eq!(stable["spec"]["variables"], app("", 0)["spec"]["variables"]);
    assert_eq!(stable["metadata"]["annotations"]["kept"], "yes");
}

#[test]
fn a_write_that_was_broken_off_is_made_whole_by_the_same_verb() {
    for writes in 0..4 {
        let (server, cluster) = cluster();
        for next in way() {
            let (before, version) = cluster.read("north", "shop").unwrap();
            server.objects.lock().unwrap().writes_left = Some(writes);
            let broken_off = cluster.write("north", "shop", &version, &next).is_err();
            server.objects.lock().unwrap().writes_left = None;
            let (now, version) = cluster.read("north", "shop").unwrap();
            if broken_off {
                assert_eq!(now.progress, before.progress, "{writes} writes towards {next}: {now}");
                assert!(now.weight_percent <= before.weight_percent.max(next.weight_percent));
                cluster.write("north", "shop", &version, &next).unwrap();
            }
            assert_eq!(cluster.read("north", "shop").unwrap().0, next);
        }
    }
}

#[test]
fn requests_leave_a_canary_before_its_pods_do_and_come_after_them() {
    let (server, cluster) = cluster();
    let write = |next: &Region, writes| {
        server.objects.lock().unwrap().writes_left = writes;
        let (_, version) = cluster.read("north", "shop").unwrap();
        drop(cluster.write("north", "shop", &version, next));
        let replicas = server.get(&format!("{APPS}/shop-canary"))["spec"]["replicas"].clone();
        (replicas, weights(&server, 1).1)
    };
    assert_eq!(write(&canary(5, 0), Some(2)), (json!(1), json!(0)), "up: first the pods");
    assert_eq!(write(&canary(5, 0), None), (json!(1), json!(5)));
    let gone = Region { canary: None, weight_percent: 0, ..canary(0, 0) };
    assert_eq!(write(&gone, Some(2)), (json!(1), json!(0)), "down: first the requests");
}

#[test]
fn whoever_else_writes_meanwhile_wins() {
    for path in [format!("{APPS}/shop-stable"), format!("{APPS}/shop-canary"), ROUTE.to_owned()] {
        let (server, cluster) = cluster();
        let (_, version) = cluster.read("north", "shop").unwrap();
        server.put(&path, server.get(&path));
        assert_eq!(cluster.write("north", "shop", &version, &canary(0, 0)), Err(ClusterError::Conflict), "{path}");
        assert_eq!(cluster.read("north", "shop").unwrap().0.canary, None);
    }
}

#[test]
fn a_cluster_that_does_not_answer_is_out_of_reach() {
    let access = Access::Address("http://127.0.0.1:9".to_owned());
    let cluster = Clusters::new(access, "outpost-apps").unwrap();
    assert!(matches!(cluster.read("north", "shop"), Err(ClusterError::Unreachable(_))));
}
