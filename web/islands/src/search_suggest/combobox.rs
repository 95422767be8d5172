//! The behaviour of the search field: fetches suggestions during input, and handles the keys.

use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::suggestion::{self, Step, Suggestion, option_id};
use super::texts::SuggestTexts;
use crate::browser::{self, Request};

/// Pause after a key before the server is asked: short enough to answer within 150 ms, long enough to skip letters.
const DEBOUNCE: Duration = Duration::from_millis(60);

/// State of one search field; copies share it.
#[derive(Clone, Copy)]
pub struct Combobox {
    settings: StoredValue<Settings>,
    field: NodeRef<Input>,
    timer: StoredValue<Option<TimeoutHandle>, LocalStorage>,
    request: StoredValue<Option<Request>, LocalStorage>,
    hydrated: RwSignal<bool>,
    open: RwSignal<bool>,
    loading: RwSignal<bool>,
    suggestions: RwSignal<Vec<Suggestion>>,
    active: RwSignal<Option<usize>>,
    status: RwSignal<String>,
}

/// What does not change while the page is shown.
struct Settings {
    suggest_url: String,
    list_id: String,
    texts: SuggestTexts,
}

impl Combobox {
    /// A closed combobox over `field`. It is hydrated once effects run, hence never on the server; text from before
    /// that moment counts as input.
    pub fn new(
        suggest_url: String,
        query: String,
        list_id: String,
        texts: SuggestTexts,
        field: NodeRef<Input>,
    ) -> Self {
        let combobox = Self {
            settings: StoredValue::new(Settings { suggest_url, list_id, texts }),
            field,
            timer: StoredValue::new_local(None),
            request: StoredValue::new_local(None),
            hydrated: RwSignal::new(false),
            open: RwSignal::new(false),
            loading: RwSignal::new(false),
            suggestions: RwSignal::new(Vec::new()),
            active: RwSignal::new(None),
            status: RwSignal::new(String::new()),
        };
        Effect::new(move || {
            combobox.hydrated.set(true);
            if combobox.text().is_some_and(|text| text != query) {
                combobox.on_input();
            }
        });
        combobox
    }

    /// Whether scripts have taken over.
    pub fn is_hydrated(self) -> bool {
        self.hydrated.get()
    }

    /// Whether the list is shown.
    pub fn is_open(self) -> bool {
        self.open.get()
    }

    /// Whether the list belongs to an earlier text, until the answer for this one arrives.
    pub fn is_busy(self) -> bool {
        self.loading.get()
    }

    /// The suggestions, in the order of the list.
    pub fn suggestions(self) -> Vec<Suggestion> {
        self.suggestions.get()
    }

    /// Whether the suggestion at `position` is highlighted.
    pub fn is_active(self, position: usize) -> bool {
        self.active.get() == Some(position)
    }

    /// The DOM id of the highlighted option.
    pub fn active_id(self) -> Option<String> {
        self.active.get().map(|position| self.option_id(position))
    }

    /// What a screen reader announces.
    pub fn status(self) -> String {
        self.status.get()
    }

    /// The text has changed: drops the request under way and sends another one after [`DEBOUNCE`]. The highlight goes
    /// back to the text, so that Enter searches for it.
    pub fn on_input(self) {
        self.active.set(None);
        self.timer.update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
        });
        self.request.set_value(None);
        match self.text() {
            Some(text) if suggestion::is_long_enough(&text) => {
                let timer = set_timeout_with_handle(move || self.fetch(&text), DEBOUNCE);
                self.loading.set(timer.is_ok());
                self.timer.set_value(timer.ok());
            }
            _ => {
                self.loading.set(false);
                self.show(Vec::new());
                self.status.set(String::new());
            }
        }
    }

    /// Moves the highlight, opens and closes the list, follows the highlighted link.
    pub fn on_keydown(self, event: &KeyboardEvent) {
        if event.is_composing() {
            return;
        }
        let (open, active) = (self.open.get_untracked(), self.active.get_untracked());
        match (event.key().as_str(), active) {
            ("ArrowDown", _) => self.step(Step::Down),
            ("ArrowUp", _) => self.step(Step::Up),
            ("Home", Some(_)) => self.step(Step::First),
            ("End", Some(_)) => self.step(Step::Last),
            ("Escape", _) if open => self.close(),
            ("Enter", Some(position)) => {
                browser::follow(&self.option_id(position));
                self.close();
            }
            _ => return,
        }
        event.prevent_default();
    }

    /// Hides the list and takes the highlight back to the text.
    pub fn close(self) {
        self.active.set(None);
        self.open.set(false);
    }

    fn step(self, step: Step) {
        let count = self.suggestions.with_untracked(Vec::len);
        let active = suggestion::step(self.active.get_untracked(), count, step);
        self.open.set(count > 0);
        self.active.set(active);
        if let Some(position) = active {
            browser::reveal(&self.option_id(position));
        }
    }

    fn fetch(self, text: &str) {
        let request = self.settings.with_value(|settings| {
            browser::fetch_suggestions(&settings.suggest_url, text, move |answer| {
                self.loading.set(false);
                self.status.set(match &answer {
                    Some(suggestions) => {
                        self.settings.with_value(|settings| settings.texts.announcement(suggestions.len()))
                    }
                    None => String::new(),
                });
                // Without an answer the list would belong to another text.
                self.show(answer.unwrap_or_default());
            })
        });
        self.request.set_value(Some(request));
    }

    /// The highlighted suggestion stays highlighted where it is still in the list.
    fn show(self, suggestions: Vec<Suggestion>) {
        let kept = self.active.get_untracked().and_then(|position| {
            self.suggestions.with_untracked(|before| suggestion::position_of(&suggestions, before.get(position)?))
        });
        self.active.set(kept);
        self.open
            .set(!suggestions.is_empty() && self.field.get_untracked().is_some_and(|field| browser::has_focus(&field)));
        self.suggestions.set(suggestions);
    }

    /// The text in the field, without surrounding space.
    fn text(self) -> Option<String> {
        self.field.get_untracked().map(|field| field.value().trim().to_owned())
    }

    fn option_id(self, position: usize) -> String {
        self.settings.with_value(|settings| option_id(&settings.list_id, position))
    }
}
