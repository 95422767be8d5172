//! The number to pay with at the till of a convenience store, and until when.

use leptos::prelude::*;
use outpost_web_ui::formatting::iso_datetime;

use crate::context::Context;
use crate::view::Payment;

pub(super) fn voucher<'a>(cx: Context<'a>, page: &'a Payment, number: &'a str) -> impl IntoView + use<'a> {
    let until = page.hold_expires_at.map(|ends| {
        view! {
            <div>
                <dt>{cx.text("voucher-until")}</dt>
                <dd><time datetime=iso_datetime(ends)>{cx.moment(ends)}</time></dd>
            </div>
        }
    });
    view! {
        <section class="transfer" aria-labelledby="voucher">
            <h2 id="voucher">{cx.text("payment-convenience-store")}</h2>
            <p>{cx.text("voucher-shown")}</p>
            <dl>
                <div>
                    <dt>{cx.text("voucher-code")}</dt>
                    <dd><strong class="code">{number}</strong></dd>
                </div>
                {until}
            </dl>
        </section>
    }
}
