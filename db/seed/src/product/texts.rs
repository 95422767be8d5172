//! Names and texts of a product, from the archetype's templates.

use crate::content::{Archetype, Brand, Texts};
use crate::random::Draw;

/// English puts the series first, German and Japanese the thing itself.
pub fn title(archetype: &Archetype, series: &Texts, style: &[String]) -> Texts {
    let noun = &archetype.noun;
    if style[0].contains("{series}") {
        return [0, 1, 2].map(|locale| style[locale].replace("{series}", &series[locale]));
    }
    [
        format!("{} {} {}", series[0], style[0], noun[0]),
        format!("{} {}, {}", noun[1], series[1], style[1]),
        format!("{}「{}」{}", noun[2], series[2], style[2]),
    ]
}

/// One of the archetype's pitches.
pub fn summary(archetype: &Archetype, brand: &Brand, series: &Texts, draw: &mut Draw) -> Texts {
    let template = draw.pick(&archetype.summaries);
    [0, 1, 2].map(|locale| fill(&template[locale], brand, &series[locale]))
}

/// What the thing is, then who makes it; a blank line between.
pub fn description(archetype: &Archetype, brand: &Brand, series: &Texts) -> Texts {
    [0, 1, 2].map(|locale| {
        let text = fill(&archetype.description[locale], brand, &series[locale]);
        format!("{text}\n\n{}", brand.story[locale])
    })
}

fn fill(template: &str, brand: &Brand, series: &str) -> String {
    template.replace("{brand}", &brand.name).replace("{series}", series)
}
