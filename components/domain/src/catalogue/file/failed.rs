//! The lines of a file that were not taken in, as a file to mend and send again.

use std::collections::BTreeMap;

use super::bytes_of;
use super::problem::Problem;
use super::sheet::Sheet;

/// The name of the column that says what is wrong.
const PROBLEM: &str = "problem";

/// The lines of the products that have problems, under the file's own first line, each with what is wrong with it in a last
/// column.
///
/// # Errors
/// Never for a file in memory.
pub fn failed_rows(sheet: &Sheet, problems: &[Problem]) -> Result<Vec<u8>, csv::Error> {
    let mut by_line: BTreeMap<u64, Vec<String>> = BTreeMap::new();
    for problem in problems {
        by_line.entry(problem.line).or_default().push(format!("{}: {}", problem.column, problem.code));
    }
    let mut lines: BTreeMap<u64, &Vec<String>> = sheet.unread.iter().map(|(number, raw)| (*number, raw)).collect();
    for group in &sheet.groups {
        if group.lines.iter().any(|line| by_line.contains_key(&line.number)) {
            lines.extend(group.lines.iter().map(|line| (line.number, &line.raw)));
        }
    }
    let mut file = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    file.write_record(sheet.header.iter().map(String::as_str).chain([PROBLEM]))?;
    for (number, raw) in lines {
        let told = by_line.get(&number).map_or_else(String::new, |told| told.join("; "));
        file.write_record(raw.iter().map(String::as_str).chain([told.as_str()]))?;
    }
    bytes_of(file)
}
