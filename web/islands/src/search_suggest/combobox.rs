//! The behaviour of the search field: asks for suggestions as text is typed, and answers the keys.

use super::choice::{self, Choice, Step};
use super::list::option_id;
use super::texts::SuggestTexts;
use crate::browser::{self, Request};
use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;

/// Silence after a key before the server is asked: short enough to answer within 150 ms, long enough to skip letters.
const QUIET: Duration = Duration::from_millis(60);

/// State of one search field; copies share it.
#[derive(Clone, Copy)]
pub struct Combobox {
    settings: StoredValue<Settings>,
    field: NodeRef<Input>,
    timer: StoredValue<Option<TimeoutHandle>, LocalStorage>,
    request: StoredValue<Option<Request>, LocalStorage>,
    awake: RwSignal<bool>,
    open: RwSignal<bool>,
    asking: RwSignal<bool>,
    choices: RwSignal<Vec<Choice>>,
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
    /// A closed combobox over `field`. It is awake once effects run, hence never on the server; text that was typed
    /// before that moment counts as typed.
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
            awake: RwSignal::new(false),
            open: RwSignal::new(false),
            asking: RwSignal::new(false),
            choices: RwSignal::new(Vec::new()),
            active: RwSignal::new(None),
            status: RwSignal::new(String::new()),
        };
        Effect::new(move || {
            combobox.awake.set(true);
            if combobox.text().is_some_and(|text| text != query) {
                combobox.typed();
            }
        });
        combobox
    }

    /// Whether scripts have taken over.
    pub fn is_awake(self) -> bool {
        self.awake.get()
    }

    /// Whether the list is shown.
    pub fn is_open(self) -> bool {
        self.open.get()
    }

    /// Whether the list is that of an earlier text, until the answer for this one comes.
    pub fn is_busy(self) -> bool {
        self.asking.get()
    }

    /// The suggestions, in the order of the list.
    pub fn choices(self) -> Vec<Choice> {
        self.choices.get()
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

    /// The text has changed: forget what was asked before, and ask anew after a moment of quiet. The highlight goes back
    /// to the text, so that Enter searches for what was typed.
    pub fn typed(self) {
        self.active.set(None);
        self.timer.update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
        });
        self.request.set_value(None);
        match self.text() {
            Some(text) if choice::is_worth_asking(&text) => {
                let timer = set_timeout_with_handle(move || self.ask(&text), QUIET);
                self.asking.set(timer.is_ok());
                self.timer.set_value(timer.ok());
            }
            _ => {
                self.asking.set(false);
                self.show(Vec::new());
                self.status.set(String::new());
            }
        }
    }

    /// Moves the highlight, opens and closes the list, follows the highlighted link.
    pub fn pressed(self, event: &KeyboardEvent) {
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
        let count = self.choices.with_untracked(Vec::len);
        let active = choice::step(self.active.get_untracked(), count, step);
        self.open.set(count > 0);
        self.active.set(active);
        if let Some(position) = active {
            browser::reveal(&self.option_id(position));
        }
    }

    fn ask(self, text: &str) {
        let request = self.settings.with_value(|settings| {
            browser::ask(&settings.suggest_url, text, move |answer| {
                self.asking.set(false);
                self.status.set(match &answer {
                    Some(choices) => self.settings.with_value(|settings| settings.texts.announcement(choices.len())),
                    None => String::new(),
                });
                // Without an answer the list would be that of another text.
                self.show(answer.unwrap_or_default());
            })
        });
        self.request.set_value(Some(request));
    }

    /// What is highlighted stays so where it is still in the list.
    fn show(self, choices: Vec<Choice>) {
        let kept = self.active.get_untracked().and_then(|position| {
            self.choices.with_untracked(|before| choice::position_of(&choices, before.get(position)?))
        });
        self.active.set(kept);
        self.open
            .set(!choices.is_empty() && self.field.get_untracked().is_some_and(|field| browser::has_focus(&field)));
        self.choices.set(choices);
    }

    /// The text in the field, without surrounding space.
    fn text(self) -> Option<String> {
        self.field.get_untracked().map(|field| field.value().trim().to_owned())
    }

    fn option_id(self, position: usize) -> String {
        self.settings.with_value(|settings| option_id(&settings.list_id, position))
    }
}
