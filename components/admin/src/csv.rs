//! Lists as files for spreadsheets.

use axum::response::Response;
use http::header::{CONTENT_DISPOSITION, HeaderValue};
use outpost_http::caching::Caching;
use outpost_http::respond;

/// The most pages that an export reads: 10,000 rows.
pub(crate) const PAGES_MAX: usize = 200;

/// A file in the making.
pub(crate) struct Csv(String);

impl Csv {
    /// A file with its first line.
    pub(crate) fn new(columns: &[&str]) -> Self {
        let mut csv = Self(String::new());
        csv.row(columns.iter().map(|column| (*column).to_owned()));
        csv
    }

    /// Adds a line.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells: Vec<String> = cells.into_iter().map(|cell| escape(&cell)).collect();
        self.0.push_str(&cells.join(","));
        self.0.push_str("\r\n");
    }

    /// The file as a download.
    pub(crate) fn download(self, disposition: &'static str) -> Response {
        download(self.0, disposition)
    }
}

/// The text of such a file as a download: `disposition` is the header that names it.
pub(crate) fn download(text: String, disposition: &'static str) -> Response {
    let mut response = respond::text(Caching::no_store(), "text/csv; charset=utf-8", text);
    response.headers_mut().insert(CONTENT_DISPOSITION, HeaderValue::from_static(disposition));
    response
}

/// A cell in quotes. A spreadsheet would run what begins like a formula, so that begins with an apostrophe instead. Whole
/// numbers may begin with a minus.
fn escape(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<i64>().is_err();
    let plain = if is_formula { format!("'{cell}") } else { cell.to_owned() };
    format!("\"{}\"", plain.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_file_runs_as_a_formula() {
        let check = |cell: &str, expect: &str| assert_eq!(escape(cell), expect, "{cell}");
        check("Mug", "\"Mug\"");
        check("-5", "\"-5\"");
        check("=1+1", "\"'=1+1\"");
        check("@SUM(A1)", "\"'@SUM(A1)\"");
        check("-5+cmd|'/c calc'!A0", "\"'-5+cmd|'/c calc'!A0\"");
        check("a \"b\", c", "\"a \"\"b\"\", c\"");
    }
}
