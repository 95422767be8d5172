//! Accounts: the commands of registration, login and a customer's own data, and the reads behind their pages.

mod address;
mod anonymise;
mod credential;
mod email;
mod order;
mod page;
mod password;
mod profile;
mod refusal;
mod register;
mod second_factor;
mod session;

pub use address::{SaveAddress, SavedAddress, addresses, delete_address, save_address};
pub use anonymise::{Anonymise, anonymise};
pub use credential::{Credential, Login, credential, login};
pub use email::{RequestEmailChange, change_email, request_email_change, verify_email};
pub use order::{CustomerOrder, ORDERS_PAGE, OrdersCursor, export, orders, owns_order};
pub use page::{CustomerPage, CustomerRecord};
pub use password::{ChangePassword, ResetPassword, change_password, request_password_reset, reset_password};
pub use profile::{SaveProfile, adopt_orders, profile, save_profile};
pub use refusal::AccountRefusal;
pub use register::{Register, register};
pub use second_factor::{SecondFactor, SetTotp, Totp, set_totp};
pub use session::{
    EndSessions, LogIn, NewSession, SessionRecord, end_sessions, log_in, record_login_failure, sessions,
};
