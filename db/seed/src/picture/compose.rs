//! Puts a picture together: ground, object, pattern and emblem.
//!
//! Names in a drawing: `{base}` the product's colour, `{light}`, `{dark}`, `{deep}` its shades, `{accent}`,
//! `{white}`, `{ink}`, materials (`{wood}`, `{bark}`, `{steel}`, `{iron}`, `{leaf}`, `{glass}`, `{gold}`, `{skin}`),
//! settings (`{ground}`, `{wall}`, `{floor}`), `{pattern x y width height}` and `{emblem x y radius}`.

use super::art::{Drawing, Drawings, Scene};
use super::emblem::emblem;
use super::paint::{INK, Paint, WHITE, accent, ground};
use super::pattern::{Patch, pattern};
use super::{Key, View};

/// The picture that `key` describes, as a complete SVG document without ids, scripts or text.
pub fn picture(drawings: &Drawings, key: &Key) -> String {
    let Some((drawing, scene)) = drawings.get(&key.drawing) else { return String::new() };
    let palette = Palette::of(key);
    let body = match key.view {
        View::Front => front(drawing, &palette),
        View::Detail => detail(drawing, &palette),
        View::Use => in_use(drawing, scene, &palette),
    };
    format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 600 600'>{body}</svg>")
}

struct Palette<'a> {
    key: &'a Key,
    base: Paint,
    ground: Paint,
    accent: Paint,
}

impl<'a> Palette<'a> {
    fn of(key: &'a Key) -> Self {
        let base = Paint::parse(&key.colour);
        Self { key, base, ground: ground(base, key.backdrop), accent: accent(base, key.backdrop / 3) }
    }

    fn named(&self, name: &str) -> Option<String> {
        let paint = match name {
            "base" => self.base,
            "light" => self.base.mix(WHITE, 32),
            "dark" => self.base.mix(INK, 18),
            "deep" => self.base.mix(INK, 42),
            "accent" => self.accent,
            "white" => WHITE,
            "ink" => INK,
            "ground" => self.ground,
            "wall" => self.ground.mix(WHITE, 35),
            "floor" => self.ground.mix(INK, 12),
            "wood" => Paint([0xcf, 0xa2, 0x70]),
            "bark" => Paint([0xa3, 0x77, 0x4b]),
            "steel" => Paint([0xc9, 0xcf, 0xd6]),
            "iron" => Paint([0x8b, 0x93, 0x9e]),
            "leaf" => Paint([0x6b, 0x8f, 0x5e]),
            "glass" => Paint([0xdc, 0xec, 0xee]),
            "gold" => Paint([0xd9, 0xab, 0x55]),
            "skin" => Paint([0xe8, 0xc0, 0xa0]),
            _ => return None,
        };
        Some(paint.hex())
    }

    /// What is drawn upon the object: chalk on the dark, a deeper shade on the bright.
    fn upon(&self) -> Paint {
        if self.base.brightness() > 190 { self.base.mix(INK, 45) } else { self.base.mix(WHITE, 72) }
    }
}

fn front(drawing: &Drawing, palette: &Palette<'_>) -> String {
    let halo = palette.ground.mix(WHITE, 45).hex();
    let backdrop = match palette.key.backdrop % 4 {
        0 => format!("<circle cx='300' cy='290' r='224' fill='{halo}'/>"),
        1 => format!("<path d='M92 600V288a208 208 0 0 1 416 0V600z' fill='{halo}'/>"),
        2 => format!("<rect x='84' y='84' width='432' height='432' rx='96' fill='{halo}'/>"),
        _ => format!(
            "<path d='M70 320C60 170 190 60 330 80S560 210 536 352 400 540 270 524 80 450 70 320z' fill='{halo}'/>"
        ),
    };
    format!(
        "{}{backdrop}<g transform='translate(-42 -40) scale(1.14)'>{}{}</g>",
        rect(palette.ground),
        shadow(drawing, palette),
        paint(&drawing.svg, palette)
    )
}

fn detail(drawing: &Drawing, palette: &Palette<'_>) -> String {
    let [x, y] = drawing.focus;
    let ground = palette.ground.mix(palette.base, 14);
    let object = paint(&drawing.svg, palette);
    let dots: String = [palette.base.mix(WHITE, 32), palette.base, palette.base.mix(INK, 30)]
        .iter()
        .zip([452, 500, 548])
        .map(|(paint, x)| format!("<circle cx='{x}' cy='548' r='17' fill='{}'/>", paint.hex()))
        .collect();
    format!(
        "{}<g transform='translate({} {}) scale(1.9)'>{object}</g><rect x='420' y='516' width='160' height='64' rx='32' fill='{}'/>{dots}",
        rect(ground),
        300 - x * 19 / 10,
        300 - y * 19 / 10,
        WHITE.hex()
    )
}

fn in_use(drawing: &Drawing, scene: &Scene, palette: &Palette<'_>) -> String {
    let [x, y] = scene.at;
    let scale = drawing.scale;
    format!(
        "{}{}<g transform='translate({} {}) scale(.{scale:02})'>{}{}</g>{}",
        rect(palette.ground),
        paint(&scene.back, palette),
        x - 3 * scale,
        y - drawing.ground * scale / 100,
        shadow(drawing, palette),
        paint(&drawing.svg, palette),
        paint(&scene.front, palette)
    )
}

fn rect(fill: Paint) -> String {
    format!("<path d='M0 0h600v600H0z' fill='{}'/>", fill.hex())
}

fn shadow(drawing: &Drawing, palette: &Palette<'_>) -> String {
    if drawing.shadow == 0 {
        return String::new();
    }
    let colour = palette.ground.mix(INK, 20).hex();
    format!("<ellipse cx='300' cy='{}' rx='{}' ry='15' fill='{colour}'/>", drawing.ground, drawing.shadow)
}

/// Fills in the names in braces.
fn paint(svg: &str, palette: &Palette<'_>) -> String {
    let mut painted = String::with_capacity(svg.len() * 2);
    let mut rest = svg;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        painted.push_str(before);
        painted.push_str(&part(name, palette));
        rest = after;
    }
    painted.push_str(rest);
    painted
}

fn part(name: &str, palette: &Palette<'_>) -> String {
    let mut words = name.split(' ');
    let first = words.next().unwrap_or("");
    let numbers: Vec<i64> = words.filter_map(|word| word.parse().ok()).collect();
    match (first, numbers.as_slice()) {
        ("pattern", &[x, y, width, height]) => {
            pattern(&palette.key.pattern, Patch { x, y, width, height }, &palette.base.mix(palette.upon(), 62).hex())
        }
        ("emblem", &[x, y, radius]) => emblem(palette.key.emblem, x, y, radius, &palette.upon().hex()),
        (colour, _) => palette.named(colour).unwrap_or_else(|| format!("{{{name}}}")),
    }
}
