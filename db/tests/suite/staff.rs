//! Staff: invitations, logins, roles, and that nobody climbs.

use outpost_db::command::{CommandRefusal, Sender, SessionHash};
use outpost_db::native::Database;
use outpost_db::staff::{
    AcceptInvitation, AssignRoles, InviteStaff, LogInStaff, LogOut, NewSession, StaffRefusal, StaffState,
    accept_invitation, assign_roles, count_staff_login_failure, credential, invitation, invite_staff, log_in_staff,
    log_out, roles, session, staff,
};
use outpost_db::testing::set_clock;
use outpost_domain::ids::{CommandId, StaffId};
use outpost_domain::principal::Principal;
use uuid::Uuid;

use super::fixture::{NOW, integer, shop, visitor};

const OWNER: StaffId = StaffId::new(Uuid::from_u128(1));
const CLERK: StaffId = StaffId::new(Uuid::from_u128(2));

fn id() -> CommandId {
    CommandId::new(Uuid::now_v7())
}

fn hash(text: &str) -> String {
    SessionHash::of(text.as_bytes()).as_str().to_owned()
}

/// The sender whose session has this id.
fn by(person: StaffId, session: &str) -> Sender {
    Sender { principal: Principal::Staff(person), session: Some(SessionHash::of(session.as_bytes())), ..visitor(NOW) }
}

fn invited(sender: Sender, staff_id: StaffId, email: &str, role: &str, link: &str) -> InviteStaff {
    let (email, role, token_hash) = (email.to_owned(), role.to_owned(), hash(link));
    InviteStaff { id: id(), sender, staff_id, email, role, token_hash, ttl_seconds: 600 }
}

fn new_session(id: &str) -> NewSession {
    NewSession { hash: hash(id), ttl_seconds: 3_600, user_agent: "test".to_owned() }
}

fn accepted(link: &str, session: &str) -> AcceptInvitation {
    AcceptInvitation {
        id: id(),
        sender: visitor(NOW),
        token_hash: hash(link),
        name: "Ada".to_owned(),
        key_hash: hash("key"),
        totp_sealed: "sealed".to_owned(),
        totp_step: 100,
        session: new_session(session),
    }
}

/// The shop with an owner, whose session is `owner`, and a clerk of the stockroom, whose session is `clerk`.
async fn staffed() -> Database {
    let shop = shop().await;
    let ctl = Sender { principal: Principal::System("outpost-ctl"), ..visitor(NOW) };
    invite_staff(&shop, &invited(ctl, OWNER, "owner@example.com", "owner", "link 1")).await.expect("invited");
    accept_invitation(&shop, &accepted("link 1", "owner")).await.expect("accepted");
    let by_owner = by(OWNER, "owner");
    invite_staff(&shop, &invited(by_owner, CLERK, "clerk@example.com", "stockroom", "link 2")).await.expect("invited");
    accept_invitation(&shop, &accepted("link 2", "clerk")).await.expect("accepted");
    shop
}

fn login(session: &str, totp_step: i64) -> LogInStaff {
    LogInStaff {
        id: id(),
        sender: visitor(NOW),
        staff_id: CLERK,
        key_hash: hash("key"),
        totp_step,
        session: new_session(session),
    }
}

fn assignment(sender: Sender, staff_id: StaffId, version: i64, roles: &[&str]) -> AssignRoles {
    let roles = roles.iter().map(|role| (*role).to_owned()).collect();
    AssignRoles { id: id(), sender, staff_id, version, state: StaffState::Active, roles }
}

#[tokio::test]
async fn an_invitation_opens_one_login_and_one_session() {
    let shop = staffed().await;
    let again = accept_invitation(&shop, &accepted("link 2", "other")).await;
    assert_eq!(again, Err(StaffRefusal::InvitationOver));
    assert_eq!(invitation(&shop, &hash("link 2"), NOW).await, Ok(None));
    let found = session(&shop, &SessionHash::of(b"clerk"), NOW, None).await.expect("a read");
    let (found, has_command) = found.expect("a session");
    assert_eq!((found.staff_id, found.name.as_str(), has_command), (CLERK, "Ada", true));
    assert!(found.permissions.contains("inventory:adjust") && !found.permissions.contains("staff:invite"));
    assert_eq!(session(&shop, &SessionHash::of(b"clerk"), NOW + 3_600, None).await, Ok(None), "it ends");
    let kept = integer(&shop, "SELECT count(*) FROM audit WHERE detail GLOB '*example.com*'", vec![]).await;
    assert_eq!(kept, 0, "logs hold no mail address");
}

#[tokio::test]
async fn an_invitation_ends_by_itself_and_by_the_next_one() {
    let shop = staffed().await;
    for link in ["link 3", "link 4"] {
        let command = invited(by(OWNER, "owner"), CLERK, "Clerk@example.com", "stockroom", link);
        invite_staff(&shop, &command).await.expect("invited again, whatever the case");
    }
    let replaced = accept_invitation(&shop, &accepted("link 3", "x")).await;
    assert_eq!(replaced, Err(StaffRefusal::InvitationOver));
    assert_eq!(integer(&shop, "SELECT count(*) FROM staff", vec![]).await, 2);
    set_clock(&shop, NOW + 600).await.expect("a clock");
    let late = AcceptInvitation { sender: visitor(NOW + 600), ..accepted("link 4", "x") };
    assert_eq!(accept_invitation(&shop, &late).await, Err(StaffRefusal::InvitationOver));
}

