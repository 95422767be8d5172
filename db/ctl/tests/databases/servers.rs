//! Migrations, backups and restores of a real sqld that takes orders meanwhile.

use std::path::Path;

use outpost_db::native::Database;
use outpost_db::sql::Sql;
use outpost_db::version;

use super::buyer::{Buyer, assert_has};
use super::program::ctl;
use super::sqld::Sqld;

async fn shop() -> Option<Sqld> {
    let sqld = Sqld::start().await?;
    ctl(&["migrate", "--url", &sqld.url()]).await.succeeded();
    ctl(&["seed", "--url", &sqld.url(), "--products", "69"]).await.succeeded();
    Some(sqld)
}

#[tokio::test]
async fn a_server_is_seeded_once_and_is_sound() {
    let Some(sqld) = shop().await else { return };
    assert!(ctl(&["seed", "--url", &sqld.url(), "--products", "69"]).await.succeeded().contains("nothing to do"));
    ctl(&["seed", "--url", &sqld.url(), "--products", "70"]).await.refused("already holds 69 products");
    ctl(&["verify", "--url", &sqld.url()]).await.succeeded();
}

#[tokio::test]
async fn a_load_that_did_not_end_is_noticed() {
    let Some(sqld) = Sqld::start().await else { return };
    sqld.remote().query("CREATE TABLE unfinished_load (began_at INTEGER)", Vec::new()).await.unwrap();
    for command in ["migrate", "seed"] {
        ctl(&[command, "--url", &sqld.url()]).await.refused("did not end");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_selling_server_is_migrated_and_loses_no_order() {
    let Some(sqld) = shop().await else { return };
    let migrate = ["migrate", "--url", &sqld.url()];
    let mut buyer = Buyer::start(sqld.remote()).await;
    for _ in 0..5 {
        buyer.more(10).await;
        // As if a build of before had made it.
        sqld.remote().query("DELETE FROM definitions", Vec::new()).await.unwrap();
        assert!(ctl(&migrate).await.succeeded().contains("definitions replaced"));
        assert!(ctl(&migrate).await.succeeded().contains("up to date"));
    }
    buyer.more(10).await;
    let (orders, longest) = buyer.stop().await;
    println!("the longest of {} orders beside migrations took {longest:?}", orders.len());
    assert_has(&sqld.remote(), &orders).await;
    ctl(&["verify", "--url", &sqld.url()]).await.succeeded();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_of_a_selling_server_has_every_order_and_restores() {
    let Some(mut sqld) = shop().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("backup.db");
    let to = to.to_str().unwrap();
    let mut buyer = Buyer::start(sqld.remote()).await;
    let before = buyer.more(50).await;
    ctl(&["backup", "--url", &sqld.url(), "--to", to]).await.succeeded();
    buyer.more(5).await;
    let (_, longest) = buyer.stop().await;
    println!("the longest order beside a backup took {longest:?}");
    assert_has(&Database::open_existing(Path::new(to)).await.unwrap(), &before).await;
    let shown = version::read(&sqld.remote()).await.unwrap();

    // Into the data folder of the same server, which must be stopped.
    let data = sqld.data();
    let restore = ["restore", "--from", to, "--sqld-data", data.to_str().unwrap()];
    ctl(&restore).await.refused("is in use");
    sqld.stop();
    ctl(&restore).await.succeeded();
    sqld.start_again().await;
    assert_has(&sqld.remote(), &before).await;
    assert_ne!(version::read(&sqld.remote()).await.unwrap(), shown);
    ctl(&["verify", "--url", &sqld.url()]).await.succeeded();
    let mut buyer = Buyer::start(sqld.remote()).await;
    buyer.more(5).await;
    buyer.stop().await;

    // Over HTTP, into another server that has no shop yet.
    let Some(other) = Sqld::start().await else { return };
    ctl(&["restore", "--from", to, "--url", &other.url()]).await.succeeded();
    assert_has(&other.remote(), &before).await;
    ctl(&["verify", "--url", &other.url()]).await.succeeded();
    ctl(&["restore", "--from", to, "--url", &other.url()]).await.refused("holds a shop already");
}
