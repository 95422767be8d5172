//! Where a component is reached: its public address, the proxies in front of it, and the limit of its clients.

use outpost_platform::{HostError, Settings};

const LIMIT_DEFAULT: u32 = 60;

/// The operator's settings that every component with pages has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The address at which shoppers reach the shop, without a trailing slash, e.g. `https://shop.example`.
    pub public_url: String,
    /// The proxies in front of the host whose `x-forwarded-for` names the client.
    pub trusted_proxies: TrustedProxies,
    /// Writes that one client may make a minute. 0 means no limit, also for attempts to guess.
    pub writes_per_minute: u32,
}

/// The proxies in front of the host that are trusted to name the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrustedProxies {
    /// Clients connect to the host itself.
    None,
    /// Every request passes so many proxies, each of which appends its peer to `x-forwarded-for`.
    Hops(u8),
}

impl TrustedProxies {
    /// How many proxies a request passes.
    pub(crate) fn hops(self) -> usize {
        match self {
            Self::None => 0,
            Self::Hops(hops) => hops.into(),
        }
    }
}

/// Why a component does not start.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// Lists every variable that is missing or invalid, with its expected value.
    #[error("the component cannot start: {}", .0.join("; "))]
    Invalid(Vec<String>),
    /// The variables could not be read.
    #[error(transparent)]
    Host(#[from] HostError),
}

impl Site {
    /// A component that no browser talks to.
    pub fn internal() -> Self {
        Self { public_url: String::new(), trusted_proxies: TrustedProxies::None, writes_per_minute: 0 }
    }

    /// Reads the variables that spin.toml declares. Adds every one that is missing or invalid to `problems`.
    ///
    /// # Errors
    /// When the host cannot give the variables.
    pub async fn read(settings: &dyn Settings, problems: &mut Vec<String>) -> Result<Self, HostError> {
        let public_url = origin(settings, "public_url", problems).await?;
        let trusted_proxies = trusted_proxies(settings, public_url.starts_with("https://"), problems).await?;
        let limit = settings.get("rate_limit_writes_per_minute").await?;
        let writes_per_minute = limit.as_deref().map_or(Ok(LIMIT_DEFAULT), str::parse).unwrap_or_else(|_| {
            problems.push("rate_limit_writes_per_minute must be a whole number, 0 for no limit".to_owned());
            0
        });
        Ok(Self { public_url, trusted_proxies, writes_per_minute })
    }

    /// Whether shoppers reach the shop over TLS.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// The variable `name`, which is `on` or `off`. Off where it is not set.
///
/// # Errors
/// When the host cannot give the variable.
pub async fn switch(settings: &dyn Settings, name: &str, problems: &mut Vec<String>) -> Result<bool, HostError> {
    match settings.get(name).await?.as_deref() {
        None | Some("off") => Ok(false),
        Some("on") => Ok(true),
        Some(other) => {
            problems.push(format!("{name} is {other:?}, it must be \"on\" or \"off\""));
            Ok(false)
        }
    }
}

/// The variable `name`, which is an address such as `https://shop.example`; without the slash at its end. Empty, and one of
/// the `problems`, where it is not set.
///
/// # Errors
/// When the host cannot give the variable.
pub async fn origin(settings: &dyn Settings, name: &str, problems: &mut Vec<String>) -> Result<String, HostError> {
    let given = settings.given(name).await?;
    let url = given.as_deref().map_or("", |url| url.trim_end_matches('/'));
    if !is_origin(url) {
        let problem = given.as_ref().map_or_else(|| "not set".to_owned(), |given| format!("{given:?}"));
        problems.push(format!("{name} is {problem}, it must be http(s)://host[:port]"));
    }
    Ok(url.to_owned())
}

/// The host of an address such as `https://shop.example`, with its port.
pub fn host(origin: &str) -> &str {
    origin.split_once("://").map_or(origin, |(_, host)| host)
}

/// The variable `trusted_proxies`. Shoppers reach an https address through a proxy as a rule, so the choice must be explicit
/// there: without it all of them would share one rate limit.
async fn trusted_proxies(
    settings: &dyn Settings,
    is_https: bool,
    problems: &mut Vec<String>,
) -> Result<TrustedProxies, HostError> {
    let problem = match settings.given("trusted_proxies").await?.as_deref() {
        None if !is_https => return Ok(TrustedProxies::None),
        None => "is not set, which public_url with https demands".to_owned(),
        Some("none") => return Ok(TrustedProxies::None),
        Some(text) => match text.strip_prefix("hops=").map(str::parse::<u8>) {
            Some(Ok(hops @ 1..=9)) => return Ok(TrustedProxies::Hops(hops)),
            _ => format!("is {text:?}"),
        },
    };
    problems.push(format!(
        "trusted_proxies {problem}: set \"none\" where clients connect to this host itself, or \"hops=1\" where every \
         request passes one proxy that appends its peer to x-forwarded-for"
    ));
    Ok(TrustedProxies::None)
}

fn is_origin(url: &str) -> bool {
    let Some((scheme, host)) = url.split_once("://") else { return false };
    matches!(scheme, "http" | "https")
        && !host.is_empty()
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{FixedSettings, ready};

    fn read(pairs: &[(&str, &str)]) -> (Site, Vec<String>) {
        let mut problems = Vec::new();
        let site = ready(Site::read(&FixedSettings::new(pairs), &mut problems)).expect("settings");
        (site, problems)
    }

    #[test]
    fn a_whole_configuration_is_read() {
        let (site, problems) = read(&[("public_url", "https://shop.example/"), ("trusted_proxies", "hops=2")]);
        assert_eq!(problems, [""; 0]);
        assert_eq!((site.public_url.as_str(), site.writes_per_minute), ("https://shop.example", 60));
        assert!(site.is_https());
        assert_eq!(site.trusted_proxies, TrustedProxies::Hops(2));
    }

    #[test]
    fn an_https_address_demands_an_explicit_choice_of_trusted_proxies() {
        let check = |url: &str, proxies: &str, valid: bool| {
            let (_, problems) = read(&[("public_url", url), ("trusted_proxies", proxies)]);
            assert_eq!(problems.is_empty(), valid, "{url} {proxies:?}: {problems:?}");
            assert!(problems.iter().all(|problem| problem.starts_with("trusted_proxies")), "{problems:?}");
        };
        check("https://shop.example", "", false);
        check("https://shop.example", "none", true);
        check("https://shop.example", "hops=1", true);
        check("http://127.0.0.1:3000", "", true);
        check("http://127.0.0.1:3000", "hops=1", true);
        for wrong in ["on", "hops=0", "hops=10", "hops=", "1", "hops=-1"] {
            check("http://127.0.0.1:3000", wrong, false);
        }
    }
}
