//! What the host asks components to do by itself.

use std::io::Write;
use std::time::Duration;

use crate::site::Site;

#[tokio::test(flavor = "multi_thread")]
async fn a_job_runs_again_and_again_until_the_host_stops() {
    let site = Site::with(|options| {
        let mut manifest = std::fs::OpenOptions::new().append(true).open(options.manifest.join("spin.toml")).unwrap();
        let job = "[[component.probe.tool.outpost.jobs]]\npath = \"/seen\"\nevery_seconds = 1\n";
        manifest.write_all(job.as_bytes()).unwrap();
    })
    .await;
    let runs = async || site.metric("outpost_edge_requests_total{component=\"probe\",class=\"2xx\"}").await;
    let twice = async {
        while runs().await < 2.0 {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), twice).await.unwrap();
    tokio::time::timeout(Duration::from_secs(60), site.running.shutdown()).await.unwrap();
}
