//! Which files of a crate import from which: `use` and paths that begin at `crate`, `super`, `self` or a child module.

use std::collections::{BTreeMap, BTreeSet};

use crate::tidy::sources::Source;

type Path = Vec<String>;

/// Links that a name is followed through, from one re-export to the next.
const HOPS_MAX: usize = 8;
/// A quote as a letter opens no text.
const QUOTES_AS_LETTERS: [&str; 2] = ["'\"'", "'\\\"'"];

/// One crate: its modules by their paths.
#[derive(Default)]
pub struct Crate<'a> {
    modules: BTreeMap<Path, Module<'a>>,
}

struct Module<'a> {
    file: &'a str,
    /// Names that `use` brings in, with what each stands for.
    names: BTreeMap<String, Path>,
    /// What is imported: by `use` that is not a re-export, and by paths in the code.
    imports: BTreeSet<Path>,
}

impl<'a> Crate<'a> {
    /// Reads the modules of a crate, each a source with its path from the crate's root.
    pub fn read(sources: impl IntoIterator<Item = (Path, &'a Source)>) -> Self {
        let modules = sources.into_iter().map(|(path, source)| {
            let module = Module::read(&path, source);
            (path, module)
        });
        Self { modules: modules.collect() }
    }

    /// Every pair of files of which the first imports something that the second defines.
    pub fn edges(&self) -> BTreeSet<(&'a str, &'a str)> {
        let all = self.modules.values().flat_map(|module| module.imports.iter().map(move |path| (module, path)));
        let pairs = all.filter_map(|(module, path)| Some((module.file, self.file_of(path, HOPS_MAX)?)));
        pairs.filter(|(from, to)| from != to).collect()
    }

    /// The file that defines what a path names, through re-exports.
    fn file_of(&self, path: &[String], hops: usize) -> Option<&'a str> {
        let depth = (0..=path.len()).rev().find(|depth| self.modules.contains_key(&path[..*depth]))?;
        let module = &self.modules[&path[..depth]];
        let target = path.get(depth).and_then(|name| module.names.get(name));
        match target.filter(|_| hops > 0) {
            Some(target) => self.file_of(target, hops - 1).or(Some(module.file)),
            None => Some(module.file),
        }
    }
}

impl<'a> Module<'a> {
    fn read(path: &[String], source: &'a Source) -> Self {
        let code: String = source.code().map(|(_, line)| without_comment(line).to_owned() + "\n").collect();
        let tokens = tokens(&code);
        let mut module = Self { file: &source.path, names: BTreeMap::new(), imports: BTreeSet::new() };
        let children: BTreeSet<&str> =
            tokens.windows(3).filter(|three| three[0] == "mod" && three[2] == ";").map(|three| three[1]).collect();
        let mut at = 0;
        while at < tokens.len() {
            if tokens[at] == "use" {
                let end =
                    tokens[at..].iter().position(|token| *token == ";").map_or(tokens.len(), |length| at + length);
                // `pub use` and `pub(crate) use`.
                let is_export = at > 0 && (tokens[at - 1] == "pub" || tokens[at - 1] == ")");
                for (named, target) in tree(&tokens[at + 1..end]) {
                    let Some(target) = absolute(path, &target, &children) else { continue };
                    if !is_export {
                        module.imports.insert(target.clone());
                    }
                    module.names.insert(named, target);
                }
                at = end + 1;
            } else {
                let (target, length) = path_at(&tokens[at..]);
                let follows_a_path = at > 0 && tokens[at - 1] == "::";
                if length > 1 && !follows_a_path {
                    module.imports.extend(absolute(path, &target, &children));
                }
                at += length.max(1);
            }
        }
        module
    }
}

/// A path from the crate's root; `None` for another crate's or what is no path of modules.
fn absolute(module: &[String], path: &[String], children: &BTreeSet<&str>) -> Option<Path> {
    let ups = path.iter().take_while(|part| *part == "super").count();
    let base = match path.first()?.as_str() {
        "crate" => return Some(path[1..].to_vec()),
        "super" => &module[..module.len().checked_sub(ups)?],
        "self" => return Some([module, &path[1..]].concat()),
        child if children.contains(child) => module,
        _ => return None,
    };
    Some([base, &path[ups..]].concat())
}

