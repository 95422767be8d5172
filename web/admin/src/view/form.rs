//! Forms.

/// A form.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// Its heading; may be empty.
    pub heading: String,
    /// The address that it is posted to.
    pub action: String,
    /// What is sent without being shown.
    pub hidden: Vec<(&'static str, String)>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// What its button says.
    pub submit: &'static str,
    /// Whether the button is not what is most likely wanted here.
    pub is_quiet: bool,
}

/// A field.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// DOM id and name, unique on the page.
    pub id: String,
    /// The name, where it differs from the id.
    pub name: Option<String>,
    /// What it asks for.
    pub label: String,
    /// What it holds.
    pub value: String,
    /// How to fill it in; may be empty.
    pub hint: &'static str,
    /// What was wrong with it.
    pub error: Option<String>,
    /// What it is.
    pub control: Control,
}

/// What a field is.
#[derive(Clone, Debug, Default)]
pub enum Control {
    /// One line of text.
    #[default]
    Text,
    /// A mail address.
    Email,
    /// The code of an authenticator app.
    Code,
    /// A login key.
    Key,
    /// A whole number from 0 on.
    Number,
    /// A day.
    Day,
    /// Several lines.
    Lines,
    /// One of a few.
    Select(Vec<Choice>),
    /// Text, with suggestions.
    Suggest(Vec<String>),
    /// Yes or no.
    Tick,
    /// One of several values of the same name; ticked where the field's value is not empty.
    TickOf(String),
    /// Sent without being shown.
    Hidden,
}

/// One of a few values.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
}

impl Choice {
    /// A value with what is shown for it.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

impl Field {
    /// A field of one line.
    pub fn new(id: impl Into<String>, label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { id: id.into(), label: label.into(), value: value.into(), ..Self::default() }
    }

    /// The same of another kind.
    pub fn of(self, control: Control) -> Self {
        Self { control, ..self }
    }

    /// The same under a name that other forms of the page use as well.
    pub fn named(self, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..self }
    }

    /// The same with how to fill it in.
    pub fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }
}
