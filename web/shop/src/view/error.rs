//! Error pages.

/// An error page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorPage {
    /// The kind of error.
    pub kind: ErrorKind,
    /// Shown on the page, so that a person can quote it.
    pub request_id: String,
}

/// The kind of error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// 400: the request is malformed.
    BadRequest,
    /// 403: a form from another site, or not allowed.
    Forbidden,
    /// 404: no such page.
    NotFound,
    /// 405: not with this method.
    MethodNotAllowed,
    /// 413: the body is too large.
    TooLarge,
    /// 415: the media type is not supported.
    UnsupportedMedia,
    /// 422: well-formed, but cannot be carried out.
    Unprocessable,
    /// 429: too many requests.
    TooManyRequests {
        /// Seconds until it is worth trying again.
        retry_after_seconds: u32,
    },
    /// 500: a fault of the shop.
    Internal,
    /// 503: temporarily unavailable; nothing was charged or lost.
    Unavailable {
        /// Seconds until it is worth trying again.
        retry_after_seconds: u32,
    },
}

impl ErrorKind {
    /// The kind that a failed response's status stands for. What has no page of its own is a fault of the shop.
    pub fn from_status(status: u16, retry_after_seconds: Option<u32>) -> Self {
        let retry_after_seconds = retry_after_seconds.unwrap_or(0);
        match status {
            400 => Self::BadRequest,
            403 => Self::Forbidden,
            404 => Self::NotFound,
            405 => Self::MethodNotAllowed,
            413 => Self::TooLarge,
            415 => Self::UnsupportedMedia,
            422 => Self::Unprocessable,
            429 => Self::TooManyRequests { retry_after_seconds },
            503 => Self::Unavailable { retry_after_seconds },
            _ => Self::Internal,
        }
    }

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
