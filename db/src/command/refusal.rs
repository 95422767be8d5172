//! Reads a command's refusal back out of the error that carried it.
//!
//! Triggers refuse with `refused:<code> <JSON>` inside the error message of json_extract (see
//! `db/definitions/commands/begin_command.sql`). SQLite quotes that text and doubles apostrophes; whatever a host wraps
//! around it stays outside of the marker and the JSON.

use serde::de::DeserializeOwned;

/// A refusal: a stable code and its detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub code: String,
    detail: String,
}

impl Refusal {
    /// Finds a refusal in a statement's error message; `None` for any other error.
    pub fn find(message: &str) -> Option<Self> {
        let (_, tail) = message.split_once("refused:")?;
        let (code, detail) = tail.split_once(' ')?;
        Some(Self { code: code.to_owned(), detail: detail.replace("''", "'") })
    }

    /// The detail as a typed value; text after the JSON, such as a closing quote, is ignored.
    pub fn detail<T: DeserializeOwned>(&self) -> Option<T> {
        let mut values = serde_json::Deserializer::from_str(&self.detail);
        T::deserialize(&mut values).ok()
    }

    /// A number of the detail, which is an object.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.detail::<serde_json::Value>()?.get(name)?.as_i64()
    }
}

/// What any command can be refused for. Nothing changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommandRefusal {
    /// Whoever sends it may not do that.
    #[error("not permitted")]
    Forbidden,
    /// The session of whoever sends it has ended.
    #[error("the session has ended")]
    SessionEnded,
    /// A command with this id was sent before with another wish, whose result is kept.
    #[error("the command was sent before, with another wish")]
    RepeatedOtherwise,
}

impl CommandRefusal {
    /// What `begin_command` means; `None` where it was not that which refused.
    pub(crate) fn of(refusal: &Refusal) -> Option<Self> {
        match refusal.code.as_str() {
            "forbidden" => Some(Self::Forbidden),
            "session_ended" => Some(Self::SessionEnded),
            "command_repeated_otherwise" => Some(Self::RepeatedOtherwise),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_found_in_every_wrapping() {
        let check = |message: &str| {
            let refusal = Refusal::find(message).expect("a refusal");
            assert_eq!(refusal.code, "lines_changed");
            assert_eq!(refusal.detail(), Some(vec!["A'B".to_owned()]), "{message}");
        };
        let numbered = Refusal::find("bad JSON path: 'refused:stale_version {\"version\":3}'").expect("a refusal");
        assert_eq!(numbered.number("version"), Some(3));
        assert_eq!(numbered.number("other"), None);
        check("JSON path error near 'refused:lines_changed [\"A''B\"]'");
        check("bad JSON path: 'refused:lines_changed [\"A''B\"]'");
        check("SQLite failure: `bad JSON path: 'refused:lines_changed [\"A''B\"]'`");
        assert_eq!(Refusal::find("UNIQUE constraint failed: orders.number"), None);
    }
}
