//! The stockroom: typed reads of levels, ledger and documents, and the commands that change them.

mod adjust;
mod choices;
mod ledger;
mod list;
mod purchase_order;
mod purchase_orders;
mod receive;
mod refusal;
mod stock_take;
mod stock_takes;
mod transfer;
mod transfers;
mod variant;

pub use adjust::{AdjustStock, SetStockLimits, adjust_stock, set_stock_limits};
pub use choices::{Choices, Location, choices};
pub use ledger::{Movement, ledger};
pub use list::{InventoryQuery, InventoryRow, count, list};
pub use purchase_order::{CreatePurchaseOrder, PurchaseLine, create_purchase_order};
pub use purchase_orders::{
    PurchaseOrder, PurchaseOrderFilter, PurchaseOrderLine, PurchaseOrderRow, purchase_order, purchase_orders,
};
pub use receive::{ReceivePurchaseOrder, ReceivedLine, receive_purchase_order};
pub use refusal::{InventoryRefusal, LevelNow, LineNow, PromisedLine};
pub use stock_take::{
    ApproveStockTake, CountedLine, OpenStockTake, RecordStockTake, approve_stock_take, open_stock_take,
    record_stock_take,
};
pub use stock_takes::{StockTake, StockTakeCount, StockTakeRow, stock_take, stock_takes};
pub use transfer::{ReceiveTransfer, SendTransfer, TransferredLine, receive_transfer, send_transfer};
pub use transfers::{Transfer, TransferLine, TransferRow, transfer, transfers};
pub use variant::{InventoryVariant, LocationLevel, variant};
