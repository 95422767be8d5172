//! What a region's objects say, and how they are changed: no I/O.

use std::ops::Index;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::digest::Digest;
use crate::ports::Version;
use crate::region::{Progress, Region};

/// The annotation of the stable SpinApp that holds an [`Intent`].
const INTENT: &str = "outpost.dev/rollout";
/// The annotation of the stable SpinApp with the number of the newest migration that the region's copy has.
const SCHEMA: &str = "outpost.dev/schema";

/// What the last write wanted, and how far the rollout was before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intent {
    /// The progress of before.
    pub before: Option<Progress>,
    /// What the region shall be.
    pub next: Region,
}

/// An object of a region does not look as this command leaves it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(String);

/// One of the objects that make up a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The SpinApp of the stable version.
    Stable,
    /// The SpinApp of the canary.
    Canary,
    /// The route that holds the weights, of all groups.
    Route,
}

impl Part {
    /// Its API's group and version.
    pub const fn api_version(self) -> &'static str {
        match self {
            Self::Stable | Self::Canary => "core.spinkube.dev/v1alpha1",
            Self::Route => "gateway.networking.k8s.io/v1",
        }
    }

    const fn kind(self) -> &'static str {
        match self {
            Self::Stable | Self::Canary => "SpinApp",
            Self::Route => "HTTPRoute",
        }
    }

    /// Its kind, as paths of the API have it.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Stable | Self::Canary => "spinapps",
            Self::Route => "httproutes",
        }
    }

    /// Its name in a group.
    pub fn name(self, group: &str) -> String {
        match self {
            Self::Stable => format!("{group}-stable"),
            Self::Canary => format!("{group}-canary"),
            Self::Route => "shop".to_owned(),
        }
    }
}

/// One of the changes that make up a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The intent is written down.
    Intent,
    /// The canary gets its image, or no pods.
    Canary,
    /// The stable version gets its image.
    Stable,
    /// Requests are shared anew.
    Weights,
}

impl Change {
    /// What it changes.
    pub const fn part(self) -> Part {
        match self {
            Self::Intent | Self::Stable => Part::Stable,
            Self::Canary => Part::Canary,
            Self::Weights => Part::Route,
        }
    }
}

/// The objects of one component group in one region.
pub struct Group {
    name: String,
    /// One for each [`Part`], in their order.
    objects: [Value; 3],
}

impl Group {
    /// From the stable SpinApp, the canary and the route, as they were read.
    ///
    /// # Errors
    /// When one has no version, or the route no rule for the group.
    pub fn new(name: &str, objects: [Value; 3]) -> Result<Self, Unreadable> {
        let group = Self { name: name.to_owned(), objects };
        for part in [Part::Stable, Part::Canary, Part::Route] {
            // Without it an apply would overwrite whatever somebody else wrote meanwhile.
            if !group[part]["metadata"]["resourceVersion"].is_string() {
                return Err(Unreadable(format!("{} has no resourceVersion", part.name(name))));
            }
        }
        group.canary_weight()?;
        Ok(group)
    }

    /// Changes when any of the objects does.
    pub fn version(&self) -> Version {
        let versions = self.objects.iter().map(|object| object["metadata"]["resourceVersion"].as_str().unwrap_or("?"));
        Version(versions.collect::<Vec<_>>().join("/"))
    }

    /// What the objects say. A write that was broken off reads as the step before it.
    ///
    /// # Errors
    /// When an image names no digest, or an annotation cannot be read.
    pub fn region(&self) -> Result<Region, Unreadable> {
        let stable = self.digest(Part::Stable)?;
        let has_canary = self[Part::Canary]["spec"]["replicas"].as_i64() != Some(0);
        let canary = if has_canary { Some(self.digest(Part::Canary)?) } else { None };
        let schema = self.annotation(SCHEMA).map_or(Ok(0), str::parse);
        let schema = schema.map_err(|_| Unreadable(format!("the annotation {SCHEMA} is no number")))?;
        let region = Region { stable, canary, weight_percent: self.canary_weight()?, schema, progress: None };
        let Some(intent) = self.intent()? else { return Ok(region) };
        let is_done = Region { progress: None, schema, ..intent.next.clone() } == region;
        Ok(Region { progress: if is_done { intent.next.progress } else { intent.before }, ..region })
    }

    /// The changes that lead to `next`, in an order that may be broken off after each.
    ///
    /// # Errors
    /// As [`region`](Self::region).
    pub fn steps(&self, next: &Region) -> Result<[Change; 4], Unreadable> {
        // A new stable version has its pods before the canary's requests go to it.
        let settles = self.digest(Part::Stable)? != next.stable;
        let falls = next.weight_percent < self.canary_weight()?;
        Ok(match (settles, falls) {
            (true, _) => [Change::Intent, Change::Stable, Change::Weights, Change::Canary],
            (false, true) => [Change::Intent, Change::Weights, Change::Canary, Change::Stable],
            (false, false) => [Change::Intent, Change::Canary, Change::Stable, Change::Weights],
        })
    }

