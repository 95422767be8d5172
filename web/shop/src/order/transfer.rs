//! How to transfer the money, as long as it has not come. It prints with the order.

use leptos::either::Either;
use leptos::prelude::*;

use crate::context::Context;
use crate::info;
use crate::paths;
use crate::view::{BankAccount, InfoPage, Order, OrderStatus, PaymentKind};

pub(super) fn transfer<'a>(cx: Context<'a>, page: &'a Order) -> Option<impl IntoView + use<'a>> {
    let waits = page.payment == PaymentKind::Manual && page.status == OrderStatus::AwaitingPayment;
    waits.then(|| {
        let how = match &page.bank {
            Some(bank) => Either::Left(account(cx, page, bank)),
            None => Either::Right(ask(cx, page)),
        };
        view! {
            <section class="transfer" aria-labelledby="transfer">
                <h2 id="transfer">{cx.say("transfer-heading")}</h2>
                {how}
            </section>
        }
    })
}

fn account<'a>(cx: Context<'a>, page: &'a Order, bank: &'a BankAccount) -> impl IntoView + use<'a> {
    let rows = [
        ("transfer-amount", cx.money(page.totals.total)),
        ("transfer-reference", page.number.clone()),
        ("transfer-holder", bank.holder.clone()),
        ("transfer-iban", bank.iban.clone()),
        ("transfer-bic", bank.bic.clone()),
        ("transfer-bank", bank.bank.clone()),
    ];
    let rows = rows
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| {
            view! {
                <div>
                    <dt>{cx.say(key)}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <p>{cx.say("transfer-explained")}</p>
        <dl>{rows}</dl>
    }
}

/// The shop has not said where the money goes: whoever asks is told.
fn ask<'a>(cx: Context<'a>, page: &'a Order) -> impl IntoView + use<'a> {
    let what = [("amount", cx.money(page.totals.total).into()), ("number", page.number.as_str().into())];
    let contact = paths::info(cx.shell.prefix, InfoPage::Contact);
    view! {
        <p>
            {cx.tell("transfer-ask", &what)} " " <a href=contact>{info::name(cx, InfoPage::Contact)}</a>
        </p>
    }
}
