//! A chart of bars.

/// Bars by day, one row of them for each series, with the same numbers as a table below.
#[derive(Clone, Debug, Default)]
pub struct BarChart {
    /// What it shows.
    pub caption: String,
    /// What stands below each bar.
    pub labels: Vec<String>,
    /// The rows.
    pub series: Vec<Series>,
}

/// A row of bars. Series have scales of their own: amounts of different currencies cannot be compared.
#[derive(Clone, Debug)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// The bars' values, one for each label.
    pub values: Vec<i64>,
    /// The same as texts.
    pub shown: Vec<String>,
}
