//! One request for a page of an account: its address, client, cookies.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::response::Response;
use http::header::USER_AGENT;
use http::request::Parts;
use http::{Method, StatusCode};
use outpost_db::command::Sender;
use outpost_domain::calendar;
use outpost_domain::ids::CommandId;
use outpost_domain::market::{MarketLocale, Markets};
use outpost_http::cookies::Cookies;
use outpost_http::form::{Fields, Query};
use outpost_http::market_path::MarketPath;
use outpost_http::request_context::RequestContext;
use outpost_http::security::rate_limit;
use outpost_http::{Failure, HttpState, consistency, respond};
use outpost_web_account::view::{Notice, Section, Shell};
use time::OffsetDateTime;

use crate::notice;
use crate::session::Session;
use crate::state::Shared;

/// The most bytes of a browser's name for itself that are kept.
const USER_AGENT_MAX: usize = 250;
/// A client may try once for every so many writes a minute that the operator allows: 5 times by default.
const WRITES_PER_ATTEMPT: u32 = 12;

/// A request below a market's prefix.
pub(crate) struct AccountRequest {
    /// The ports.
    pub state: Shared,
    /// Every market.
    pub markets: Arc<Markets>,
    /// Market and language.
    pub prefix: MarketLocale,
    /// The path after the prefix.
    pub path: String,
    /// Id and client of the request.
    pub context: RequestContext,
    /// The query.
    pub query: Fields,
    /// Cookies, and the changes to them.
    pub cookies: Cookies,
    /// The browser, as it names itself.
    pub user_agent: String,
    /// Whether the request asks for a page, which can be asked for again.
    pub is_read: bool,
}

impl AccountRequest {
    /// The id of a command.
    pub fn new_command(&self) -> CommandId {
        CommandId::new(self.state.new_uuid())
    }

    /// Whoever is not logged in, as the sender of a command.
    pub fn visitor(&self) -> Sender {
        Sender::visitor(self.context.request_id.as_str(), self.state.now())
    }

    /// The customer whose session this is, as the sender of a command.
    pub fn customer(&self, session: &Session) -> Sender {
        session.sender(&self.context.request_id, self.state.now())
    }

    /// The session of the browser, which a route for customers always has.
    pub fn session(&self) -> Result<Session, Failure> {
        Session::read(&self.cookies).ok_or(Failure::Forbidden("log in first"))
    }

    /// A stored time, in seconds since 1970, as the market's clocks show it.
    pub fn moment(&self, seconds: i64) -> Result<OffsetDateTime, Failure> {
        calendar::from_seconds(self.prefix.market, seconds)
            .ok_or_else(|| Failure::Internal(format!("{seconds} is not a valid time")))
    }

    /// Counts an attempt of this client against a limit of its own.
    pub async fn limit(&self, action: &'static str) -> Result<(), Failure> {
        let attempts = self.state.config.site.writes_per_minute.div_ceil(WRITES_PER_ATTEMPT);
        rate_limit::check(&self.state, &self.context.request_id, action, &self.context.client, attempts).await
    }

    /// The surroundings of a page for whoever is not logged in.
    pub fn shell(&mut self) -> Shell {
        Shell {
            notice: notice::take(&mut self.cookies),
            ..Shell::new(self.markets.clone(), self.prefix, self.path.as_str())
        }
    }

    /// The surroundings of a customer's page.
    pub fn own_shell(&mut self, section: Section) -> Shell {
        Shell { section: Some(section), ..self.shell() }
    }

    /// A page of this browser's own, with the cookies that changed.
    pub fn page(&self, status: StatusCode, html: String) -> Response {
        respond::own_page(&self.cookies, status, html)
    }

    /// Redirects after a form, with something to say on the next page.
    pub fn see_other(&mut self, location: &str, notice: Option<Notice>) -> Response {
        if let Some(notice) = notice {
            notice::set(&mut self.cookies, notice);
        }
        respond::see_other(&self.cookies, location)
    }

    /// Records that this browser's command ran, so that it reads its own write.
    pub fn record(&mut self, command: CommandId) {
        consistency::record_command(&mut self.cookies, command);
    }
}

impl FromRequestParts<Shared> for AccountRequest {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, Failure> {
        let MarketPath { markets, prefix, path } = MarketPath::from_request_parts(parts, state).await?;
        let Query(query) = Query::from_request_parts(parts, state).await?;
        let agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or("");
        let user_agent = agent.chars().filter(|letter| !letter.is_control()).take(USER_AGENT_MAX).collect();
        Ok(Self {
            markets,
            prefix,
            path,
            context: RequestContext::from_request_parts(parts, state).await?,
            query,
            cookies: Cookies::from_request_parts(parts, state).await?,
            user_agent,
            is_read: parts.method == Method::GET,
            state: state.clone(),
        })
    }
}
