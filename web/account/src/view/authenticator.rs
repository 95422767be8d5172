//! Authenticator apps.

use outpost_web_ui::parts::qr_code::QrPath;

use super::LoginProblem;

/// The app of an account, or a new one.
#[derive(Clone, Debug)]
pub struct Authenticator {
    /// An app to set up; `None` where there is one.
    pub setup: Option<AuthenticatorSetup>,
    /// Why the form was not accepted.
    pub problem: Option<AuthenticatorProblem>,
}

/// An app that is being set up.
#[derive(Clone, Debug)]
pub struct AuthenticatorSetup {
    /// What the form sends back, sealed.
    pub draft: String,
    /// The secret, for whoever types it.
    pub secret: String,
    /// The secret, for an app on this device.
    pub uri: String,
    /// The secret, for an app with a camera.
    pub code: QrPath,
}

/// Why an app was not set up, or not taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthenticatorProblem {
    /// Of the present password.
    Password(LoginProblem),
    /// The first code is wrong.
    Code,
}

/// The second step of a login.
#[derive(Clone, Debug)]
pub struct SecondFactorPage {
    /// What the first step has shown, sealed.
    pub proof: String,
    /// Why the code was not accepted.
    pub problem: Option<LoginProblem>,
}
