//! Pages for what went wrong.

/// A page for something that went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorPage {
    /// What went wrong.
    pub kind: ErrorKind,
    /// Named on the page, so that a person can quote it.
    pub request_id: String,
}

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// 400: the request makes no sense.
    BadRequest,
    /// 403: a form sent from elsewhere, or not allowed.
    Forbidden,
    /// 404: nothing here.
    NotFound,
    /// 405: not by this method.
    MethodNotAllowed,
    /// 413: too much was sent.
    TooLarge,
    /// 415: not in a form we read.
    UnsupportedMedia,
    /// 422: understood, but cannot be done.
    Unprocessable,
    /// 429: too often.
    TooManyRequests {
        /// Seconds until it is worth trying again.
        retry_after_seconds: u32,
    },
    /// 500: our fault.
    Internal,
    /// 503: for now; nothing was charged or lost.
    Unavailable {
        /// Seconds until it is worth trying again.
        retry_after_seconds: u32,
    },
}

impl ErrorKind {
    /// The HTTP status it goes with.
    pub const fn status(self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::TooLarge => 413,
            Self::UnsupportedMedia => 415,
            Self::Unprocessable => 422,
            Self::TooManyRequests { .. } => 429,
            Self::Internal => 500,
            Self::Unavailable { .. } => 503,
        }
    }
}
