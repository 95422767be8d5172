//! Products as editors see them: a draft with everything, what is wrong with it, what it lacks to be published, and files of it.

mod amount;
mod check;
mod draft;
pub mod file;
mod measure;
mod missing;
mod options;
mod reference;
mod slug;

pub use amount::{format_amount, parse_amount};
pub use check::{Defect, DefectCode, defects};
pub use draft::{
    DraftPicture, DraftPrice, DraftVariant, InvalidValueCode, LegalFacts, OPTIONS_MAX, PlannedPrice, ProductDraft,
    ProductState, ProductText, UnknownProductState, ValueCode,
};
pub use measure::{Measure, MeasureUnit, UnitPrice, UnknownMeasure};
pub use missing::{Missing, missing, newly_missing};
pub use reference::{AttributeReference, MarketReference, Named, Reference, TaxRate};
pub use slug::{code_of, is_slug, slug_of};
