//! A file of SQL that is part of the build.

/// One file below `db/migrations` or `db/definitions`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path below that folder, without ending, e.g. `commands/place_order`.
    pub name: &'static str,
    /// Its text.
    pub sql: &'static str,
}

impl File {
    /// The text as databases hold it, which sqld parses anew for every stream: without comments and needless white space.
    pub fn stored(&self) -> String {
        let lines: Vec<&str> = self.sql.lines().filter(|line| !line.starts_with("--")).collect();
        let joined = lines.join("\n");
        // Every second part lies between quotes.
        let parts = joined.split('\'').enumerate();
        parts.map(|(number, part)| if number % 2 == 0 { dense(part) } else { format!("'{part}'") }).collect()
    }
}

/// SQL outside of quotes, with a space only where two words meet.
fn dense(sql: &str) -> String {
    let is_tight = |character: char| "(),;=<>|".contains(character);
    let mut dense = String::with_capacity(sql.len());
    let mut characters = sql.chars().peekable();
    while let Some(character) = characters.next() {
        if !character.is_whitespace() {
            dense.push(character);
        } else if !dense.ends_with(|last| is_tight(last) || last == ' ')
            && !characters.peek().is_some_and(|&next| is_tight(next) || next.is_whitespace())
        {
            dense.push(' ');
        }
    }
    dense
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_has_no_comment_and_a_space_only_where_words_meet() {
        let sql = "-- The shopper's name;\nCREATE VIEW a AS\nSELECT 'it''s (  so )' AS b,\n    c ->> 'd' AS e\nFROM f\nWHERE g IN ( 1,  2 )\n    AND h <> -1;\n";
        let stored = "CREATE VIEW a AS SELECT 'it''s (  so )' AS b,c ->>'d' AS e FROM f WHERE g IN(1,2)AND h<>-1;";
        assert_eq!(File { name: "views/a", sql }.stored(), stored);
    }
}
