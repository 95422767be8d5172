//! Templates: `text {{ name }} text`.

use super::name::is_name;

/// A parsed template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Name(String),
}

/// Why a template cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// `{{` without `}}`.
    #[error("has '{{{{' without '}}}}'")]
    Open,
    /// What stands between the braces is not a variable's name.
    #[error("has {0:?} where a variable's name should be")]
    Name(String),
}

impl Template {
    /// Reads a template.
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            let (name, after) = after.split_once("}}").ok_or(TemplateError::Open)?;
            let name = name.trim();
            if !is_name(name) {
                return Err(TemplateError::Name(name.to_owned()));
            }
            parts.push(Part::Text(before.to_owned()));
            parts.push(Part::Name(name.to_owned()));
            rest = after;
        }
        parts.push(Part::Text(rest.to_owned()));
        Ok(Self(parts))
    }

    /// Puts values in; the error is the name that has none.
    pub fn fill<'v>(&self, value: impl Fn(&str) -> Option<&'v str>) -> Result<String, String> {
        let mut filled = String::new();
        for part in &self.0 {
            match part {
                Part::Text(text) => filled.push_str(text),
                Part::Name(name) => filled.push_str(value(name).ok_or_else(|| name.clone())?),
            }
        }
        Ok(filled)
    }
}

#[cfg(test)]
mod tests {
    use super::{Template, TemplateError};

    #[test]
    fn a_template_takes_values_and_names_what_is_wrong() {
        let value = |name: &str| (name == "host").then_some("example.com");
        let filled = |text: &str| Template::parse(text).map(|template| template.fill(value));
        assert_eq!(filled("https://{{ host }}:{{host}}/"), Ok(Ok("https://example.com:example.com/".into())));
        assert_eq!(filled("plain"), Ok(Ok("plain".into())));
        assert_eq!(filled("{{ port }}"), Ok(Err("port".into())));
        assert_eq!(filled("{{ host"), Err(TemplateError::Open));
        assert_eq!(filled("{{ Not-a-name }}"), Err(TemplateError::Name("Not-a-name".into())));
    }
}
