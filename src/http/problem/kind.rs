//! The kinds of problems: what each is called, and what a client can do about it.

use actix_web::http::StatusCode;

/// A kind of problem, and what is said of it.
#[derive(Debug)]
pub struct ProblemKind {
    /// The last segment of its address.
    pub name: &'static str,
    pub status: StatusCode,
    pub title: &'static str,
    /// What a client can do about it.
    pub advice: &'static str,
}

impl ProblemKind {
    /// Every kind there is: each has a page.
    pub const ALL: [&'static Self; 22] = [
        &Self::BAD_REQUEST,
        &Self::INVALID_PARAMETERS,
        &Self::UNAUTHORIZED,
        &Self::FORBIDDEN,
        &Self::NOT_FOUND,
        &Self::METHOD_NOT_ALLOWED,
        &Self::NOT_ACCEPTABLE,
        &Self::TIMEOUT,
        &Self::CONFLICT,
        &Self::UNPUBLISHABLE,
        &Self::GONE,
        &Self::EXPIRED_TOKEN,
        &Self::PRECONDITION_FAILED,
        &Self::TOO_LARGE,
        &Self::TARGET_TOO_LONG,
        &Self::UNSUPPORTED_MEDIA_TYPE,
        &Self::INVALID_CONTENT,
        &Self::PRECONDITION_REQUIRED,
        &Self::TOO_MANY_REQUESTS,
        &Self::INTERNAL_ERROR,
        &Self::UNAVAILABLE,
        &Self::INSUFFICIENT_STORAGE,
    ];

    pub const BAD_REQUEST: Self = Self {
        name: "bad-request",
        status: StatusCode::BAD_REQUEST,
        title: "The request cannot be read",
        advice: "Check the request against the API's document: a header or the body breaks the rules of its format. `violations` has the places.",
    };

    pub const INVALID_PARAMETERS: Self = Self {
        name: "invalid-parameters",
        status: StatusCode::BAD_REQUEST,
        title: "Parameters are not valid",
        advice: "Every fault is in `violations`, with the parameter, a code and what is allowed. Mend them and ask again.",
    };

    pub const UNAUTHORIZED: Self = Self {
        name: "unauthorized",
        status: StatusCode::UNAUTHORIZED,
        title: "A key is needed",
        advice: "Send a key that is neither expired nor revoked as `Authorization: Bearer KEY`. `sinew keys create` makes one. A wrong \
             key is refused where none is needed, too, so that a mistake shows.",
    };

    pub const FORBIDDEN: Self = Self {
        name: "forbidden",
        status: StatusCode::FORBIDDEN,
        title: "The key may not do this",
        advice: "`detail` names the scope that is needed. Each scope includes those before it: read, preview, write, publish, admin.",
    };

    pub const NOT_FOUND: Self = Self {
        name: "not-found",
        status: StatusCode::NOT_FOUND,
        title: "Nothing here",
        advice: "No path of the API has this form, or nothing published has this name. Check the spelling; lists such as \
             `/v1/articles` show what there is.",
    };

    pub const METHOD_NOT_ALLOWED: Self = Self {
        name: "method-not-allowed",
        status: StatusCode::METHOD_NOT_ALLOWED,
        title: "Not with this method",
        advice: "The `Allow` header names the methods that this path takes.",
    };

    pub const NOT_ACCEPTABLE: Self = Self {
        name: "not-acceptable",
        status: StatusCode::NOT_ACCEPTABLE,
        title: "Not in this form",
        advice: "`Accept` or `Accept-Encoding` exclude every form that there is; `detail` names them. Leave the header out to get what \
             there is.",
    };

    pub const TIMEOUT: Self = Self {
        name: "timeout",
        status: StatusCode::REQUEST_TIMEOUT,
        title: "The request took too long to arrive",
        advice: "Send the request again, without pauses.",
    };

    pub const CONFLICT: Self = Self {
        name: "conflict",
        status: StatusCode::CONFLICT,
        title: "Something stands against it",
        advice: "`detail` says what; change it, or what stands against it.",
    };

