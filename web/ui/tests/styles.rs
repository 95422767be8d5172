//! The style sheets: light, and free of what would break in another writing direction.

use std::path::Path;
use std::{fs, io};

/// The most all style sheets together may weigh when sent, in bytes.
const BUDGET: usize = 15 * 1024;

fn sheets() -> io::Result<Vec<(String, String)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../static/css");
    fs::read_dir(folder)?
        .map(|entry| {
            let path = entry?.path();
            Ok((path.display().to_string(), fs::read_to_string(path)?))
        })
        .collect()
}

#[test]
fn all_style_sheets_together_are_light() -> io::Result<()> {
    let mut total = 0;
    for (_, text) in sheets()? {
        let mut sent = Vec::new();
        let parameters = brotli::enc::BrotliEncoderParams::default();
        brotli::BrotliCompress(&mut text.as_bytes(), &mut sent, &parameters)?;
        total += sent.len();
    }
    assert!(total <= BUDGET, "{total} bytes");
    Ok(())
}

#[test]
fn styles_name_no_side_of_the_screen() -> io::Result<()> {
    let physical = ["margin-left", "margin-right", "padding-left", "padding-right", "border-left", "border-right"];
    let sized = ["min-height", "max-height", " width:", " height:", "text-align: left", "text-align: right", "float:"];
    for (name, text) in sheets()? {
        for word in physical.iter().chain(&sized) {
            assert!(!text.contains(word), "{name}: {word}");
        }
    }
    Ok(())
}
