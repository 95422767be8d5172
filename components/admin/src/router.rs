//! The routes of the panel, each with the permission that it demands.

use std::sync::Arc;

use axum::Router;
use outpost_http::Access::{Staff, Visitor};
use outpost_http::error_layer::ErrorPages;
use outpost_http::routes::Routes;
use outpost_http::security::headers::SecurityHeaders;
use outpost_web_admin::routes as at;

use crate::state::{Shared, State};
use crate::{audit, catalogue, dashboard, entry, error_page, inventory, orders, staff};

/// The panel as one service, which handles any number of requests at once.
pub fn router(state: State) -> Router {
    let headers =
        SecurityHeaders { is_https: state.config.site.is_https(), speculation_rules: None, form_target: None };
    outpost_http::serve(routes(state), ErrorPages::Pages(error_page::render), Some(headers))
}

/// Every route of the panel, with who may use it.
pub fn routes(state: State) -> Routes<Shared> {
    people(products(stockroom(office(Routes::new(Arc::new(state))))))
}

fn office(routes: Routes<Shared>) -> Routes<Shared> {
    routes
        .get(at::DASHBOARD, Staff("dashboard:read"), dashboard::show)
        .get(at::ORDERS, Staff("order:read"), orders::list::show)
        .get(at::ORDERS_CSV, Staff("order:read"), orders::list::export)
        .get(at::ORDER, Staff("order:read"), orders::show::show)
        .form(at::ORDER_PARCELS, Staff("order:ship"), orders::parcel::ship)
        .form(at::ORDER_DELIVERIES, Staff("order:deliver"), orders::parcel::deliver)
        .form(at::ORDER_NOTES, Staff("order:note"), orders::acts::note)
        .form(at::ORDER_CANCELLATION, Staff("order:cancel"), orders::acts::cancel_order)
        .form(at::ORDER_PAYMENTS, Staff("payment:record"), orders::acts::pay)
        .get(at::AUDIT, Staff("audit:read"), audit::show)
}

fn stockroom(routes: Routes<Shared>) -> Routes<Shared> {
    routes
        .get(at::INVENTORY, Staff("inventory:read"), inventory::list::show)
        .get(at::INVENTORY_CSV, Staff("inventory:read"), inventory::list::export)
        .get(at::VARIANT, Staff("inventory:read"), inventory::variant::show)
        .form(at::VARIANT_ADJUSTMENTS, Staff("inventory:adjust"), inventory::adjust::adjust)
        .form(at::VARIANT_LIMITS, Staff("inventory:limit"), inventory::adjust::limit)
        .get(at::PURCHASE_ORDERS, Staff("inventory:read"), inventory::purchase_orders::list)
        .form(at::PURCHASE_ORDERS, Staff("inventory:purchase"), inventory::purchase_orders::create)
        .get(at::PURCHASE_ORDER_NEW, Staff("inventory:purchase"), inventory::purchase_orders::new)
        .get(at::PURCHASE_ORDER, Staff("inventory:read"), inventory::purchase_order::show)
        .form(at::PURCHASE_ORDER_RECEIPTS, Staff("inventory:receive"), inventory::purchase_order::receive)
        .get(at::TRANSFERS, Staff("inventory:read"), inventory::transfers::list)
        .form(at::TRANSFERS, Staff("inventory:transfer"), inventory::transfers::send)
        .get(at::TRANSFER_NEW, Staff("inventory:transfer"), inventory::transfers::new)
        .get(at::TRANSFER, Staff("inventory:read"), inventory::transfer::show)
        .form(at::TRANSFER_RECEIPT, Staff("inventory:transfer"), inventory::transfer::receive)
        .get(at::STOCK_TAKES, Staff("inventory:read"), inventory::stock_takes::list)
        .form(at::STOCK_TAKES, Staff("inventory:count"), inventory::stock_takes::open)
        .get(at::STOCK_TAKE, Staff("inventory:read"), inventory::stock_take::show)
        .form(at::STOCK_TAKE_COUNTS, Staff("inventory:count"), inventory::stock_take::record)
        .form(at::STOCK_TAKE_APPROVAL, Staff("inventory:approve"), inventory::stock_take::approve)
}

fn products(routes: Routes<Shared>) -> Routes<Shared> {
    let write = Staff("catalogue:write");
    routes
        .get(at::PRODUCTS, Staff("catalogue:read"), catalogue::list::show)
        .get(at::PRODUCTS_CSV, Staff("catalogue:read"), catalogue::files::export)
        .get(at::PRODUCT_NEW, write, catalogue::create::new)
        .form(at::PRODUCTS, write, catalogue::create::create)
        .get(at::PRODUCT_IMPORTS, write, catalogue::files::show)
        .form(at::PRODUCT_IMPORTS, write, catalogue::files::take_in)
        .get(at::PRODUCT, Staff("catalogue:read"), catalogue::product::show)
        .form(at::PRODUCT_DETAILS, write, catalogue::edit::details)
        .form(at::PRODUCT_TEXTS, write, catalogue::edit::texts)
        .form(at::PRODUCT_OPTIONS, write, catalogue::variants::options)
        .form(at::PRODUCT_VARIANTS, write, catalogue::variants::save)
        .form(at::PRODUCT_PLANNED, write, catalogue::publication::plan)
        .form(at::PRODUCT_PUBLICATION, write, catalogue::publication::publish)
        .form(at::PRODUCT_COPIES, write, catalogue::create::copy)
}

fn people(routes: Routes<Shared>) -> Routes<Shared> {
    routes
        .get(at::STAFF, Staff("staff:read"), staff::show)
        .form(at::STAFF_INVITATIONS, Staff("staff:invite"), staff::invite)
        .form(at::STAFF_ROLES, Staff("staff:assign"), staff::assign)
        .get(at::LOG_IN, Visitor, entry::login::show)
        .form(at::LOG_IN, Visitor, entry::login::log_in)
        .form(at::LOG_OUT, Visitor, entry::login::log_out)
        .get(at::INVITATION, Visitor, entry::invitation::show)
        .form(at::INVITATION, Visitor, entry::invitation::accept)
}
