//! `[sqlite_database.<label>]` of the runtime configuration: what stands behind a label.

use crate::manifest::Reader;
use crate::problems::Problems;
use crate::sql::copy::{CopyConfig, Source};
use crate::sql::remote::Server;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;
use toml::Table;

/// Pause between syncs of a copy.
const SYNC_INTERVAL: Duration = Duration::from_secs(1);

/// What stands behind a label.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Backend {
    /// `type = "spin"`: a file.
    File(PathBuf),
    /// `type = "libsql"`: a server.
    Remote(Server),
    /// `type = "replica"`: a copy of a server's database. Not in Spin.
    Copy(CopyConfig),
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
        "replica" => read_copy(reader).map(Backend::Copy),
        other => {
            let fault = format!("is {other:?}, which the edge host does not have");
            reader.problem(
                "type",
                fault,
                "Use \"spin\" (a file), \"libsql\" (a server) or \"replica\" (a copy of one).",
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
    let url = url.trim_end_matches('/').replacen("libsql://", "https://", 1);
    let sound = url.parse::<http::Uri>().is_ok_and(|url| matches!(url.scheme_str(), Some("http" | "https")));
    if !sound {
        reader.problem("url", "is no address of a libSQL server", "Write http://host:port or https://host.");
        return None;
    }
    Some(Server { url, token })
}

fn read_copy(reader: &mut Reader) -> Option<CopyConfig> {
    let source = match reader.string("source").as_deref() {
        None | Some("sqld") => Some(Source::Sqld),
        Some("snapshot") => Some(Source::Snapshot),
        Some(other) => {
            reader.problem("source", format!("is {other:?}"), "Use \"sqld\" or \"snapshot\".");
            None
        }
    };
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
    Some(CopyConfig { source: source?, server: server?, folder: folder?, interval: interval? })
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
    fn a_label_is_a_file_a_server_or_a_copy() {
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
            path = "copy"
            sync_interval = "250ms"
        "#;
        let server = Server { url: "https://db.example.com".into(), token: "t".into() };
        let copy = CopyConfig {
            source: Source::Sqld,
            server: Server { url: "http://127.0.0.1:4001".into(), token: String::new() },
            folder: "copy".into(),
            interval: Duration::from_millis(250),
        };
        let expected =
            [("a", Backend::File("a.db".into())), ("b", Backend::Remote(server)), ("c", Backend::Copy(copy))];
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
            source = "tape"
            sync_interval = "soon"
        "#;
        let words = check(text).unwrap_err();
        for place in ["a.url", "b.source", "b.sync_interval", "b.path"] {
            assert!(words.contains(&format!("sqlite_database.{place}")), "{words}");
        }
        assert!(!words.contains("s3cret"));
    }
}
