//! The versions of what catalogue pages show: the tag of the whole catalogue, and one for each scope that a page names.
//!
//! Read a version before what it is the version of, or in the same statement: a page is then at least as new as it says.

mod scope;

use std::collections::BTreeMap;

use crate::catalogue::not_seeded;
use crate::sql::{Sql, SqlError, Value};

pub use scope::{Scope, UnknownScope};

const TAG: &str = include_str!("../queries/catalogue/version.sql");
const SCOPES: &str = include_str!("../queries/catalogue/scopes.sql");

/// The scopes that one page names at most.
const SCOPES_MAX: usize = 64;

/// The tag of the catalogue: version and epoch in one number; one small statement. Compare it for equality only.
pub async fn read(sql: &dyn Sql) -> Result<i64, SqlError> {
    sql.query(TAG, Vec::new()).await?.into_first().ok_or_else(not_seeded)?.integer("tag")
}

/// The versions that these scopes have now; one small statement.
pub async fn read_scopes(sql: &dyn Sql, scopes: impl IntoIterator<Item = Scope>) -> Result<Versions, SqlError> {
    let scopes: Vec<Scope> = scopes.into_iter().collect();
    let mut row = sql.query(SCOPES, vec![names(&scopes)]).await?.into_first().ok_or_else(not_seeded)?;
    let text = row.text("version")?;
    let mut numbers = text.split(';').map(str::parse::<i64>);
    let shape = || SqlError::Shape { column: "version".to_owned(), expected: "a number for each scope" };
    let tag = numbers.next().and_then(Result::ok).ok_or_else(shape)?;
    let mut versions = Versions::new(tag);
    for scope in scopes {
        versions = versions.with(scope, numbers.next().and_then(Result::ok).ok_or_else(shape)?);
    }
    Ok(versions)
}

/// Scopes as the statements take them.
pub(crate) fn names(scopes: &[Scope]) -> Value {
    let names: serde_json::Value = scopes.iter().map(ToString::to_string).collect();
    Value::Text(names.to_string())
}

/// The tag of the catalogue with the versions of some scopes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions {
    tag: i64,
    scopes: BTreeMap<Scope, i64>,
}

impl Versions {
    /// Of no scope.
    pub fn new(tag: i64) -> Self {
        Self { tag, scopes: BTreeMap::new() }
    }

    /// With the version of one more scope. Of two versions of a scope the older one counts, as it stands for all rows.
    pub fn with(mut self, scope: Scope, version: i64) -> Self {
        let known = self.scopes.entry(scope).or_insert(version);
        *known = version.min(*known);
        self
    }

    /// With the versions of products.
    pub fn with_products(self, products: impl IntoIterator<Item = (i64, i64)>) -> Self {
        products.into_iter().fold(self, |versions, (id, version)| versions.with(Scope::Product(id), version))
    }

    /// Of these scopes alone; one that is not known is left out.
    pub fn of(&self, scopes: impl IntoIterator<Item = Scope>) -> Self {
        let known = scopes.into_iter().filter_map(|scope| Some((scope, *self.scopes.get(&scope)?)));
        Self { tag: self.tag, scopes: known.collect() }
    }

    /// The tag of the catalogue.
    pub fn tag(&self) -> i64 {
        self.tag
    }

    /// The scopes.
    pub fn scopes(&self) -> impl Iterator<Item = Scope> + '_ {
        self.scopes.keys().copied()
    }

    /// Whether every scope that `page` names has the same version here.
    pub fn has(&self, page: &Self) -> bool {
        self.tag == page.tag && page.scopes.iter().all(|(scope, version)| self.scopes.get(scope) == Some(version))
    }

    /// The scopes as a list in JSON, for the edge host: it binds them to its statement.
    pub fn scope_list(&self) -> String {
        let names: serde_json::Value = self.scopes.keys().map(ToString::to_string).collect();
        names.to_string()
    }

    /// The versions as that statement gives them.
    pub fn text(&self) -> String {
        self.scopes.values().fold(self.tag.to_string(), |text, version| text + &format!(";{version}"))
    }

    /// Scopes and versions as an ETag carries them, so that the page's version is known without making it.
    pub fn validator(&self) -> String {
        let tag = format!("{:x}", self.tag);
        self.scopes.iter().fold(tag, |text, (scope, version)| text + &format!(".{scope}={version}"))
    }

    /// Reads what [`Self::validator`] gives; `None` for anything else.
    pub fn from_validator(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let tag = i64::from_str_radix(parts.next()?, 16).ok()?;
        let scope = |part: &str| {
            let (scope, version) = part.split_once('=')?;
            Some((scope.parse().ok()?, version.parse().ok()?))
        };
        let scopes: Option<BTreeMap<Scope, i64>> = parts.by_ref().take(SCOPES_MAX).map(scope).collect();
        parts.next().is_none().then_some(Self { tag, scopes: scopes? })
    }
}

#[cfg(feature = "native")]
pub use native::{bump, renew_epoch};

#[cfg(feature = "native")]
mod native {
    use crate::sql::{Sql, SqlError};

    const BUMP: &str = include_str!("../queries/projection/bump_version.sql");
    const RENEW: &str = include_str!("../queries/projection/renew_epoch.sql");

    /// Moves the version of the whole catalogue.
    pub async fn bump(sql: &dyn Sql) -> Result<(), SqlError> {
        sql.query(BUMP, Vec::new()).await.map(drop)
    }

    /// Gives the database an epoch that it did not have: after a restore, its versions mean other content.
    pub async fn renew_epoch(sql: &dyn Sql) -> Result<(), SqlError> {
        sql.query(RENEW, Vec::new()).await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use outpost_domain::samples::GB;

    #[test]
    fn versions_are_read_back_from_a_validator() {
        let versions =
            Versions::new(0x7f00_0000_0001).with(Scope::Shell(GB.code), 3).with_products([(12, 0), (7, 41), (7, 40)]);
        assert_eq!(versions.validator(), "7f0000000001.shell:gb=3.product:7=40.product:12=0");
        assert_eq!(Versions::from_validator(&versions.validator()), Some(versions.clone()));
        assert_eq!(versions.text(), format!("{};3;40;0", 0x7f00_0000_0001_i64));
        assert_eq!(versions.scope_list(), r#"["shell:gb","product:7","product:12"]"#);
        for other in ["", "x", "1.shell:gb", "1.shell:gb=x", "1.shop:gb=1", "1.product:-1=1", "1."] {
            assert_eq!(Versions::from_validator(other), None, "{other}");
        }
    }

    #[test]
    fn a_page_is_the_same_while_its_own_scopes_are() {
        let now = Versions::new(1).with_products([(1, 5), (2, 6)]);
        assert!(now.has(&Versions::new(1)) && now.has(&now.of([Scope::Product(2)])));
        for page in
            [Versions::new(2), Versions::new(1).with_products([(2, 5)]), Versions::new(1).with_products([(3, 0)])]
        {
            assert!(!now.has(&page), "{page:?}");
        }
    }
}