/// The path that begins here, and how many tokens it is long.
fn path_at(tokens: &[&str]) -> (Path, usize) {
    let mut path = Vec::new();
    let mut at = 0;
    while tokens.get(at).is_some_and(|token| is_name(token)) {
        path.push(tokens[at].to_owned());
        at += 1;
        if tokens.get(at) != Some(&"::") || !tokens.get(at + 1).is_some_and(|token| is_name(token)) {
            break;
        }
        at += 1;
    }
    (path, at)
}

/// What a `use` brings in: each name with the path behind it. `*` stands for itself.
fn tree(tokens: &[&str]) -> Vec<(String, Path)> {
    let (prefix, length) = path_at(tokens);
    let rest = &tokens[length..];
    match rest.first() {
        Some(&"::") if rest.get(1) == Some(&"*") => vec![("*".to_owned(), prefix)],
        Some(&"::") if rest.get(1) == Some(&"{") => {
            let inner = rest[2..].strip_suffix(&["}"]).unwrap_or(&rest[2..]);
            let parts = split(inner).into_iter().flat_map(tree);
            parts.map(|(name, path)| join(&prefix, name, path)).collect()
        }
        Some(&"as") => vec![(rest.get(1).unwrap_or(&"_").to_string(), prefix)],
        _ => prefix.last().cloned().map(|name| (name, prefix)).into_iter().collect(),
    }
}

/// `a::{self}` names `a` itself.
fn join(prefix: &[String], name: String, path: Path) -> (String, Path) {
    match (path.as_slice(), prefix.last()) {
        ([only], Some(last)) if only == "self" => (if name == "self" { last.clone() } else { name }, prefix.to_vec()),
        _ => (name, [prefix, path.as_slice()].concat()),
    }
}

/// The parts between commas that are in no inner braces.
fn split<'t, 'a>(tokens: &'t [&'a str]) -> Vec<&'t [&'a str]> {
    let mut depth = 0;
    let parts = tokens.split(|token| {
        depth += i32::from(*token == "{") - i32::from(*token == "}");
        depth == 0 && *token == ","
    });
    parts.filter(|part| !part.is_empty()).collect()
}

fn is_name(token: &str) -> bool {
    token.starts_with(|letter: char| letter.is_alphabetic() || letter == '_') && token != "as" && token != "use"
}

fn without_comment(line: &str) -> &str {
    line.split_once(" //").map_or(line, |(code, _)| code)
}

/// Names, `::` and single signs; texts in quotes are left out.
fn tokens(code: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let length = if let Some(raw) = rest.strip_prefix("r#\"") {
            raw.find("\"#").map_or(rest.len(), |end| end + 5)
        } else if first.is_alphanumeric() || first == '_' {
            rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '_')).unwrap_or(rest.len())
        } else if first == '"' {
            quoted(rest)
        } else if let Some(letter) = QUOTES_AS_LETTERS.iter().find(|letter| rest.starts_with(**letter)) {
            letter.len()
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        let is_text = first == '"' || rest.starts_with("r#\"");
        if !is_text && !first.is_whitespace() {
            tokens.push(&rest[..length]);
        }
        rest = &rest[length..];
    }
    tokens
}

/// The length of a text in quotes, the quotes included.
fn quoted(text: &str) -> usize {
    let mut is_escaped = false;
    let end = text.char_indices().skip(1).find(|(_, letter)| {
        let is_end = *letter == '"' && !is_escaped;
        is_escaped = *letter == '\\' && !is_escaped;
        is_end
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let tokens = tokens(text);
        let shown: Vec<String> =
            tree(&tokens[1..]).into_iter().map(|(name, path)| format!("{name}={}", path.join("::"))).collect();
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn a_use_is_read_with_its_braces_and_renames() {
        check("use crate::a::B", &["B=crate::a::B"]);
        check("use super::{a, b::{self, C as D}}", &["a=super::a", "b=super::b", "D=super::b::C"]);
        check("use self::a::*", &["*=self::a"]);
    }

    #[test]
    fn texts_in_quotes_are_no_code() {
        assert_eq!(tokens(r#"f("use \"crate::a\"", b::C)"#), ["f", "(", ",", "b", "::", "C", ")"]);
        assert_eq!(tokens("a(r#\"x \" crate::a\"#, '\"', b)"), ["a", "(", ",", "'\"'", ",", "b", ")"]);
    }
}
