//! Two versions serve side by side while a rollout lasts, and after an undo: what must hold between them.

use std::collections::BTreeSet;

use crate::registry::{App, Cookies};

/// Everything that forbids to bring `to` to a region that runs `from`, of which only the components in `named` may differ.
/// Empty where nothing does.
pub fn problems(from: &App, to: &App, named: &BTreeSet<String>) -> Vec<String> {
    let mut problems = Vec::new();
    let (old, new) = (&from.declared, &to.declared);
    let names = from.components.keys().chain(to.components.keys()).collect::<BTreeSet<_>>();
    for name in names.into_iter().filter(|name| !named.contains(*name)) {
        if from.components.get(name) != to.components.get(name) {
            problems.push(format!("the component {name} differs, and was not named"));
        }
    }
    if !new.assets_of.contains(&old.build_id) {
        problems.push(format!("it lacks the static files of {}, whose pages are still open in browsers", old.build_id));
    }
    if !opens(old.cookies, new.cookies.writes) || !opens(new.cookies, old.cookies.writes) {
        problems.push("its cookies and those of the version before cannot be opened by each other".to_owned());
    }
    if new.schema.newest < old.schema.oldest || new.schema.oldest > old.schema.newest {
        problems.push("no schema suits both it and the version before".to_owned());
    }
    problems
}

fn opens(cookies: Cookies, form: u32) -> bool {
    (cookies.opens_from..=cookies.opens_to).contains(&form)
}

/// The apps, by their build, that forbid a contracting migration: they run somewhere or may be undone to, and need what it
/// takes away.
pub fn contract_problems<'a>(migration: u32, apps: impl IntoIterator<Item = (&'a str, &'a App)>) -> Vec<String> {
    let needs = apps.into_iter().filter(|(_, app)| !app.declared.schema.contains(migration));
    needs
        .map(|(region, app)| format!("{region}: build {} does not work with {migration}", app.declared.build_id))
        .collect()
}
