//! No circles between the files of a crate: a file that imports from another is not imported by it, not even through
//! others. A module is expected to use its submodules, and they may use it: such an import counts in one direction only.

use std::collections::{BTreeMap, BTreeSet};

use crate::tidy::{Finding, imports::Crate, sources::Source};

/// Holds all crates against the rule.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let mut crates: BTreeMap<String, Vec<(Vec<String>, &Source)>> = BTreeMap::new();
    // From the last to the first: where a package has a library and a program, the library is the crate that counts.
    for source in sources.iter().rev().filter(|source| source.is("rs") && !source.path.ends_with("/tests.rs")) {
        if let Some((root, path)) = module_path(&source.path) {
            crates.entry(root).or_default().push((path, source));
        }
    }
    let edges = crates.into_values().map(|modules| {
        let mut edges = Crate::read(modules).edges();
        edges.retain(|(from, to)| !is_submodule(to, from));
        edges
    });
    edges.flat_map(|edges| circles(&edges)).map(|circle| finding(&circle)).collect()
}

/// The folder of a file's crate and its module's path there. Tests and programs of a package are crates of their own,
/// but a test or program of one file cannot have a circle.
fn module_path(file: &str) -> Option<(String, Vec<String>)> {
    let (root, inside) = match file.split_once("/src/") {
        Some((package, inside)) => (format!("{package}/src"), inside),
        None => {
            let (package, inside) = file.split_once("/tests/")?;
            let (binary, inside) = inside.split_once('/')?;
            (format!("{package}/tests/{binary}"), inside)
        }
    };
    let inside = inside.strip_suffix(".rs")?;
    let path: Vec<String> = inside.split('/').filter(|part| *part != "mod").map(str::to_owned).collect();
    let is_root = path.len() == 1 && ["lib", "main"].contains(&path[0].as_str());
    Some((root, if is_root { Vec::new() } else { path }))
}

/// Whether a file is a submodule of another, at any depth.
fn is_submodule(file: &str, parent: &str) -> bool {
    let folder = parent.strip_suffix("lib.rs").or_else(|| parent.strip_suffix("main.rs"));
    let folder = folder.map_or_else(|| format!("{}/", parent.trim_end_matches(".rs")), str::to_owned);
    file.starts_with(&folder)
}

/// One circle for each group of files that reach each other.
fn circles<'a>(edges: &BTreeSet<(&'a str, &'a str)>) -> Vec<Vec<&'a str>> {
    let mut next: BTreeMap<&str, Vec<&'a str>> = BTreeMap::new();
    for (from, to) in edges {
        next.entry(from).or_default().push(to);
    }
    let mut found: Vec<Vec<&str>> = Vec::new();
    for (start, _) in edges {
        if found.iter().all(|circle| !circle.contains(start)) {
            found.extend(shortest(start, &next));
        }
    }
    found
}

/// The shortest way from a file back to itself.
fn shortest<'a>(start: &'a str, next: &BTreeMap<&str, Vec<&'a str>>) -> Option<Vec<&'a str>> {
    let (mut ways, mut reached) = (vec![vec![start]], BTreeSet::new());
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            for &to in way.last().and_then(|last| next.get(last)).into_iter().flatten() {
                if to == start {
                    return Some(way);
                }
                if reached.insert(to) {
                    longer.push([way.as_slice(), &[to]].concat());
                }
            }
        }
        ways = longer;
    }
    None
}

fn finding(circle: &[&str]) -> Finding {
    let first = circle.first().copied().unwrap_or_default();
    Finding {
        place: first.to_owned(),
        fault: format!("files import each other in a circle: {} → {first}", circle.join(" → ")),
        mend: "move what both need into a file of its own, or up to the one that imports the other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::sample;

    fn check_files(files: &[(&str, &str)], expect: &[&str]) {
        let sources: Vec<Source> = files.iter().map(|(name, text)| sample(&format!("db/src/{name}"), text)).collect();
        let faults: Vec<String> = check(&sources).into_iter().map(|finding| finding.fault).collect();
        let expect: Vec<String> =
            expect.iter().map(|circle| format!("files import each other in a circle: {circle}")).collect();
        assert_eq!(faults, expect, "{files:?}");
    }

    #[test]
    fn a_circle_is_found_and_named() {
        let (a, b) = (("a.rs", "use crate::b::B;"), ("b.rs", "fn f() { crate::a::f() }"));
        check_files(&[("lib.rs", "mod a; mod b;"), a, b], &["db/src/a.rs → db/src/b.rs → db/src/a.rs"]);
        check_files(&[("lib.rs", "mod a; mod b;"), a, ("b.rs", "// crate::a\n")], &[]);
    }

    #[test]
    fn a_re_export_stands_for_the_file_behind_it() {
        let (parent, child) = ("mod c; mod d; pub use c::C;", "use super::C;");
        check_files(&[("lib.rs", "mod p;"), ("p.rs", parent), ("p/c.rs", ""), ("p/d.rs", child)], &[]);
        check_files(
            &[("lib.rs", "mod p;"), ("p.rs", parent), ("p/c.rs", "use super::d::D;"), ("p/d.rs", child)],
            &["db/src/p/c.rs → db/src/p/d.rs → db/src/p/c.rs"],
        );
    }

    #[test]
    fn a_module_and_its_submodule_may_use_each_other() {
        let child = ("p/c.rs", "use super::P;");
        check_files(&[("lib.rs", "mod p;"), ("p.rs", "mod c; struct P; fn f() { c::f() }"), child], &[]);
        check_files(
            &[
                ("lib.rs", "mod p;"),
                ("p.rs", "use crate::q::Q;"),
                ("p/c.rs", "use super::P;"),
                ("q.rs", "use crate::p::c::C;"),
            ],
            &["db/src/p.rs → db/src/q.rs → db/src/p/c.rs → db/src/p.rs"],
        );
    }
}
