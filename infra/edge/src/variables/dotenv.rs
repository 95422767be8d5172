//! Dotenv files: `NAME=value` lines, `#` comments, an optional `export`, and quotes.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The names and values of one file.
#[derive(Debug, Clone, Default)]
pub struct Dotenv(HashMap<String, String>);

/// Why a dotenv file cannot be used. The message holds no value of the file.
#[derive(Debug, thiserror::Error)]
pub enum DotenvError {
    /// It cannot be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A line is not `NAME=value`.
    #[error("{path}, line {line}: is not NAME=value")]
    Line {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
    },
}

impl Dotenv {
    /// Reads a file that must exist.
    pub fn load(path: &Path) -> Result<Self, DotenvError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| DotenvError::Unreadable { path: path.to_path_buf(), source })?;
        Self::parse(&text).map_err(|line| DotenvError::Line { path: path.to_path_buf(), line })
    }

    /// The value of `name`.
    pub fn get(&self, name: &str) -> Option<String> {
        self.0.get(name).cloned()
    }

    /// The error is the number of the bad line.
    fn parse(text: &str) -> Result<Self, usize> {
        let mut values = HashMap::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let line = line.strip_prefix("export ").unwrap_or(line);
            let (name, value) = line.split_once('=').ok_or(index + 1)?;
            values.insert(name.trim().to_owned(), unquote(value.trim()));
        }
        Ok(Self(values))
    }
}

/// Takes quotes off; an unquoted value ends at ` #`.
fn unquote(value: &str) -> String {
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            return inner.to_owned();
        }
    }
    value.split(" #").next().unwrap_or(value).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::Dotenv;

    #[test]
    fn a_dotenv_file_gives_names_and_values_and_names_the_bad_line() {
        let file = Dotenv::parse("# secrets\nexport A=1\nB = \"two words\" \nC='x#y'\nD=z # why\n\n").unwrap();
        let value = |name| file.get(name).unwrap();
        assert_eq!([value("A"), value("B"), value("C"), value("D")], ["1", "two words", "x#y", "z"]);
        assert_eq!(Dotenv::parse("A=1\nnonsense").unwrap_err(), 2);
    }
}
