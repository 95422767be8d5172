//! Staff and roles: who works here, invitations, and who may do what.

use axum::extract::State;
use axum::response::Response;
use outpost_db::staff::{
    AssignRoles, InviteStaff, Role, StaffRefusal, StaffRow, StaffState, assign_roles, invite_staff, roles, staff,
};
use outpost_domain::ids::StaffId;
use outpost_domain::principal::SessionHash;
use outpost_http::form::{Fields, Query};
use outpost_http::{Failure, email};
use outpost_web_admin::routes;
use outpost_web_admin::view::{self, Block, Cell, Choice, Column, Control, Field, List, Notice, Page, Table};
use outpost_web_ui::localizer::Localizer;

use crate::entry::secrets::token;
use crate::list_page::ListQuery;
use crate::named::Named;
use crate::refusal::Refusal;
use crate::screen::{Screen, moment};
use crate::session::Staff;
use crate::state::Shared;
use crate::submission::Submission;

/// How long an invitation lasts, in seconds.
const INVITATION_SECONDS: i64 = 3 * 86_400;

/// `GET /admin/staff`.
pub(crate) async fn show(
    State(state): State<Shared>,
    person: Staff,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let asked = ListQuery::read(routes::STAFF, &query, &[]);
    let sql = person.sql(&state);
    let after: Option<String> = asked.after()?;
    let page = staff(sql, after.as_deref()).await?;
    let known = roles(sql).await?;
    let screen = Screen::new(&person, routes::STAFF);
    let l10n = screen.l10n;
    let forms = page.rows.iter().filter(|row| row.id != person.session.staff_id && row.state != StaffState::Invited);
    let forms: Vec<view::Form> = forms.map(|row| roles_form(l10n, row, &known)).collect();
    let next = asked.next(&page, |row| row.email.clone());
    let mut blocks = vec![Block::List(List { table: people(l10n, page.rows, &known), next, ..List::default() })];
    if person.may("staff:invite") {
        blocks.push(Block::Form(invitation_form(l10n, &known)));
    }
    if person.may("staff:assign") && !forms.is_empty() {
        blocks.push(Block::Heading(l10n.text("staff-assign").to_owned()));
        blocks.push(Block::Forms(forms));
    }
    blocks.push(Block::Heading(l10n.text("staff-roles").to_owned()));
    blocks.push(Block::Table(permissions(l10n, &known)));
    let heading = l10n.text("admin-nav-staff").to_owned();
    let notice = screen.done(&query);
    Ok(screen.show(Page { heading, notice, blocks, ..Page::default() }))
}

/// `POST /admin/staff/invitations`: shows the link once, to be passed on.
pub(crate) async fn invite(form: Submission) -> Result<Response, Failure> {
    let Some(email) = email::parse(form.fields.text("email")) else {
        return Ok(form.lacks(routes::STAFF, "staff-email-invalid"));
    };
    let state = &form.state;
    let token = token(&*state.entropy);
    let command = InviteStaff {
        id: state.command_id(),
        sender: form.sender(),
        staff_id: StaffId::new(state.entropy.uuid_v7(state.clock.now())),
        email: email.clone(),
        role: form.fields.text("role").to_owned(),
        token_hash: SessionHash::of(token.as_bytes()).as_str().to_owned(),
        ttl_seconds: INVITATION_SECONDS,
    };
    if let Err(refusal) = invite_staff(form.primary(), &command).await {
        return form.refused(routes::STAFF, refusal);
    }
    let screen = form.screen(routes::STAFF);
    let l10n = screen.l10n;
    let address = format!("{}{}", state.config.site.public_url, routes::of(routes::INVITATION, &token));
    let heading = l10n.format("staff-invited", &[("email", email.as_str().into())]);
    let blocks = vec![Block::Text(l10n.text("staff-invited-text").to_owned()), Block::Secret(address)];
    let above = vec![view::Link::new(l10n.text("admin-nav-staff"), routes::STAFF)];
    Ok(screen.show(Page { heading, above, blocks, ..Page::default() }))
}

/// `POST /admin/staff/{id}/roles`.
pub(crate) async fn assign(Named(staff_id): Named<StaffId>, form: Submission) -> Result<Response, Failure> {
    let command = AssignRoles {
        id: form.state.command_id(),
        sender: form.sender(),
        staff_id,
        version: form.parse("version")?,
        state: form.parse("state")?,
        roles: form.fields.all("role").map(str::to_owned).collect(),
    };
    let outcome = assign_roles(form.primary(), &command).await;
    form.answer(outcome, command.id, routes::STAFF, "assigned")
}

