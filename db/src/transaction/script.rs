//! Splits a file of SQL into its statements: a server over HTTP takes them one by one.

use super::Statement;

/// The statements of `script` in order, without the comments before and between them.
pub fn statements(script: &str) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut open: Option<Open> = None;
    let mut rest = script;
    while let Some(token) = Token::first(rest) {
        let at = script.len() - rest.len();
        let (text, after) = rest.split_at(token.length);
        rest = after;
        match (token.kind, open.as_mut()) {
            (Kind::Blank, _) | (Kind::Semicolon, None) => {}
            (Kind::Semicolon, Some(statement)) if statement.ends_here() => {
                found.push(Statement::new(&script[statement.start..at], Vec::new()));
                open = None;
            }
            (Kind::Semicolon, Some(statement)) => statement.tail = Tail::Semicolon,
            (Kind::Word, Some(statement)) => statement.take(text),
            (Kind::Word, None) => {
                let statement = open.insert(Open { start: at, words: 0, is_trigger: false, tail: Tail::Other });
                statement.take(text);
            }
            (Kind::Other, Some(statement)) => statement.tail = Tail::Other,
            (Kind::Other, None) => open = Some(Open { start: at, words: 3, is_trigger: false, tail: Tail::Other }),
        }
    }
    if let Some(statement) = open {
        found.push(Statement::new(script[statement.start..].trim_end(), Vec::new()));
    }
    found
}

/// A statement whose end has not come yet.
struct Open {
    start: usize,
    /// How many of the first words were looked at.
    words: usize,
    is_trigger: bool,
    tail: Tail,
}

/// What stands last in a statement. The body of a trigger ends with `; END`.
#[derive(PartialEq, Eq)]
enum Tail {
    Semicolon,
    End,
    Other,
}

impl Open {
    fn take(&mut self, word: &str) {
        // CREATE TRIGGER or CREATE TEMPORARY TRIGGER; a word that does not belong there ends the search.
        let expected: &[&str] = match self.words {
            0 => &["CREATE"],
            1 => &["TEMP", "TEMPORARY", "TRIGGER"],
            2 => &["TRIGGER"],
            _ => &[],
        };
        let is_expected = expected.iter().any(|expected| word.eq_ignore_ascii_case(expected));
        self.is_trigger |= is_expected && word.eq_ignore_ascii_case("TRIGGER");
        self.words = if is_expected && !self.is_trigger { self.words + 1 } else { 3 };
        let is_end = self.tail == Tail::Semicolon && word.eq_ignore_ascii_case("END");
        self.tail = if is_end { Tail::End } else { Tail::Other };
    }

    fn ends_here(&self) -> bool {
        !self.is_trigger || self.tail == Tail::End
    }
}

struct Token {
    kind: Kind,
    /// In bytes.
    length: usize,
}

enum Kind {
    /// White space or a comment.
    Blank,
    Word,
    Semicolon,
    /// A quoted text or name, or a sign.
    Other,
}

impl Token {
    /// The token at the beginning of `text`, unless that is empty.
    fn first(text: &str) -> Option<Self> {
        let first = text.chars().next()?;
        let until = |end: &str, from: usize| text[from..].find(end).map_or(text.len(), |at| from + at + end.len());
        let (kind, length) = match first {
            ';' => (Kind::Semicolon, 1),
            '-' if text.starts_with("--") => (Kind::Blank, until("\n", 2)),
            '/' if text.starts_with("/*") => (Kind::Blank, until("*/", 2)),
            // A doubled quote inside ends one token and begins the next, which comes to the same.
            '\'' | '"' | '`' => (Kind::Other, until(first.encode_utf8(&mut [0; 4]), 1)),
            '[' => (Kind::Other, until("]", 1)),
            _ if first.is_whitespace() => (Kind::Blank, run(text, char::is_whitespace)),
            _ if is_in_word(first) => (Kind::Word, run(text, is_in_word)),
            _ => (Kind::Other, first.len_utf8()),
        };
        Some(Self { kind, length })
    }
}

/// How many bytes of `text` come before the first character that is not one of these.
fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|character| !belongs(character)).unwrap_or(text.len())
}

fn is_in_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(script: &str, expect: &[&str]) {
        let found: Vec<String> = statements(script).into_iter().map(|statement| statement.sql).collect();
        assert_eq!(found, expect, "{script}");
    }

    #[test]
    fn a_script_is_split_where_its_statements_end() {
        check("", &[]);
        check("-- nothing\n;;", &[]);
        check("SELECT 1", &["SELECT 1"]);
        check("-- why; how\nSELECT 1 ;\n/* and; */ SELECT 2;", &["SELECT 1 ", "SELECT 2"]);
        check("SELECT ';', 'it''s; so', \";\", [;];SELECT 2", &["SELECT ';', 'it''s; so', \";\", [;]", "SELECT 2"]);
        check("SELECT 1 -- the end; really\n;SELECT 2", &["SELECT 1 -- the end; really\n", "SELECT 2"]);
    }

    #[test]
    fn a_trigger_is_one_statement() {
        let trigger = "CREATE TRIGGER t INSTEAD OF INSERT ON v BEGIN
            SELECT CASE WHEN new.x THEN 1 END;
            -- END;
            UPDATE a SET b = 'END;' WHERE c = CASE d WHEN 1 THEN 2 END;
        END";
        check(&format!("{trigger};\nCREATE VIEW w AS SELECT 1;"), &[trigger, "CREATE VIEW w AS SELECT 1"]);
        check(
            "create temp trigger t begin select 1; end; SELECT 2",
            &["create temp trigger t begin select 1; end", "SELECT 2"],
        );
        check("CREATE TABLE \"trigger\" (x); SELECT 1", &["CREATE TABLE \"trigger\" (x)", "SELECT 1"]);
        check(
            "CREATE VIEW trigger_names AS SELECT 1; SELECT 2",
            &["CREATE VIEW trigger_names AS SELECT 1", "SELECT 2"],
        );
    }
}