    /// The object to apply for a change; `None` where it is as it shall be.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn change(&self, change: Change, next: &Region) -> Result<Option<Value>, Unreadable> {
        match change {
            Change::Intent => {
                let intent = Intent { before: self.region()?.progress, next: next.clone() };
                let text = serde_json::to_string(&intent).map_err(|error| Unreadable(error.to_string()))?;
                let schema = next.schema.to_string();
                let image = &self[Part::Stable]["spec"]["image"];
                let annotations = json!({ INTENT: text, SCHEMA: schema });
                Ok(Some(self.applied_to(Part::Stable, annotations, json!({ "image": image }))))
            }
            Change::Stable => {
                let image = self.image(Part::Stable, &next.stable)?;
                Ok((self.digest(Part::Stable)? != next.stable)
                    .then(|| self.applied_to(Part::Stable, self.owned_annotations(), json!({ "image": image }))))
            }
            Change::Canary => self.canary(next),
            Change::Weights => {
                let spec = self.weights(next.weight_percent);
                Ok((self.canary_weight()? != next.weight_percent)
                    .then(|| self.applied_to(Part::Route, json!({}), spec)))
            }
        }
    }

    /// Takes what the server made of a part.
    pub fn replace(&mut self, part: Part, object: Value) {
        self.objects[part as usize] = object;
    }

    fn canary(&self, next: &Region) -> Result<Option<Value>, Unreadable> {
        let now = self.region()?.canary;
        if now == next.canary {
            return Ok(None);
        }
        // Without pods the image stays: an object must name one.
        let image = match &next.canary {
            Some(digest) => json!(self.image(Part::Canary, digest)?),
            None => self[Part::Canary]["spec"]["image"].clone(),
        };
        let replicas = i32::from(next.canary.is_some());
        Ok(Some(self.applied_to(Part::Canary, json!({}), json!({ "image": image, "replicas": replicas }))))
    }

    /// The whole list of rules, since it is atomic, with this group's weights in it.
    fn weights(&self, canary: u8) -> Value {
        let mut rules = self[Part::Route]["spec"]["rules"].clone();
        let is_ours = |rule: &&mut Value| rule["name"] == self.name.as_str();
        for rule in rules.as_array_mut().into_iter().flatten().filter(is_ours) {
            for backend in rule["backendRefs"].as_array_mut().into_iter().flatten() {
                let is_canary = backend["name"] == format!("{}-canary", self.name);
                backend["weight"] = json!(if is_canary { canary } else { 100 - canary });
            }
        }
        json!({ "rules": rules })
    }

    fn canary_weight(&self) -> Result<u8, Unreadable> {
        let name = format!("{}-canary", self.name);
        let rules = self[Part::Route]["spec"]["rules"].as_array().into_iter().flatten();
        let mut backends = rules.flat_map(|rule| rule["backendRefs"].as_array().into_iter().flatten());
        let weight = backends.find(|backend| backend["name"] == name).and_then(|backend| backend["weight"].as_u64());
        let weight = weight.and_then(|weight| u8::try_from(weight).ok()).filter(|weight| *weight <= 100);
        weight.ok_or_else(|| Unreadable(format!("the route has no weight up to 100 for {name}")))
    }

    /// The repository of a part's image, and what follows its `@`.
    fn image_parts(&self, part: Part) -> Result<(&str, &str), Unreadable> {
        let image = &self[part]["spec"]["image"];
        let parts = image.as_str().and_then(|image| image.split_once('@'));
        parts.ok_or_else(|| Unreadable(format!("the image {image} names no digest")))
    }

    fn digest(&self, part: Part) -> Result<Digest, Unreadable> {
        let (_, digest) = self.image_parts(part)?;
        digest.parse().map_err(|error| Unreadable(format!("the image's {digest} is {error}")))
    }

    fn image(&self, part: Part, digest: &Digest) -> Result<String, Unreadable> {
        let (repository, _) = self.image_parts(part)?;
        Ok(format!("{repository}@{digest}"))
    }

    fn annotation(&self, name: &str) -> Option<&str> {
        self[Part::Stable]["metadata"]["annotations"][name].as_str()
    }

    /// A field that an apply leaves out is taken away: annotations are always sent.
    fn owned_annotations(&self) -> Value {
        json!({ INTENT: self.annotation(INTENT), SCHEMA: self.annotation(SCHEMA) })
    }

    fn intent(&self) -> Result<Option<Intent>, Unreadable> {
        let parse = |text| serde_json::from_str(text);
        let intent = self.annotation(INTENT).map(parse).transpose();
        intent.map_err(|error| Unreadable(format!("the annotation {INTENT}: {error}")))
    }

    /// The fields of an object that this command owns, with the version that they were decided on.
    fn applied_to(&self, part: Part, annotations: Value, spec: Value) -> Value {
        let metadata = &self[part]["metadata"];
        json!({
            "apiVersion": part.api_version(),
            "kind": part.kind(),
            "metadata": {
                "name": metadata["name"],
                "namespace": metadata["namespace"],
                "resourceVersion": metadata["resourceVersion"],
                "annotations": annotations,
            },
            "spec": spec,
        })
    }
}

impl Index<Part> for Group {
    type Output = Value;

    fn index(&self, part: Part) -> &Value {
        &self.objects[part as usize]
    }
}