#[tokio::test]
async fn a_code_works_once_and_wrong_logins_block_the_next_for_longer() {
    let shop = staffed().await;
    assert_eq!(log_in_staff(&shop, &login("a", 100)).await, Err(StaffRefusal::LoginWrong), "used to set up");
    log_in_staff(&shop, &login("a", 101)).await.expect("a session");
    assert_eq!(log_in_staff(&shop, &login("b", 101)).await, Err(StaffRefusal::LoginWrong), "used before");
    let wrong = LogInStaff { key_hash: hash("other"), ..login("b", 102) };
    assert_eq!(log_in_staff(&shop, &wrong).await, Err(StaffRefusal::LoginWrong));
    for attempt in 1..=6 {
        count_staff_login_failure(&shop, id(), &visitor(NOW), CLERK).await.expect("counted");
        let blocked = credential(&shop, "clerk@example.com").await.expect("a read").expect("one").blocked_until - NOW;
        assert_eq!(blocked.max(0), [0, 0, 0, 0, 30, 60][attempt - 1], "{attempt}");
    }
    assert_eq!(log_in_staff(&shop, &login("b", 103)).await, Err(StaffRefusal::LoginBlocked(60)));
}

#[tokio::test]
async fn a_session_that_was_ended_does_nothing_more() {
    let shop = staffed().await;
    log_out(&shop, &LogOut { id: id(), sender: by(CLERK, "clerk") }).await.expect("logged out");
    assert_eq!(session(&shop, &SessionHash::of(b"clerk"), NOW, None).await, Ok(None));
    let late = log_out(&shop, &LogOut { id: id(), sender: by(CLERK, "clerk") }).await;
    assert_eq!(late, Err(StaffRefusal::Command(CommandRefusal::SessionEnded)));
}

#[tokio::test]
async fn nobody_gives_or_resets_what_is_above_their_own_permissions() {
    let shop = staffed().await;
    let owner_assigns = assignment(by(OWNER, "owner"), CLERK, 2, &["stockroom", "viewer"]);
    assign_roles(&shop, &owner_assigns).await.expect("the owner may");
    shop.batch("INSERT INTO role_permission (role_id, permission) SELECT id, 'staff:invite' FROM role WHERE code = 'stockroom'")
        .await
        .expect("clerks invite");
    let by_clerk = || by(CLERK, "clerk");
    let third = StaffId::new(Uuid::from_u128(3));
    for (email, role) in [("new@example.com", "orders"), ("new@example.com", "owner"), ("owner@example.com", "viewer")]
    {
        let refused = invite_staff(&shop, &invited(by_clerk(), third, email, role, "link 5")).await;
        assert_eq!(refused, Err(StaffRefusal::AboveOwn), "{email} as {role}");
    }
    invite_staff(&shop, &invited(by_clerk(), third, "new@example.com", "viewer", "link 5"))
        .await
        .expect("within their own");
    let refused = assign_roles(&shop, &assignment(by_clerk(), third, 1, &["viewer"])).await;
    assert_eq!(refused, Err(StaffRefusal::Command(CommandRefusal::Forbidden)), "clerks assign nothing");
}

#[tokio::test]
async fn nobody_changes_their_own_roles_and_stale_changes_are_told() {
    let shop = staffed().await;
    let own = assign_roles(&shop, &assignment(by(OWNER, "owner"), OWNER, 2, &["viewer"])).await;
    assert_eq!(own, Err(StaffRefusal::OwnRoles));
    let stale = assign_roles(&shop, &assignment(by(OWNER, "owner"), CLERK, 1, &["viewer"])).await;
    assert_eq!(stale, Err(StaffRefusal::StaleVersion(2)));
    let unknown = assign_roles(&shop, &assignment(by(OWNER, "owner"), CLERK, 2, &["king"])).await;
    assert_eq!(unknown, Err(StaffRefusal::UnknownRole));
    let suspension =
        AssignRoles { state: StaffState::Suspended, ..assignment(by(OWNER, "owner"), CLERK, 2, &["viewer"]) };
    assign_roles(&shop, &suspension).await.expect("suspended");
    assert_eq!(session(&shop, &SessionHash::of(b"clerk"), NOW, None).await, Ok(None), "their sessions end");
    assert_eq!(log_in_staff(&shop, &login("c", 200)).await, Err(StaffRefusal::LoginWrong));
    let people = staff(&shop, None).await.expect("a read");
    assert_eq!(
        people.rows.iter().map(|row| row.email.as_str()).collect::<Vec<_>>(),
        ["clerk@example.com", "owner@example.com"]
    );
    assert!(roles(&shop).await.expect("a read")[0].permissions.contains("staff:assign"), "an owner may do everything");
}
