//! `[sqlite_database.<label>]` of the runtime configuration: what stands behind a label.

use crate::manifest::Reader;
use crate::problems::Problems;
use crate::sql::remote::{Server, ServerError};
use crate::sql::replica::ReplicaConfig;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;
use toml::Table;

/// Pause between syncs of a replica.
const SYNC_INTERVAL: Duration = Duration::from_secs(1);

/// What stands behind a label.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Backend {
    /// `type = "spin"`: a file.
    File(PathBuf),
    /// `type = "libsql"`: a server.
    Remote(Server),
    /// `type = "replica"`: an embedded replica of a server's database. Not in Spin.
    Replica(ReplicaConfig),
}

/// Reads all labels; what is wrong goes to `problems`.
pub fn read(table: Option<&Table>, problems: &mut Problems) -> BTreeMap<String, Backend> {
    let mut backends = BTreeMap::new();
    for (label, value) in table.into_iter().flatten() {
        let place = format!("sqlite_database.{label}");
        match value.as_table() {
            Some(table) => {
                let mut reader = Reader::new(table, &place, problems);
                if let Some(backend) = read_one(&mut reader) {
                    backends.insert(label.clone(), backend);
                }
            }
            None => problems.add(place, "is not a table", "Give it type = \"spin\" and path = \"…\"."),
        }
    }
    backends
}

fn read_one(reader: &mut Reader) -> Option<Backend> {
    let backend = match reader.required_string("type")?.as_str() {
        "spin" => {
            reader.ignore(&["allow_attach_file"]);
            reader.required_string("path").map(|path| Backend::File(path.into()))
        }
        "libsql" => read_server(reader).map(Backend::Remote),
        "replica" => read_replica(reader).map(Backend::Replica),
        other => {
            let fault = format!("is {other:?}, which the edge host does not have");
            reader.problem(
                "type",
                fault,
                "Use \"spin\" (a file), \"libsql\" (a server) or \"replica\" (an embedded replica of one).",
            );
            return None;
        }
    };
    reader.reject_unknown();
    backend
}

fn read_server(reader: &mut Reader) -> Option<Server> {
    let token = reader.string("token").unwrap_or_default();
    let url = reader.required_string("url")?;
    let error = match Server::new(&url, &token) {
        Ok(server) => return Some(server),
        Err(error) => error,
    };
    let remedy = match error {
        ServerError::Address => "Write http://host:port or https://host.",
        ServerError::PlainToken => "Use https, or a proxy on this machine that encrypts.",
    };
    reader.problem("url", error.to_string(), remedy);
    None
}

fn read_replica(reader: &mut Reader) -> Option<ReplicaConfig> {
    let interval = match reader.string("sync_interval").map(|text| humantime::parse_duration(&text)) {
        None => Some(SYNC_INTERVAL),
        Some(Ok(interval)) if !interval.is_zero() => Some(interval),
        Some(_) => {
            reader.problem("sync_interval", "is no time", "Write 500ms or 1s.");
            None
        }
    };
    let folder = reader.required_string("path").map(PathBuf::from);
    let server = read_server(reader);
    Some(ReplicaConfig { server: server?, folder: folder?, interval: interval? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Result<BTreeMap<String, Backend>, String> {
        let table: Table = text.parse().map_err(|error: toml::de::Error| error.to_string())?;
        let mut problems = Problems::default();
        let backends = read(Some(&table), &mut problems);
        problems.into_result(backends).map_err(|problems| problems.to_string())
    }

    #[test]
    fn a_label_is_a_file_a_server_or_a_replica() {
        let text = r#"
            [a]
            type = "spin"
            path = "a.db"
            [b]
            type = "libsql"
            url = "libsql://db.example.com/"
            token = "t"
            [c]
            type = "replica"
            url = "http://127.0.0.1:4001"
            path = "replica"
            sync_interval = "250ms"
        "#;
        let server = Server { url: "https://db.example.com".into(), token: "t".into() };
        let replica = ReplicaConfig {
            server: Server { url: "http://127.0.0.1:4001".into(), token: String::new() },
            folder: "replica".into(),
            interval: Duration::from_millis(250),
        };
        let expected =
            [("a", Backend::File("a.db".into())), ("b", Backend::Remote(server)), ("c", Backend::Replica(replica))];
        assert_eq!(check(text), Ok(expected.map(|(label, backend)| (label.to_owned(), backend)).into()));
    }

    #[test]
    fn every_mistake_is_named_and_no_token_is_shown() {
        let text = r#"
            [a]
            type = "libsql"
            url = "db.example.com"
            token = "s3cret"
            [b]
            type = "replica"
            url = "http://db"
            token = "s3cret"
            source = "snapshot"
            sync_interval = "soon"
        "#;
        let words = check(text).unwrap_err();
        for place in ["a.url", "b.url", "b.source", "b.sync_interval", "b.path"] {
            assert!(words.contains(&format!("sqlite_database.{place}")), "{words}");
        }
        assert!(!words.contains("s3cret"));
    }
}
