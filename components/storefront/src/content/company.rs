//! The company that runs the shop, from the operator's variables.

use outpost_platform::{HostError, Settings};
use outpost_web_shop::view::Company;

/// The company. A variable that is not set is empty, and the page says so.
pub(crate) async fn read(settings: &dyn Settings) -> Result<Company, HostError> {
    let mut company = Company::default();
    for (name, field) in [
        ("company_name", &mut company.name),
        ("company_address", &mut company.address),
        ("company_representative", &mut company.representative),
        ("company_email", &mut company.email),
        ("company_phone", &mut company.phone),
        ("company_register", &mut company.register),
        ("company_vat_id", &mut company.vat_id),
    ] {
        *field = settings.get(name).await?.unwrap_or_default().trim().to_owned();
    }
    Ok(company)
}
