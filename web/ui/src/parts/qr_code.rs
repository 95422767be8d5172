//! A text as a QR code, for apps that read it with a camera.

use qrcode::{Color, QrCode};

/// Modules around the code that stay light, as the standard asks for.
const QUIET: usize = 4;

/// A QR code as the path of an SVG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrPath {
    /// A square of size 1 for each dark module.
    pub path: String,
    /// Width and height, the light border included.
    pub size: u32,
}

impl QrPath {
    /// The code of a text; `None` where the text is too long for one.
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::new(text).ok()?;
        let width = code.width();
        let dark = code.into_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
        let path = dark.map(|(at, _)| format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET)).collect();
        Some(Self { path, size: u32::try_from(width + 2 * QUIET).ok()? })
    }
}
