//! Patterns: what fills a patch of an object, as its style says.

use std::fmt::Write as _;

/// A rectangle that lies within an object.
#[derive(Clone, Copy)]
pub struct Patch {
    /// Left edge.
    pub x: i64,
    /// Upper edge.
    pub y: i64,
    /// Width.
    pub width: i64,
    /// Height.
    pub height: i64,
}

/// The pattern of that name over `patch`, in one colour; an unknown name (and none) leaves it plain.
pub fn pattern(name: &str, patch: Patch, colour: &str) -> String {
    let Patch { x, y, width, height } = patch;
    let path = match name {
        "bands" => lines(&[0, 3, 6].map(|part| (x, y + height * (part + 1) / 8, width, 0))),
        "stripes" => lines(&[1, 2, 3, 4, 5].map(|part| (x + width * part / 6, y, 0, height))),
        "check" => lines(&[
            (x, y + height / 4, width, 0),
            (x, y + height * 3 / 4, width, 0),
            (x + width / 4, y, 0, height),
            (x + width * 3 / 4, y, 0, height),
        ]),
        "waves" => {
            rows(patch, 3, |x, y, step| format!("M{x} {y}q{h} -{h} {step} 0t{step} 0t{step} 0t{step} 0", h = step / 2))
        }
        "zigzag" => rows(patch, 3, |x, y, step| {
            let half = step / 2;
            format!("M{x} {y}{}", format!("l{half} -{half}l{half} {half}").repeat(4))
        }),
        "dots" => return dots(patch, (4, 3), 9, colour),
        "speckle" => return speckle(patch, colour),
        "leaves" => return leaves(patch, colour),
        "band" => {
            let third = height / 3;
            return format!("<rect x='{x}' y='{}' width='{width}' height='{third}' fill='{colour}'/>", y + third);
        }
        "half" => {
            let half = height / 2;
            return format!(
                "<rect x='{x}' y='{}' width='{width}' height='{half}' fill='{colour}' opacity='.6'/>",
                y + half
            );
        }
        _ => return String::new(),
    };
    format!("<path d='{path}' fill='none' stroke='{colour}' stroke-width='7' stroke-linecap='round'/>")
}

fn lines(lines: &[(i64, i64, i64, i64)]) -> String {
    lines.iter().map(|(x, y, dx, dy)| format!("M{x} {y}l{dx} {dy}")).collect()
}

fn rows(patch: Patch, rows: i64, row: impl Fn(i64, i64, i64) -> String) -> String {
    (1..=rows).map(|nth| row(patch.x, patch.y + patch.height * nth / (rows + 1) + 6, patch.width / 4)).collect()
}

/// Dots are lines without length and with round ends: one path for all of them.
fn dots(patch: Patch, (across, down): (i64, i64), radius: i64, colour: &str) -> String {
    let mut path = String::new();
    for row in 0..down {
        for column in 0..across {
            let shift = if row % 2 == 0 { 1 } else { 3 };
            let x = patch.x + patch.width * (4 * column + shift) / (4 * across);
            let y = patch.y + patch.height * (2 * row + 1) / (2 * down);
            push_dot(&mut path, x, y);
        }
    }
    strokes(&path, 2 * radius, colour)
}

fn speckle(patch: Patch, colour: &str) -> String {
    const SPOTS: [(i64, i64); 16] = [
        (6, 12),
        (22, 44),
        (14, 78),
        (35, 20),
        (41, 66),
        (52, 38),
        (58, 88),
        (66, 14),
        (72, 58),
        (84, 30),
        (90, 76),
        (96, 48),
        (30, 92),
        (47, 8),
        (80, 94),
        (4, 55),
    ];
    let mut path = String::new();
    for (across, down) in SPOTS {
        push_dot(&mut path, patch.x + patch.width * across / 100, patch.y + patch.height * down / 100);
    }
    strokes(&path, 7, colour)
}

fn leaves(patch: Patch, colour: &str) -> String {
    let mut path = String::new();
    for (across, down) in [(18, 30), (50, 22), (82, 30), (34, 72), (66, 72)] {
        let (x, y) = (patch.x + patch.width * across / 100, patch.y + patch.height * down / 100);
        path += &format!("M{x} {}q16 18 0 36q-16 -18 0 -36z", y - 18);
    }
    format!("<path d='{path}' fill='{colour}'/>")
}

fn push_dot(path: &mut String, x: i64, y: i64) {
    // Writing to a string cannot fail.
    if write!(path, "M{x} {y}h0").is_err() {
        path.clear();
    }
}

fn strokes(path: &str, width: i64, colour: &str) -> String {
    format!("<path d='{path}' stroke='{colour}' stroke-width='{width}' stroke-linecap='round'/>")
}
