//! Backups and restores of files.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use outpost_db::native::Database;
use outpost_db::sql::Sql;
use outpost_db::version;
use tempfile::TempDir;

use super::buyer::{Buyer, assert_has};
use super::program::{ctl, ctl_with_open_umask};

const PRODUCTS: &str = "69";

/// A folder with a seeded database in it.
async fn shop() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = path(&folder, "shop.db");
    ctl(&["seed", "--database", &file, "--products", PRODUCTS]).await.succeeded();
    (folder, file)
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_str().unwrap().to_owned()
}

fn mode(path: impl AsRef<Path>) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Names of what lies in a folder, but for SQLite's side files.
fn names(folder: &TempDir) -> Vec<String> {
    let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm")).collect();
    names.sort_unstable();
    names
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_under_load_has_every_order_acknowledged_before() {
    let (folder, file) = shop().await;
    let to = path(&folder, "backups/first.db");
    let mut buyer = Buyer::start(Database::open(Path::new(&file)).await.unwrap()).await;
    let before = buyer.more(50).await;
    ctl(&["backup", "--database", &file, "--to", &to]).await.succeeded();
    buyer.more(5).await;
    let (_, longest) = buyer.stop().await;
    println!("the longest order beside a backup took {longest:?}");
    assert_has(&Database::open_existing(Path::new(&to)).await.unwrap(), &before).await;
    assert_eq!(mode(&to), 0o600);
    assert_eq!(mode(path(&folder, "backups")), 0o700);
    ctl(&["backup", "--database", &file, "--to", &to]).await.refused("is there already");
}

#[tokio::test]
async fn a_restored_database_has_the_orders_of_its_backup_and_another_version() {
    let (folder, file) = shop().await;
    let to = path(&folder, "backup.db");
    let mut buyer = Buyer::start(Database::open(Path::new(&file)).await.unwrap()).await;
    buyer.more(10).await;
    let (orders, _) = buyer.stop().await;
    ctl(&["backup", "--database", &file, "--to", &to]).await.succeeded();
    let shown = version::read(&Database::open_existing(Path::new(&file)).await.unwrap()).await.unwrap();
    fs::write(path(&folder, "lost"), "").unwrap();
    ctl(&["restore", "--from", &to, "--database", &file]).await.succeeded();
    let restored = Database::open_existing(Path::new(&file)).await.unwrap();
    assert_has(&restored, &orders).await;
    assert_ne!(version::read(&restored).await.unwrap(), shown);
    drop(restored);
    assert_eq!(mode(&file), 0o600);
    ctl(&["verify", "--database", &file]).await.succeeded();
    let names = names(&folder);
    let [backup, _, shop, kept] = names.as_slice() else { panic!("{names:?}") };
    assert_eq!([backup.as_str(), shop.as_str()], ["backup.db", "shop.db"]);
    assert!(kept.starts_with("shop.db.replaced-"), "{kept}");
    ctl(&["verify", "--database", &path(&folder, kept)]).await.succeeded();
}

#[tokio::test]
async fn a_damaged_backup_replaces_nothing() {
    let (folder, file) = shop().await;
    let to = path(&folder, "backup.db");
    ctl(&["backup", "--database", &file, "--to", &to]).await.succeeded();
    let mut bytes = fs::read(&to).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 20_000].fill(0xA5);
    fs::write(&to, bytes).unwrap();
    let before = fs::read(&file).unwrap();
    assert_eq!(ctl(&["restore", "--from", &to, "--database", &file]).await.code, Some(2));
    assert_eq!(fs::read(&file).unwrap(), before);
    assert_eq!(names(&folder), ["backup.db", "shop.db"]);
}

#[tokio::test]
async fn a_backup_that_breaks_an_invariant_is_made_and_restored_only_on_request() {
    let (folder, file) = shop().await;
    let to = path(&folder, "backup.db");
    let shop = Database::open(Path::new(&file)).await.unwrap();
    shop.batch("UPDATE stock_level SET on_hand = on_hand + 1 WHERE variant_id = 1").await.unwrap();
    drop(shop);
    assert_eq!(ctl(&["backup", "--database", &file, "--to", &to]).await.code, Some(1));
    let restore = ["restore", "--from", &to, "--database", &file];
    ctl(&restore).await.refused("the movements of a level sum to its stock on hand");
    ctl(&[&restore[..], &["--accept-broken-invariants"]].concat()).await.succeeded();
}

#[tokio::test]
async fn a_database_in_use_is_not_replaced() {
    let (folder, file) = shop().await;
    let to = path(&folder, "backup.db");
    ctl(&["backup", "--database", &file, "--to", &to]).await.succeeded();
    let shop = Database::open(Path::new(&file)).await.unwrap();
    version::read(&shop).await.unwrap();
    ctl(&["restore", "--from", &to, "--database", &file]).await.refused("is in use");
    drop(shop);
    ctl(&["restore", "--from", &to, "--database", &file]).await.succeeded();
}

#[tokio::test]
async fn a_backup_makes_a_database_where_there_is_none() {
    let (folder, file) = shop().await;
    let (to, other) = (path(&folder, "backup.db"), path(&folder, "elsewhere/shop.db"));
    ctl(&["backup", "--database", &file, "--to", &to]).await.succeeded();
    ctl(&["restore", "--from", &to, "--database", &other]).await.succeeded();
    ctl(&["verify", "--database", &other]).await.succeeded();
}

#[tokio::test]
async fn new_databases_are_for_their_owner_only_whatever_the_umask() {
    let folder = tempfile::tempdir().unwrap();
    let (file, to) = (path(&folder, "data/shop/shop.db"), path(&folder, "backups/backup.db"));
    ctl_with_open_umask(&["seed", "--database", &file, "--products", "1"]).await.succeeded();
    ctl_with_open_umask(&["backup", "--database", &file, "--to", &to]).await.succeeded();
    ctl_with_open_umask(&["restore", "--from", &to, "--database", &file]).await.succeeded();
    for name in ["data", "data/shop", "backups"] {
        assert_eq!(mode(path(&folder, name)), 0o700, "{name}");
    }
    for name in [&file, &to] {
        assert_eq!(mode(name), 0o600, "{name}");
    }
    let shop = Database::open(Path::new(&file)).await.unwrap();
    shop.query("UPDATE product SET created_at = created_at", Vec::new()).await.unwrap();
    assert_eq!(mode(format!("{file}-wal")), 0o600);
}

#[tokio::test]
async fn a_migration_changes_nothing_the_second_time() {
    let folder = tempfile::tempdir().unwrap();
    let file = path(&folder, "shop.db");
    ctl(&["migrate", "--database", &file]).await.succeeded();
    let before = fs::read(&file).unwrap();
    assert!(ctl(&["migrate", "--database", &file]).await.succeeded().contains("up to date"));
    assert_eq!(fs::read(&file).unwrap(), before);
}
