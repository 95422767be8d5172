//! What mails are about.

/// What a mail is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailKind {
    /// Confirms the address of a new account.
    VerifyEmail,
    /// Somebody wanted to make an account with an address that has one.
    AlreadyRegistered,
    /// Sets a new password.
    ResetPassword,
    /// The password was changed.
    PasswordChanged,
    /// Confirms another address of an account.
    ChangeEmail,
    /// Another address was asked for; goes to the present one.
    EmailChangeRequested,
    /// Somebody logged in with a browser that was not seen before.
    NewDevice,
    /// Logins ask for a code from an app.
    TotpSet,
    /// Logins ask for no code any more.
    TotpRemoved,
    /// An order was placed.
    OrderPlaced,
    /// Its payment arrived.
    OrderPaid,
    /// A parcel is on its way.
    OrderShipped,
    /// It was cancelled.
    OrderCancelled,
    /// It was not paid in time.
    OrderExpired,
    /// Money went back.
    Refunded,
}

impl MailKind {
    /// Every kind with its topic of the outbox.
    pub const ALL: [(Self, &'static str); 15] = [
        (Self::VerifyEmail, "account.verify_email"),
        (Self::AlreadyRegistered, "account.already_registered"),
        (Self::ResetPassword, "account.reset_password"),
        (Self::PasswordChanged, "account.password_changed"),
        (Self::ChangeEmail, "account.change_email"),
        (Self::EmailChangeRequested, "account.email_change_requested"),
        (Self::NewDevice, "account.new_device"),
        (Self::TotpSet, "account.totp_set"),
        (Self::TotpRemoved, "account.totp_removed"),
        (Self::OrderPlaced, "order.placed"),
        (Self::OrderPaid, "order.paid"),
        (Self::OrderShipped, "order.shipped"),
        (Self::OrderCancelled, "order.cancelled"),
        (Self::OrderExpired, "order.expired"),
        (Self::Refunded, "refund.refunded"),
    ];

    /// The kind for a topic of the outbox; `None` for topics that are no mails.
    pub fn for_topic(topic: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == topic).map(|(kind, _)| *kind)
    }
}
