//! Payments and refunds: attempts are stored before a provider is asked, and everything it says is recorded.

mod create;
mod due;
mod record;
mod refund;

pub use create::{CreatePayment, CreatePaymentRefusal, create};
pub use due::{DueRefund, UnsettledPayment, due_refunds, unsettled};
pub use record::{RecordPayment, RecordPaymentRefusal, event_command_id, record};
pub use refund::{RecordRefund, RefundLine, RefundRefusal, RequestRefund, record_refund, request_refund};
