//! What every step of the checkout loads first: layout, draft and priced cart.

use axum::response::Response;
use outpost_http::{Failure, HttpState};
use outpost_web_shop::paths;
use outpost_web_shop::view::DeliveryMethod;
use outpost_web_ui::localizer::Localizer;

use super::draft::Draft;
use crate::cart::quote::{MethodQuote, Quote};
use crate::flash::{self, Flash};
use crate::layout::{self, Layout};
use crate::page_request::PageRequest;
use crate::unavailable;

/// A step of the checkout.
pub(crate) struct Step {
    /// The page's layout.
    pub layout: Layout,
    /// What the shopper entered before, if the first step is done.
    pub draft: Option<Draft>,
    /// The cart, priced for the country of delivery.
    pub quote: Quote,
}

impl Step {
    /// Loads the step with two statements.
    pub async fn load(request: &PageRequest) -> Result<Self, Failure> {
        let mut layout = layout::load(request).await?;
        layout.shell.notice = unavailable::notice(request);
        let draft = Draft::read(&request.cookies, request.prefix.market, request.state.now())
            .filter(|draft| layout.countries.contains(&draft.shipping.country));
        let country = draft.as_ref().map_or(&layout.home_country, |draft| &draft.shipping.country).clone();
        let (mut quote, _) = Quote::load(request, &country, layout.shell.tax_included, None).await?;
        if draft.as_ref().is_some_and(|draft| draft.in_two_parcels) {
            quote = quote.in_two_parcels(request.state.clock.now());
        }
        quote.slot = draft.as_ref().and_then(|draft| draft.slot).filter(|slot| quote.slots.contains(slot));
        Ok(Self { layout, draft, quote })
    }

    /// Loads the step for a country with one statement, where the layout is loaded already.
    pub async fn with_layout(request: &PageRequest, mut layout: Layout, country: &str) -> Result<Self, Failure> {
        layout.shell.notice = unavailable::notice(request);
        let (quote, _) = Quote::load(request, country, layout.shell.tax_included, None).await?;
        Ok(Self { layout, draft: None, quote })
    }

    /// The delivery method of the draft, if it is still offered for this cart and country.
    pub fn chosen_method(&self) -> Result<Option<MethodQuote>, Failure> {
        let code = self.draft.as_ref().and_then(|draft| draft.method.as_deref());
        Ok(self.quote.methods()?.into_iter().find(|quote| Some(quote.method.code.as_str()) == code))
    }
}

/// Redirects to the cart, whose page says that there is nothing to check out.
pub(crate) fn nothing_to_buy(mut request: PageRequest) -> Response {
    // Lines that cannot be ordered carry notes of their own.
    if request.cart.is_empty() {
        flash::set(&mut request.cookies, &Flash::CartEmpty);
    }
    request.see_other(&paths::cart(request.prefix))
}

/// A delivery method as pages show it.
pub(crate) fn method_view(request: &PageRequest, step: &Step, quote: &MethodQuote, selected: bool) -> DeliveryMethod {
    DeliveryMethod {
        code: quote.method.code.clone(),
        name: format!(
            "{} · {}",
            Localizer::new(request.prefix.locale).delivery_method(&quote.method.code),
            quote.method.carrier
        ),
        cost: quote.cost,
        windows: step.quote.windows(quote, request.state.clock.now()),
        selected,
    }
}