    pub const UNPUBLISHABLE: Self = Self {
        name: "unpublishable",
        status: StatusCode::CONFLICT,
        title: "Not fit to be public",
        advice: "What stops the publication is in `violations`, with the place in the draft. Mend the draft and publish again; where nothing \
             depends on it but appearance, `force` with a reason publishes all the same.",
    };

    pub const GONE: Self = Self {
        name: "gone",
        status: StatusCode::GONE,
        title: "Removed",
        advice: "It was published here and has been removed. Forget the address.",
    };

    pub const EXPIRED_TOKEN: Self = Self {
        name: "expired-token",
        status: StatusCode::GONE,
        title: "The token leads nowhere any more",
        advice: "The content, or the program that serves it, is not what it was when the token was given: a backup was brought back, \
             or the program is of another version. Begin anew: ask `/v1/sync` without a token, put what it gives in the place of \
             what you have, and forget the rest.",
    };

    pub const PRECONDITION_FAILED: Self = Self {
        name: "precondition-failed",
        status: StatusCode::PRECONDITION_FAILED,
        title: "It is not what you think it is",
        advice: "Somebody has changed it since you read it, or it exists already. Read it again, bring both together, and send the new \
             `ETag` in `If-Match`. Nothing was changed.",
    };

    pub const TOO_LARGE: Self = Self {
        name: "too-large",
        status: StatusCode::PAYLOAD_TOO_LARGE,
        title: "The request is too large",
        advice: "Send less at once.",
    };

    pub const TARGET_TOO_LONG: Self = Self {
        name: "target-too-long",
        status: StatusCode::URI_TOO_LONG,
        title: "The address is too long",
        advice: "Path and query may have 8192 bytes together.",
    };

    pub const UNSUPPORTED_MEDIA_TYPE: Self = Self {
        name: "unsupported-media-type",
        status: StatusCode::UNSUPPORTED_MEDIA_TYPE,
        title: "Not a body of this kind",
        advice: "`detail`, and `Accept`, `Accept-Post` or `Accept-Patch`, name the media types that are taken here. Text is UTF-8.",
    };

    pub const INVALID_CONTENT: Self = Self {
        name: "invalid-content",
        status: StatusCode::UNPROCESSABLE_ENTITY,
        title: "The content breaks rules",
        advice: "The body can be read; every rule that it breaks is in `violations`, with the place as a JSON Pointer. Nothing was \
             changed.",
    };

    pub const PRECONDITION_REQUIRED: Self = Self {
        name: "precondition-required",
        status: StatusCode::PRECONDITION_REQUIRED,
        title: "Say what you have read",
        advice: "So that nobody overwrites what somebody else has just written: send the `ETag` of what you have read in `If-Match`, or \
             `If-None-Match: *` to create something new.",
    };

    pub const TOO_MANY_REQUESTS: Self = Self {
        name: "too-many-requests",
        status: StatusCode::TOO_MANY_REQUESTS,
        title: "Too many requests",
        advice: "Wait the seconds that `Retry-After` names. `RateLimit` and `RateLimit-Policy` say how much is left of what.",
    };

    pub const INTERNAL_ERROR: Self = Self {
        name: "internal-error",
        status: StatusCode::INTERNAL_SERVER_ERROR,
        title: "Something failed here",
        advice: "It is not your request. The cause is in the server's log; asking again may help.",
    };

    pub const UNAVAILABLE: Self = Self {
        name: "unavailable",
        status: StatusCode::SERVICE_UNAVAILABLE,
        title: "Not ready",
        advice: "The server is starting, stopping or cannot reach its database. Ask again in a moment.",
    };

    pub const INSUFFICIENT_STORAGE: Self = Self {
        name: "insufficient-storage",
        status: StatusCode::INSUFFICIENT_STORAGE,
        title: "No room to write",
        advice: "The server's disk is full. Reading goes on; write again once its operator has made room.",
    };
}
