//! A form that a staff member sent: who sent it, what it says, and the answer to it.

use std::str::FromStr;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::Response;
use outpost_db::command::Sender;
use outpost_db::sql::Sql;
use outpost_domain::catalogue::parse_amount;
use outpost_domain::ids::CommandId;
use outpost_domain::inventory::PIECES_MAX;
use outpost_http::consistency::record_command;
use outpost_http::cookies::Cookies;
use outpost_http::form::{Fields, Form};
use outpost_http::request_context::RequestContext;
use outpost_http::{Failure, HttpState, respond};
use outpost_web_admin::view::Notice;

use crate::refusal::Refusal;
use crate::screen::Screen;
use crate::session::Staff;
use crate::state::Shared;

/// A form of the panel. The route's permission was checked.
pub(crate) struct Submission {
    /// The panel's ports.
    pub(crate) state: Shared,
    /// Who sent it.
    pub(crate) staff: Staff,
    /// What it says.
    pub(crate) fields: Fields,
    cookies: Cookies,
    request_id: String,
}

impl FromRequest<Shared> for Submission {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &Shared) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        let staff = Staff::from_request_parts(&mut parts, state).await?;
        let cookies = Cookies::from_request_parts(&mut parts, state).await?;
        let context = RequestContext::from_request_parts(&mut parts, state).await?;
        let Form(fields) = Form::from_request(Request::from_parts(parts, body), state).await?;
        Ok(Self { state: state.clone(), staff, fields, cookies, request_id: context.request_id })
    }
}

impl Submission {
    /// Who sends the command that the form asks for.
    pub(crate) fn sender(&self) -> Sender {
        self.staff.actor.sender(&self.request_id, self.state.now())
    }

    /// Where commands are sent.
    pub(crate) fn primary(&self) -> &dyn Sql {
        &*self.state.primary
    }

    /// The database that shows this browser its own writes.
    pub(crate) fn sql(&self) -> &dyn Sql {
        self.staff.sql(&self.state)
    }

    /// A field without the space around it, cut to so many characters.
    pub(crate) fn text(&self, name: &str, characters_max: usize) -> String {
        self.fields.text(name).trim().chars().take(characters_max).collect()
    }

    /// A field as a value of another type.
    pub(crate) fn parse<T: FromStr>(&self, name: &str) -> Result<T, Failure> {
        self.fields.text(name).trim().parse().map_err(|_| Failure::BadRequest)
    }

    /// An amount in minor units of a currency with so many decimals; none where the field is empty.
    pub(crate) fn amount(&self, name: &str, exponent: u32) -> Result<Option<i64>, Failure> {
        match self.fields.text(name).trim() {
            "" => Ok(None),
            text => parse_amount(text, exponent).map(Some).ok_or(Failure::BadRequest),
        }
    }

    /// A number of pieces, from 0 to what a level may hold.
    pub(crate) fn pieces(&self, name: &str) -> Result<i64, Failure> {
        let number = self.parse(name)?;
        if (0..=PIECES_MAX).contains(&number) { Ok(number) } else { Err(Failure::BadRequest) }
    }

    /// Whether a box is ticked.
    pub(crate) fn is_ticked(&self, name: &str) -> bool {
        self.fields.get(name).is_some()
    }

    /// The screen of the part of the panel that an address belongs to.
    pub(crate) fn screen(&self, address: &str) -> Screen {
        Screen::new(&self.staff, address)
    }

    /// Leads to a screen that shows what the command did. `done` is one of the codes that screens have words for.
    pub(crate) fn done(mut self, command: CommandId, address: &str, done: &'static str) -> Response {
        record_command(&mut self.cookies, command);
        respond::see_other(&self.cookies, &format!("{address}?done={done}"))
    }

    /// The screen that says why nothing was done, with the way back to an address.
    pub(crate) fn refused(&self, address: &str, refusal: impl Refusal) -> Result<Response, Failure> {
        let screen = self.screen(address);
        let notice = refusal.notice(screen.l10n)?;
        Ok(screen.refused(address, notice))
    }

    /// The same for what the form lacks: the message of a key.
    pub(crate) fn lacks(&self, address: &str, key: &'static str) -> Response {
        let screen = self.screen(address);
        let notice = Notice::error(screen.l10n.text(key));
        screen.refused(address, notice)
    }

    /// The answer to a command whose effect and whose refusal are shown at the same address.
    pub(crate) fn answer<R: Refusal>(
        self,
        outcome: Result<(), R>,
        command: CommandId,
        address: &str,
        done: &'static str,
    ) -> Result<Response, Failure> {
        match outcome {
            Ok(()) => Ok(self.done(command, address, done)),
            Err(refusal) => self.refused(address, refusal),
        }
    }
}
