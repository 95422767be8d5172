//! The drawings under `art/`: fragments of SVG with names in braces where colours, patterns and emblems go.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use crate::SeedError;

/// All drawings and settings.
pub struct Drawings {
    drawings: HashMap<String, Drawing>,
    scenes: HashMap<String, Scene>,
}

/// An object on a canvas of 600 × 600, standing on `ground` around x = 300.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawing {
    /// The SVG fragment, see [`super::compose`] for the names in it.
    pub svg: String,
    /// The point the close-up looks at.
    #[serde(default = "middle")]
    pub focus: [i64; 2],
    /// Where it stands.
    #[serde(default = "ground")]
    pub ground: i64,
    /// Half the width of its shadow; 0 for what hangs or lies flat.
    #[serde(default)]
    pub shadow: i64,
    /// The setting it is used in.
    pub scene: String,
    /// Its size in that setting, in percent.
    #[serde(default = "scale")]
    pub scale: i64,
}

/// A setting: what is behind an object and what before.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scene {
    /// Where the object stands.
    pub at: [i64; 2],
    /// The SVG fragment behind it.
    pub back: String,
    /// The SVG fragment before it.
    #[serde(default)]
    pub front: String,
}

fn middle() -> [i64; 2] {
    [300, 300]
}

fn ground() -> i64 {
    470
}

fn scale() -> i64 {
    78
}

const DRAWINGS: &[(&str, &str)] = &[
    ("kitchen", include_str!("../../art/kitchen.toml")),
    ("pantry", include_str!("../../art/pantry.toml")),
    ("clothing", include_str!("../../art/clothing.toml")),
    ("bags", include_str!("../../art/bags.toml")),
    ("home", include_str!("../../art/home.toml")),
    ("desk", include_str!("../../art/desk.toml")),
    ("outdoors", include_str!("../../art/outdoors.toml")),
    ("sound", include_str!("../../art/sound.toml")),
    ("children", include_str!("../../art/children.toml")),
];
const SCENES: &str = include_str!("../../art/scenes.toml");

impl Drawings {
    /// Reads what is embedded in this crate.
    pub fn open() -> Result<Self, SeedError> {
        let mut drawings = HashMap::new();
        for (file, text) in DRAWINGS {
            let read: BTreeMap<String, Drawing> = read(file, text)?;
            drawings.extend(
                read.into_iter().map(|(name, drawing)| (name, Drawing { svg: tight(&drawing.svg), ..drawing })),
            );
        }
        let scenes: BTreeMap<String, Scene> = read("scenes", SCENES)?;
        let tightened = scenes
            .into_iter()
            .map(|(name, scene)| (name, Scene { back: tight(&scene.back), front: tight(&scene.front), ..scene }));
        let all = Self { drawings, scenes: tightened.collect() };
        match all.drawings.values().find(|drawing| !all.scenes.contains_key(&drawing.scene)) {
            Some(lost) => {
                Err(SeedError::Content { file: "art".to_owned(), cause: format!("no such scene: {}", lost.scene) })
            }
            None => Ok(all),
        }
    }

    /// Whether there is a drawing of that name.
    pub fn contains(&self, name: &str) -> bool {
        self.drawings.contains_key(name)
    }

    /// A drawing and its setting.
    pub fn get(&self, name: &str) -> Option<(&Drawing, &Scene)> {
        let drawing = self.drawings.get(name)?;
        Some((drawing, self.scenes.get(&drawing.scene)?))
    }
}

fn read<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, SeedError> {
    toml::from_str(text)
        .map_err(|cause| SeedError::Content { file: format!("art/{file}.toml"), cause: cause.to_string() })
}

/// Without line breaks and indentation.
fn tight(svg: &str) -> String {
    svg.lines().map(str::trim).collect()
}