impl Refusal for StaffRefusal {
    fn notice(self, l10n: Localizer) -> Result<Notice, Failure> {
        let key = match self {
            Self::Sql(error) => return Err(error.into()),
            Self::NotFound => return Err(Failure::NotFound),
            Self::Command(refusal) => return refusal.notice(l10n),
            Self::AboveOwn => "staff-refused-above",
            Self::OwnRoles => "staff-refused-own",
            Self::StaleVersion(_) => "staff-refused-stale",
            Self::UnknownRole => "staff-refused-role",
            // No command of these screens is refused like that.
            Self::InvitationOver | Self::LoginWrong | Self::LoginBlocked(_) => {
                return Err(Failure::Internal(self.to_string()));
            }
        };
        Ok(Notice::error(l10n.text(key)))
    }
}

fn invitation_form(l10n: Localizer, known: &[Role]) -> view::Form {
    let choices = known.iter().map(|role| Choice::new(&role.code, &role.name));
    view::Form {
        heading: l10n.text("staff-invite").to_owned(),
        action: routes::STAFF_INVITATIONS.to_owned(),
        fields: vec![
            Field::new("email", l10n.text("staff-email"), "").hint(l10n.text("staff-invite-hint")).of(Control::Email),
            Field::new("role", l10n.text("staff-role"), "viewer").of(Control::Select(choices.collect())),
        ],
        submit: l10n.text("staff-invite-submit"),
        ..view::Form::default()
    }
}

fn roles_form(l10n: Localizer, row: &StaffRow, known: &[Role]) -> view::Form {
    let id = row.id.to_string();
    let tick = |role: &Role| {
        let value = if row.roles.contains(&role.code) { "on" } else { "" };
        Field::new(format!("role-{}-{id}", role.code), &role.name, value)
            .named("role")
            .of(Control::TickOf(role.code.clone()))
    };
    let states = [StaffState::Active, StaffState::Suspended];
    let choices = states.map(|state| Choice::new(state.code(), state_name(l10n, state)));
    let mut fields: Vec<Field> = known.iter().map(tick).collect();
    let state = Field::new(format!("state-{id}"), l10n.text("inventory-state"), row.state.code());
    fields.push(state.named("state").of(Control::Select(choices.to_vec())));
    view::Form {
        heading: if row.name.is_empty() { row.email.clone() } else { row.name.clone() },
        action: routes::of(routes::STAFF_ROLES, &id),
        hidden: vec![("version", row.version.to_string())],
        fields,
        submit: l10n.text("staff-assign-submit"),
        is_quiet: true,
    }
}

fn state_name(l10n: Localizer, state: StaffState) -> &'static str {
    l10n.text(match state {
        StaffState::Invited => "staff-state-invited",
        StaffState::Active => "staff-state-active",
        StaffState::Suspended => "staff-state-suspended",
    })
}

fn people(l10n: Localizer, rows: Vec<StaffRow>, known: &[Role]) -> Table {
    let named = |code: &String| {
        known.iter().find(|role| role.code == *code).map_or_else(|| code.clone(), |role| role.name.clone())
    };
    let row = |row: StaffRow| {
        let tone = match row.state {
            StaffState::Active => "good",
            StaffState::Invited => "quiet",
            StaffState::Suspended => "bad",
        };
        let names: Vec<String> = row.roles.iter().map(named).collect();
        vec![
            Cell::Lines(row.name.clone(), row.email.clone()),
            Cell::Badge(state_name(l10n, row.state), tone),
            Cell::from(names.join(", ")),
            Cell::from(row.last_seen_at.map(moment)),
        ]
    };
    Table {
        caption: l10n.text("admin-nav-staff").to_owned(),
        columns: vec![
            Column::text(l10n.text("staff-person")),
            Column::text(l10n.text("inventory-state")),
            Column::text(l10n.text("staff-role")),
            Column::text(l10n.text("staff-last-seen")),
        ],
        rows: rows.into_iter().map(row).collect(),
        empty: l10n.text("staff-none"),
    }
}

fn permissions(l10n: Localizer, known: &[Role]) -> Table {
    let row = |role: &Role| {
        let all: Vec<&str> = role.permissions.iter().map(String::as_str).collect();
        let all = if role.is_owner { l10n.text("staff-everything").to_owned() } else { all.join(", ") };
        vec![Cell::from(role.name.as_str()), Cell::from(all)]
    };
    Table {
        caption: l10n.text("staff-roles").to_owned(),
        columns: vec![Column::text(l10n.text("staff-role")), Column::text(l10n.text("staff-permissions"))],
        rows: known.iter().map(row).collect(),
        empty: l10n.text("staff-none"),
    }
}
