//! Refusals of the catalogue's commands in words.

use outpost_db::catalogue::CatalogueRefusal;
use outpost_domain::catalogue::{Defect, DefectCode, Missing};
use outpost_http::Failure;
use outpost_web_admin::view::Notice;
use outpost_web_ui::localizer::Localizer;

use crate::refusal::Refusal;

impl Refusal for CatalogueRefusal {
    fn notice(self, l10n: Localizer) -> Result<Notice, Failure> {
        let plain = |key| Notice::error(l10n.text(key));
        Ok(match self {
            Self::Command(refusal) => return refusal.notice(l10n),
            Self::Sql(error) => return Err(error.into()),
            Self::Stale(_) => plain("catalogue-refused-stale"),
            Self::Taken(names) => plain("catalogue-refused-taken").with(names),
            Self::Unknown(names) => plain("catalogue-refused-unknown").with(names),
            Self::Defects(defects) => {
                plain("catalogue-refused-defects").with(defects.iter().map(|defect| defective(l10n, defect)))
            }
            Self::Missing(missing) => {
                plain("catalogue-refused-missing").with(missing.iter().map(|missing| lacking(l10n, missing)))
            }
        })
    }
}

/// A field with what is wrong with it; variants are counted from 1.
fn defective(l10n: Localizer, defect: &Defect) -> String {
    let what = wrong(l10n, defect.code);
    match defect.variant {
        Some(place) => format!("{} {}, {}: {what}", l10n.text("catalogue-variant"), place + 1, defect.field),
        None => format!("{}: {what}", defect.field),
    }
}

/// What is wrong with a field.
pub(super) fn wrong(l10n: Localizer, code: DefectCode) -> &'static str {
    match code {
        DefectCode::Missing => l10n.text("catalogue-wrong-missing"),
        DefectCode::Invalid => l10n.text("catalogue-wrong-invalid"),
        DefectCode::TooLong => l10n.text("catalogue-wrong-too-long"),
        DefectCode::Unknown => l10n.text("catalogue-wrong-unknown"),
        DefectCode::Duplicate => l10n.text("catalogue-wrong-duplicate"),
        DefectCode::Taken => l10n.text("catalogue-wrong-taken"),
        DefectCode::NotAbovePrice => l10n.text("catalogue-wrong-not-above-price"),
        DefectCode::OptionsDiffer => l10n.text("catalogue-wrong-options"),
        DefectCode::NotUtf8 => l10n.text("catalogue-wrong-utf8"),
        DefectCode::CellCount => l10n.text("catalogue-wrong-cells"),
    }
}

fn lacking(l10n: Localizer, missing: &Missing) -> String {
    match missing {
        Missing::Text(field, locale) => {
            let field = match *field {
                "title" => l10n.text("catalogue-title"),
                "summary" => l10n.text("catalogue-summary"),
                _ => l10n.text("catalogue-description"),
            };
            format!("{field} ({})", locale.to_uppercase())
        }
        Missing::Picture => l10n.text("catalogue-pictures").to_owned(),
        Missing::Price => l10n.text("catalogue-price").to_owned(),
        Missing::TaxRate(country) => format!("{} ({country})", l10n.text("catalogue-tax-rate")),
        Missing::Manufacturer => l10n.text("catalogue-manufacturer").to_owned(),
        Missing::EuContact => l10n.text("catalogue-eu-contact").to_owned(),
    }
}
