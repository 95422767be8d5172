//! What the islands need from the browser: suggestions over the network, links to follow, elements to reveal.

use js_sys::{Array, JsString};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, Element, HtmlElement, HtmlInputElement, RequestInit, Response};

use crate::search_suggest::suggestion::{Group, Suggestion};

#[wasm_bindgen]
extern "C" {
    /// The answer of the suggestions route.
    type Answer;
    #[wasm_bindgen(method, getter)]
    fn queries(this: &Answer) -> Array;
    #[wasm_bindgen(method, getter)]
    fn products(this: &Answer) -> Array;
    #[wasm_bindgen(method, getter)]
    fn categories(this: &Answer) -> Array;

    /// One suggestion in it; properties that its group does not have are undefined.
    type Item;
    #[wasm_bindgen(method, getter)]
    fn text(this: &Item) -> Option<JsString>;
    #[wasm_bindgen(method, getter)]
    fn title(this: &Item) -> Option<JsString>;
    #[wasm_bindgen(method, getter)]
    fn url(this: &Item) -> Option<JsString>;
    #[wasm_bindgen(method, getter)]
    fn image(this: &Item) -> Option<JsString>;
    #[wasm_bindgen(method, getter)]
    fn price(this: &Item) -> Option<JsString>;
}

/// A request under way; dropping it aborts it.
pub struct Request(Option<AbortController>);

impl Drop for Request {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

/// Requests `{suggest_url}?q={text}` and delivers the suggestions: `None` when the network fails, since the form works
/// without suggestions. Nothing is delivered once the request was dropped.
pub fn fetch_suggestions(
    suggest_url: &str,
    text: &str,
    deliver: impl FnOnce(Option<Vec<Suggestion>>) + 'static,
) -> Request {
    let url = format!("{suggest_url}?q={}", String::from(js_sys::encode_uri_component(text)));
    let controller = AbortController::new().ok();
    let options = RequestInit::new();
    let signal = controller.as_ref().map(AbortController::signal);
    options.set_signal(signal.as_ref());
    spawn_local(async move {
        let answer = fetch(&url, &options).await.ok();
        if !signal.is_some_and(|signal| signal.aborted()) {
            deliver(answer);
        }
    });
    Request(controller)
}

async fn fetch(url: &str, options: &RequestInit) -> Result<Vec<Suggestion>, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_str_and_init(url, options)).await?.unchecked_into();
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    let answer: Answer = JsFuture::from(response.json()?).await?.unchecked_into();
    let mut suggestions = Vec::new();
    read(&mut suggestions, Group::Queries, &answer.queries());
    read(&mut suggestions, Group::Categories, &answer.categories());
    read(&mut suggestions, Group::Products, &answer.products());
    Ok(suggestions)
}

fn read(suggestions: &mut Vec<Suggestion>, group: Group, items: &Array) {
    suggestions.extend(items.iter().filter_map(|item| {
        let item: Item = item.unchecked_into();
        Some(Suggestion {
            group,
            title: item.title().or_else(|| item.text())?.into(),
            url: item.url()?.into(),
            image: item.image().map(Into::into),
            price: item.price().map(Into::into),
        })
    }));
}

/// Follows the link with the DOM id `id`, as a click would.
pub fn follow(id: &str) {
    if let Some(link) = element(id) {
        link.unchecked_into::<HtmlElement>().click();
    }
}

/// Scrolls the element with the DOM id `id` into view.
pub fn reveal(id: &str) {
    if let Some(element) = element(id) {
        element.scroll_into_view_with_bool(false);
    }
}

/// Whether `field` has the focus.
pub fn has_focus(field: &HtmlInputElement) -> bool {
    field.matches(":focus").unwrap_or(false)
}

fn element(id: &str) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}
