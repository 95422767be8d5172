//! Dotenv files, read as Spin reads them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The names and values of one file.
#[derive(Debug, Clone, Default)]
pub struct Dotenv(HashMap<String, String>);

/// Why a dotenv file cannot be used. The message holds no value of the file.
#[derive(Debug, thiserror::Error)]
pub enum DotenvError {
    /// It cannot be read.
    #[error("cannot read {path}")]
    Unreadable {
        /// The file.
        path: PathBuf,
    },
    /// A line is not `NAME=value`.
    #[error("{path}: the line after {read} values is not NAME=value")]
    Line {
        /// The file.
        path: PathBuf,
        /// Values that were read before it.
        read: usize,
    },
}

impl Dotenv {
    /// Reads a file that must exist.
    pub fn load(path: &Path) -> Result<Self, DotenvError> {
        let lines = dotenvy::from_path_iter(path).map_err(|_| DotenvError::Unreadable { path: path.to_path_buf() })?;
        let mut values = HashMap::new();
        for line in lines {
            // The library's error quotes the line, which may hold a secret.
            let (name, value) = line.map_err(|_| DotenvError::Line { path: path.to_path_buf(), read: values.len() })?;
            values.insert(name, value);
        }
        Ok(Self(values))
    }

    /// The value of `name`.
    pub fn get(&self, name: &str) -> Option<String> {
        self.0.get(name).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::Dotenv;

    #[test]
    fn a_dotenv_file_gives_names_and_values_and_no_error_shows_a_value() {
        let folder = tempfile::tempdir().unwrap();
        let load = |text: &str| {
            let file = folder.path().join(".env");
            std::fs::write(&file, text).unwrap();
            Dotenv::load(&file)
        };
        let file = load("# secrets\nexport A=1\nB = \"two words\" \nC='x#y'\nD=z # why\n\n").unwrap();
        let value = |name| file.get(name).unwrap();
        assert_eq!([value("A"), value("B"), value("C"), value("D")], ["1", "two words", "x#y", "z"]);
        let error = load("A=1\ns3cret words").unwrap_err().to_string();
        assert!(error.ends_with("the line after 1 values is not NAME=value"), "{error}");
        assert!(Dotenv::load(&folder.path().join("absent")).is_err());
    }
}
