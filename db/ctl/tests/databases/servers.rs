//! What is done to a real sqld.

use outpost_db::sql::Sql;

use super::program::ctl;
use super::sqld::Sqld;

#[tokio::test]
async fn a_load_that_did_not_end_is_noticed() {
    let Some(sqld) = Sqld::start().await else { return };
    sqld.remote().query("CREATE TABLE unfinished_load (began_at INTEGER)", Vec::new()).await.unwrap();
    for command in ["migrate", "seed"] {
        ctl(&[command, "--url", &sqld.url()]).await.refused("did not end");
    }
}
