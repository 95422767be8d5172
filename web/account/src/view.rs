//! View structs of the account's pages: plain data that a handler fills and a page renders.

mod address;
mod authenticator;
mod forms;
mod orders;
mod security;
mod shell;

pub use address::{AddressForm, AddressList, AddressProblem, SavedAddress};
pub use authenticator::{Authenticator, AuthenticatorProblem, AuthenticatorSetup, SecondFactorPage};
pub use forms::{
    Confirm, Deletion, Forgot, LinkKind, LinkProblem, Login, LoginProblem, MailSent, Profile, Register, Reset,
};
pub use orders::{OrderList, OrderSummary};
pub use security::{Security, SecurityProblem, Session};
pub use shell::{ErrorPage, Notice, Section, Shell};
