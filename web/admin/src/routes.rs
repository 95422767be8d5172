//! The addresses of the panel: patterns for the router, and links.

/// The dashboard.
pub const DASHBOARD: &str = "/admin";
/// The login.
pub const LOG_IN: &str = "/admin/login";
/// The end of a session.
pub const LOG_OUT: &str = "/admin/logout";
/// An invitation.
pub const INVITATION: &str = "/admin/invitation/{token}";
/// Orders.
pub const ORDERS: &str = "/admin/orders";
/// Orders as a file.
pub const ORDERS_CSV: &str = "/admin/orders.csv";
/// An order.
pub const ORDER: &str = "/admin/orders/{number}";
/// Parcels of an order.
pub const ORDER_PARCELS: &str = "/admin/orders/{number}/parcels";
/// Arrivals of its parcels.
pub const ORDER_DELIVERIES: &str = "/admin/orders/{number}/deliveries";
/// Notes about an order.
pub const ORDER_NOTES: &str = "/admin/orders/{number}/notes";
/// The cancellation of an order.
pub const ORDER_CANCELLATION: &str = "/admin/orders/{number}/cancellation";
/// Payments of an order.
pub const ORDER_PAYMENTS: &str = "/admin/orders/{number}/payments";
/// Products.
pub const PRODUCTS: &str = "/admin/catalogue";
/// Products as a file.
pub const PRODUCTS_CSV: &str = "/admin/catalogue.csv";
/// A product to be made.
pub const PRODUCT_NEW: &str = "/admin/catalogue/new";
/// Files of products that are taken in.
pub const PRODUCT_IMPORTS: &str = "/admin/catalogue/imports";
/// A product.
pub const PRODUCT: &str = "/admin/catalogue/products/{product}";
/// What it is and what law asks for.
pub const PRODUCT_DETAILS: &str = "/admin/catalogue/products/{product}/details";
/// Its texts.
pub const PRODUCT_TEXTS: &str = "/admin/catalogue/products/{product}/texts";
/// Its options.
pub const PRODUCT_OPTIONS: &str = "/admin/catalogue/products/{product}/options";
/// Its variants with their prices.
pub const PRODUCT_VARIANTS: &str = "/admin/catalogue/products/{product}/variants";
/// A price of it to come.
pub const PRODUCT_PLANNED: &str = "/admin/catalogue/products/{product}/planned-prices";
/// Where it is sold.
pub const PRODUCT_PUBLICATION: &str = "/admin/catalogue/products/{product}/publication";
/// Copies of it.
pub const PRODUCT_COPIES: &str = "/admin/catalogue/products/{product}/copies";
/// Stock.
pub const INVENTORY: &str = "/admin/inventory";
/// Stock as a file.
pub const INVENTORY_CSV: &str = "/admin/inventory.csv";
/// A variant.
pub const VARIANT: &str = "/admin/inventory/variants/{sku}";
/// Adjustments of a variant's levels.
pub const VARIANT_ADJUSTMENTS: &str = "/admin/inventory/variants/{sku}/adjustments";
/// Limits of a variant's levels.
pub const VARIANT_LIMITS: &str = "/admin/inventory/variants/{sku}/limits";
/// Purchase orders.
pub const PURCHASE_ORDERS: &str = "/admin/inventory/purchase-orders";
/// A purchase order to be created.
pub const PURCHASE_ORDER_NEW: &str = "/admin/inventory/purchase-orders/new";
/// A purchase order.
pub const PURCHASE_ORDER: &str = "/admin/inventory/purchase-orders/{number}";
/// Its deliveries.
pub const PURCHASE_ORDER_RECEIPTS: &str = "/admin/inventory/purchase-orders/{number}/receipts";
/// Transfers.
pub const TRANSFERS: &str = "/admin/inventory/transfers";
/// A transfer to be sent.
pub const TRANSFER_NEW: &str = "/admin/inventory/transfers/new";
/// A transfer.
pub const TRANSFER: &str = "/admin/inventory/transfers/{number}";
/// Its arrival.
pub const TRANSFER_RECEIPT: &str = "/admin/inventory/transfers/{number}/receipt";
/// Stock-takes.
pub const STOCK_TAKES: &str = "/admin/inventory/stock-takes";
/// A stock-take.
pub const STOCK_TAKE: &str = "/admin/inventory/stock-takes/{id}";
/// Its counts.
pub const STOCK_TAKE_COUNTS: &str = "/admin/inventory/stock-takes/{id}/counts";
/// Its approval.
pub const STOCK_TAKE_APPROVAL: &str = "/admin/inventory/stock-takes/{id}/approval";
/// The audit log.
pub const AUDIT: &str = "/admin/audit";
/// Staff and roles.
pub const STAFF: &str = "/admin/staff";
/// Invitations of staff.
pub const STAFF_INVITATIONS: &str = "/admin/staff/invitations";
/// A staff member's roles.
pub const STAFF_ROLES: &str = "/admin/staff/{id}/roles";

/// The address of one thing: the pattern with its placeholder filled in. Values are ids, numbers and SKUs, which need no
/// escaping.
pub fn of(pattern: &str, value: &str) -> String {
    match (pattern.find('{'), pattern.find('}')) {
        (Some(start), Some(end)) => format!("{}{value}{}", &pattern[..start], &pattern[end + 1..]),
        _ => pattern.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_its_pattern_with_a_value() {
        assert_eq!(of(VARIANT_LIMITS, "MUG-RED"), "/admin/inventory/variants/MUG-RED/limits");
        assert_eq!(of(STAFF, "x"), STAFF);
    }
}
