//! Reads a file into the lines of each product.

use std::collections::BTreeSet;

use csv::{ByteRecord, ReaderBuilder};

use super::super::check::DefectCode;
use super::Layout;
use super::cells::unprotected;
use super::column::Column;
use super::problem::Problem;
use super::sheet::{Group, Line, Sheet, SheetColumn};
use super::shopify;

/// Reads a file. What is no text, or has another number of cells than the first line, is left out and told.
pub fn read(bytes: &[u8], layout: &Layout) -> Sheet {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let (mut sheet, mut record) = (Sheet::default(), ByteRecord::new());
    if !matches!(reader.read_byte_record(&mut record), Ok(true)) {
        sheet.problems.push(Problem { line: 1, column: "slug".to_owned(), code: DefectCode::Missing });
        return sheet;
    }
    sheet.header = texts(&record).0;
    let mut lines = Vec::new();
    // A reader of bytes fails only where its source does, and these bytes are all there.
    while matches!(reader.read_byte_record(&mut record), Ok(true)) {
        let number = record.position().map_or(0, csv::Position::line);
        let (raw, is_text) = texts(&record);
        let code = match (is_text, raw.len() == sheet.header.len()) {
            (true, true) => {
                lines.push(Line { number, cells: Vec::new(), raw });
                continue;
            }
            (false, _) => DefectCode::NotUtf8,
            (true, false) => DefectCode::CellCount,
        };
        let column = sheet.header.first().map_or_else(String::new, String::clone);
        sheet.problems.push(Problem { line: number, column, code });
        sheet.unread.push((number, raw));
    }
    match layout {
        Layout::Outpost => own(&mut sheet, &mut lines),
        Layout::Shopify(options) => shopify::translate(&mut sheet, &mut lines, options),
    }
    group(&mut sheet, lines);
    sheet
}

fn texts(record: &ByteRecord) -> (Vec<String>, bool) {
    let is_text = record.iter().all(|cell| std::str::from_utf8(cell).is_ok());
    (record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect(), is_text)
}

fn own(sheet: &mut Sheet, lines: &mut [Line]) {
    let mut places = Vec::new();
    for (place, name) in sheet.header.iter().enumerate() {
        let column = Column::parse(name.trim());
        let code = match &column {
            None => DefectCode::Unknown,
            Some(column) if sheet.has(column) => DefectCode::Duplicate,
            Some(_) => {
                places.push(place);
                sheet.columns.extend(column.map(|column| SheetColumn { column, name: name.clone() }));
                continue;
            }
        };
        sheet.problems.push(Problem { line: 1, column: name.clone(), code });
    }
    if !sheet.has(&Column::Slug) {
        sheet.problems.push(Problem { line: 1, column: "slug".to_owned(), code: DefectCode::Missing });
    }
    for line in lines {
        line.cells = places.iter().map(|&place| unprotected(&line.raw[place]).to_owned()).collect();
    }
}

/// Lines of a product follow each other: its slug on a later line again is a mistake.
fn group(sheet: &mut Sheet, lines: Vec<Line>) {
    let Some(place) = sheet.place_of(&Column::Slug) else { return };
    let mut seen = BTreeSet::new();
    for line in lines {
        let slug = line.cells[place].trim().to_owned();
        match sheet.groups.last_mut() {
            Some(group) if group.slug == slug => group.lines.push(line),
            _ if !seen.insert(slug.clone()) => {
                let column = sheet.columns[place].name.clone();
                sheet.problems.push(Problem { line: line.number, column, code: DefectCode::Duplicate });
                sheet.unread.push((line.number, line.raw));
            }
            _ => sheet.groups.push(Group { slug, lines: vec![line] }),
        }
    }
}
