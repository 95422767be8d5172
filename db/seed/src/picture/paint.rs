//! Colours: a product's own, its shades, and soft grounds that let it stand out.

/// An sRGB colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Paint(pub [u8; 3]);

/// The colour of paper, chalk and glaze.
pub const WHITE: Paint = Paint([0xff, 0xfa, 0xf2]);
/// The colour of ink.
pub const INK: Paint = Paint([0x2f, 0x2a, 0x33]);

/// Quiet grounds to set things before.
const GROUNDS: [Paint; 8] = [
    Paint([0xf3, 0xe6, 0xd3]),
    Paint([0xdd, 0xe8, 0xea]),
    Paint([0xf4, 0xdf, 0xda]),
    Paint([0xdf, 0xe6, 0xd5]),
    Paint([0xd8, 0xe3, 0xf0]),
    Paint([0xf6, 0xe8, 0xc0]),
    Paint([0xe6, 0xdf, 0xee]),
    Paint([0xec, 0xe9, 0xe4]),
];

/// Deeper grounds, for things that are nearly white.
const GROUNDS_OF_PALE: [Paint; 4] =
    [Paint([0xbc, 0xcf, 0xd4]), Paint([0xc2, 0xcd, 0xb1]), Paint([0xe3, 0xbf, 0xad]), Paint([0xcd, 0xc2, 0xda])];

/// Colours that go with others as small accents.
const ACCENTS: [Paint; 6] = [
    Paint([0xe0, 0x7a, 0x4f]),
    Paint([0x2f, 0x6f, 0x73]),
    Paint([0xe3, 0xb0, 0x4b]),
    Paint([0x7b, 0x4b, 0x6b]),
    Paint([0x4f, 0x7a, 0x52]),
    Paint([0x3d, 0x5a, 0x8a]),
];

impl Paint {
    /// Reads `#a03020`; anything else is a middle grey.
    pub fn parse(text: &str) -> Self {
        let channel = |from: usize| text.get(from..from + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (channel(1), channel(3), channel(5)) {
            (Some(red), Some(green), Some(blue)) => Self([red, green, blue]),
            _ => Self([0x88; 3]),
        }
    }

    /// The colour between this one and `other`, `percent` of the way.
    pub fn mix(self, other: Self, percent: u16) -> Self {
        let blend = |from: u8, to: u8| ((u16::from(from) * (100 - percent) + u16::from(to) * percent) / 100) as u8;
        Self([0, 1, 2].map(|channel| blend(self.0[channel], other.0[channel])))
    }

    /// How bright it looks, 0 to 255.
    pub fn brightness(self) -> u16 {
        let [red, green, blue] = self.0.map(u16::from);
        (red * 3 + green * 6 + blue) / 10
    }

    /// As written in SVG.
    pub fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    fn distance(self, other: Self) -> u32 {
        (0..3).map(|channel| u32::from(self.0[channel].abs_diff(other.0[channel])).pow(2)).sum()
    }
}

/// A quiet ground a thing of this colour stands out from; `choice` chooses among those.
pub fn ground(of: Paint, choice: usize) -> Paint {
    let grounds: &[Paint] = if of.brightness() > 200 { &GROUNDS_OF_PALE } else { &GROUNDS };
    let apart: Vec<Paint> = grounds.iter().copied().filter(|ground| ground.distance(of) > 1_500).collect();
    apart.get(choice % apart.len().max(1)).copied().unwrap_or(WHITE)
}

/// An accent that differs from the colour; `choice` chooses among those.
pub fn accent(of: Paint, choice: usize) -> Paint {
    let apart: Vec<Paint> = ACCENTS.into_iter().filter(|accent| accent.distance(of) > 9_000).collect();
    apart.get(choice % apart.len().max(1)).copied().unwrap_or(INK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_reads_and_writes_itself() {
        assert_eq!(Paint::parse("#a03020").hex(), "#a03020");
        assert_eq!(Paint::parse("red"), Paint([0x88; 3]));
    }

    #[test]
    fn there_is_a_ground_and_an_accent_for_every_colour() {
        for colour in GROUNDS.into_iter().chain(ACCENTS).chain([WHITE, INK]) {
            for choice in 0..9 {
                assert!(ground(colour, choice).distance(colour) > 1_500);
                assert!(accent(colour, choice).distance(colour) > 9_000);
            }
        }
    }
}
