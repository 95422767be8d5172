//! How to pay by bank transfer, until the money has arrived. It prints with the order.

use leptos::either::Either;
use leptos::prelude::*;
use outpost_domain::order::OrderStatus;
use outpost_domain::payment::PaymentMethod;
use outpost_domain::settings::BankAccount;

use crate::context::Context;
use crate::parts::info_link::info_link;
use crate::view::{InfoPage, Order};

pub(super) fn transfer<'a>(cx: Context<'a>, page: &'a Order) -> Option<impl IntoView + use<'a>> {
    let waits = page.payment == PaymentMethod::Transfer && page.status == OrderStatus::AwaitingPayment;
    waits.then(|| {
        let how = match &page.bank {
            Some(bank) => Either::Left(account(cx, page, bank)),
            None => Either::Right(ask(cx, page)),
        };
        view! {
            <section class="transfer" aria-labelledby="transfer">
                <h2 id="transfer">{cx.text("transfer-heading")}</h2>
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
                    <dt>{cx.text(key)}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <p>{cx.text("transfer-explained")}</p>
        <dl>{rows}</dl>
    }
}

/// No account is configured: the page says how to ask for it.
fn ask<'a>(cx: Context<'a>, page: &'a Order) -> impl IntoView + use<'a> {
    let what = [("amount", cx.money(page.totals.total).into()), ("number", page.number.as_str().into())];
    view! {
        <p>
            {cx.format("transfer-ask", &what)} " " {info_link(cx, InfoPage::Contact)}
        </p>
    }
}
