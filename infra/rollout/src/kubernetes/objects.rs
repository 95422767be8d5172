//! What a region's objects say, and how they are changed: no I/O.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::digest::Digest;
use crate::ports::Version;
use crate::region::{Progress, Region};

/// The route that holds the weights.
pub const ROUTE: &str = "shop";
/// The annotation of the stable SpinApp that holds an [`Intent`].
const INTENT: &str = "outpost.dev/rollout";
/// The annotation of the stable SpinApp with the number of the newest migration that the region's copy has.
const SCHEMA: &str = "outpost.dev/schema";
const STABLE: usize = 0;
const CANARY: usize = 1;
const WEIGHTS: usize = 2;

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

/// The objects of one component group in one region.
pub struct Group {
    name: String,
    objects: [Value; 3],
}

impl Group {
    /// From the stable SpinApp, the canary and the route, as they were read.
    ///
    /// # Errors
    /// When the route has no rule for the group.
    pub fn new(name: &str, objects: [Value; 3]) -> Result<Self, Unreadable> {
        let group = Self { name: name.to_owned(), objects };
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
        let stable = self.digest(STABLE)?;
        let has_canary = self.objects[CANARY]["spec"]["replicas"].as_i64() != Some(0);
        let canary = if has_canary { Some(self.digest(CANARY)?) } else { None };
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
        let settles = self.digest(STABLE)? != next.stable;
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
                Ok(Some(self.applied_to(STABLE, json!({ INTENT: text, SCHEMA: schema }), json!({}))))
            }
            Change::Stable => {
                let image = self.image(STABLE, &next.stable);
                Ok((self.digest(STABLE)? != next.stable)
                    .then(|| self.applied_to(STABLE, self.owned_annotations(), json!({ "image": image }))))
            }
            Change::Canary => self.canary(next),
            Change::Weights => {
                let spec = self.weights(next.weight_percent);
                Ok((self.canary_weight()? != next.weight_percent).then(|| self.applied_to(WEIGHTS, json!({}), spec)))
            }
        }
    }

    /// What the server made of a change.
    pub fn applied(&mut self, change: Change, object: Value) {
        let index = match change {
            Change::Intent | Change::Stable => STABLE,
            Change::Canary => CANARY,
            Change::Weights => WEIGHTS,
        };
        self.objects[index] = object;
    }

    fn canary(&self, next: &Region) -> Result<Option<Value>, Unreadable> {
        let now = self.region()?.canary;
        if now == next.canary {
            return Ok(None);
        }
        // Without pods the image stays: an object must name one.
        let image = match &next.canary {
            Some(digest) => self.image(CANARY, digest),
            None => self.objects[CANARY]["spec"]["image"].clone(),
        };
        let replicas = i32::from(next.canary.is_some());
        Ok(Some(self.applied_to(CANARY, json!({}), json!({ "image": image, "replicas": replicas }))))
    }

    /// The whole list of rules, since it is atomic, with this group's weights in it.
    fn weights(&self, canary: u8) -> Value {
        let mut rules = self.objects[WEIGHTS]["spec"]["rules"].clone();
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
        let rules = self.objects[WEIGHTS]["spec"]["rules"].as_array().into_iter().flatten();
        let mut backends = rules.flat_map(|rule| rule["backendRefs"].as_array().into_iter().flatten());
        let weight = backends.find(|backend| backend["name"] == name).and_then(|backend| backend["weight"].as_u64());
        let weight = weight.and_then(|weight| u8::try_from(weight).ok()).filter(|weight| *weight <= 100);
        weight.ok_or_else(|| Unreadable(format!("the route {ROUTE} has no weight up to 100 for {name}")))
    }

    fn digest(&self, index: usize) -> Result<Digest, Unreadable> {
        let image = self.objects[index]["spec"]["image"].as_str().unwrap_or_default();
        let digest = image.rsplit_once('@').and_then(|(_, digest)| digest.parse().ok());
        digest.ok_or_else(|| Unreadable(format!("the image {image:?} names no digest")))
    }

    fn image(&self, index: usize, digest: &Digest) -> Value {
        let image = self.objects[index]["spec"]["image"].as_str().unwrap_or_default();
        json!(format!("{}@{digest}", image.split('@').next().unwrap_or_default()))
    }

    fn annotation(&self, name: &str) -> Option<&str> {
        self.objects[STABLE]["metadata"]["annotations"][name].as_str()
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
    fn applied_to(&self, index: usize, annotations: Value, spec: Value) -> Value {
        let metadata = &self.objects[index]["metadata"];
        let (kind, version) = match index {
            WEIGHTS => ("HTTPRoute", "gateway.networking.k8s.io/v1"),
            _ => ("SpinApp", "core.spinkube.dev/v1alpha1"),
        };
        let mut owned = match index {
            STABLE => json!({ "image": self.objects[STABLE]["spec"]["image"] }),
            _ => json!({}),
        };
        merge(&mut owned, spec);
        json!({
            "apiVersion": version,
            "kind": kind,
            "metadata": {
                "name": metadata["name"],
                "namespace": metadata["namespace"],
                "resourceVersion": metadata["resourceVersion"],
                "annotations": annotations,
            },
            "spec": owned,
        })
    }
}

fn merge(into: &mut Value, from: Value) {
    if let (Value::Object(into), Value::Object(from)) = (into, from) {
        into.extend(from);
    }
}
