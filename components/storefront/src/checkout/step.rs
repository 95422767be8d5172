//! What every step of the checkout begins with: surroundings, draft and priced cart, or a way back.

use axum::response::Response;
use outpost_web_shop::paths;
use outpost_web_shop::view::DeliveryMethod;
use outpost_web_ui::localizer::Localizer;

use super::draft::Draft;
use crate::cart::quote::{MethodQuote, Quote};
use crate::cookies::flash::{self, Flash};
use crate::failure::Failure;
use crate::paused;
use crate::shell::{self, Surroundings};
use crate::visit::Visit;

/// A step under way.
pub(crate) struct Step {
    /// The page's surroundings.
    pub surroundings: Surroundings,
    /// What was said before, if the first step is done.
    pub draft: Option<Draft>,
    /// The cart, priced for the country of delivery.
    pub quote: Quote,
}

impl Step {
    /// Loads it with two statements. `country` is where the parcel goes if not where the draft says.
    pub async fn load(visit: &Visit, country: Option<&str>) -> Result<Self, Failure> {
        let mut surroundings = shell::load(visit).await?;
        surroundings.shell.notice = paused::notice(visit);
        let draft = Draft::read(&visit.jar, visit.prefix.market, visit.state.now())
            .filter(|draft| surroundings.countries.contains(&draft.shipping.country));
        let said = draft.as_ref().map(|draft| draft.shipping.country.as_str());
        let country = country.or(said).unwrap_or(&surroundings.home_country).to_owned();
        let (quote, _) = Quote::load(visit, &country, surroundings.shell.tax_included, None).await?;
        Ok(Self { surroundings, draft, quote })
    }

    /// The same where the surroundings are at hand already; one statement.
    pub async fn with(visit: &Visit, mut surroundings: Surroundings, country: &str) -> Result<Self, Failure> {
        surroundings.shell.notice = paused::notice(visit);
        let (quote, _) = Quote::load(visit, country, surroundings.shell.tax_included, None).await?;
        Ok(Self { surroundings, draft: None, quote })
    }

    /// The method the draft names, if it still carries this cart there.
    pub fn chosen_method(&self) -> Result<Option<MethodQuote>, Failure> {
        let code = self.draft.as_ref().and_then(|draft| draft.method.as_deref());
        Ok(self.quote.methods()?.into_iter().find(|quote| Some(quote.method.code.as_str()) == code))
    }
}

/// Back to the cart, saying that there is nothing to check out.
pub(crate) fn nothing_to_buy(mut visit: Visit) -> Response {
    // Lines that cannot be ordered say so themselves.
    if visit.cart.is_empty() {
        flash::say(&mut visit.jar, &Flash::CartEmpty);
    }
    visit.see_other(&paths::cart(visit.prefix))
}

/// A delivery method as pages show it.
pub(crate) fn method_view(visit: &Visit, step: &Step, quote: &MethodQuote, selected: bool) -> DeliveryMethod {
    DeliveryMethod {
        code: quote.method.code.clone(),
        name: format!(
            "{} · {}",
            Localizer::new(visit.prefix.locale).delivery_method(&quote.method.code),
            quote.method.carrier
        ),
        cost: quote.cost,
        window: step.quote.window(quote, visit.state.clock.now()),
        selected,
    }
}
