//! Every route, walked as nobody, as staff without its permission, and as staff whose session has ended.

use http::Method;
use outpost_db::sql::{Sql, Value};
use outpost_http::Access;
use outpost_http::routes::DeclaredRoute;

use super::support::{Answer, Browser, Panel};

/// An address of the route that names things that exist.
fn address(route: &DeclaredRoute) -> String {
    let id = "01890a5d-ac96-774b-bcce-b302099a8057";
    let pairs = [
        ("{sku}", "MUG-RED"),
        ("{number}", "OP-0000-0000-0000"),
        ("{id}", id),
        ("{token}", "none"),
        ("{product}", "1"),
    ];
    pairs.into_iter().fold(route.pattern.to_owned(), |path, (name, value)| path.replace(name, value))
}

async fn open(browser: &mut Browser<'_>, route: &DeclaredRoute) -> Answer {
    let path = address(route);
    if route.method == Method::POST { browser.post(&path, &[]).await } else { browser.get(&path).await }
}

/// Led to the login, or refused; nothing of the shop is told.
fn assert_refused(route: &DeclaredRoute, answer: &Answer, leads_to_login: bool) {
    let expected = if leads_to_login && route.method == Method::GET { 303 } else { 403 };
    assert_eq!(answer.status.as_u16(), expected, "{route:?}: {}", answer.body);
    for secret in ["MUG", "Mug", "London", "example.com", "Sales"] {
        assert!(!answer.body.contains(secret), "{route:?} tells {secret}: {}", answer.body);
    }
}

fn guarded(panel: &Panel) -> Vec<(DeclaredRoute, &'static str)> {
    let permission = |route: &DeclaredRoute| match route.access {
        Access::Staff(permission) => Some((route.clone(), permission)),
        _ => None,
    };
    panel.table.iter().filter_map(permission).collect()
}

#[tokio::test]
async fn only_the_way_in_is_open_and_every_permission_exists() {
    let panel = Panel::open().await;
    let open: Vec<&str> =
        panel.table.iter().filter(|route| route.access == Access::Visitor).map(|route| route.pattern).collect();
    let way_in =
        ["/admin/login", "/admin/login", "/admin/logout", "/admin/invitation/{token}", "/admin/invitation/{token}"];
    assert_eq!(open, way_in);
    assert!(guarded(&panel).len() > 30, "the walk finds the routes");
    for (route, permission) in guarded(&panel) {
        let known = "SELECT count(*) FROM permission WHERE code = ?1";
        let rows = panel.database.query(known, vec![Value::from(permission)]).await.unwrap();
        assert_eq!(rows.single::<i64>(), Ok(1), "{route:?}");
    }
}

#[tokio::test]
async fn nobody_gets_anywhere() {
    let panel = Panel::open().await;
    for (route, _) in guarded(&panel) {
        let answer = open(&mut Browser::new(&panel), &route).await;
        assert_refused(&route, &answer, true);
    }
}

#[tokio::test]
async fn staff_get_where_their_permissions_lead_and_nowhere_else() {
    let panel = Panel::open().await;
    let rows = panel.database.query("SELECT code FROM permission", Vec::new()).await.unwrap();
    let all: Vec<String> = rows.into_iter().map(|mut row| row.text("code").unwrap()).collect();
    for (number, (route, permission)) in guarded(&panel).into_iter().enumerate() {
        let others: Vec<&str> = all.iter().map(String::as_str).filter(|other| *other != permission).collect();
        let mut without = panel.person(&format!("without{number}"), &others).await;
        let answer = open(&mut without, &route).await;
        assert_refused(&route, &answer, false);
        let mut with = panel.person(&format!("with{number}"), &[permission]).await;
        let answer = open(&mut with, &route).await;
        assert!([200, 400, 404, 422].contains(&answer.status.as_u16()), "{route:?}: {} {}", answer.status, answer.body);
    }
}

#[tokio::test]
async fn an_ended_session_gets_nowhere() {
    let panel = Panel::open().await;
    let rows = panel.database.query("SELECT code FROM permission", Vec::new()).await.unwrap();
    let all: Vec<String> = rows.into_iter().map(|mut row| row.text("code").unwrap()).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let mut owner = panel.person("everything", &all).await;
    owner.get("/admin/inventory").await.is(200);
    panel.database.batch("UPDATE session SET ended_at = 1").await.unwrap();
    for (route, _) in guarded(&panel) {
        let answer = open(&mut owner, &route).await;
        assert_refused(&route, &answer, true);
    }
}
