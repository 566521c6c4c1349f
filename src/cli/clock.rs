//! The clock of the command line; nothing below it asks for the time.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::base::time::Utc;

/// The current second, in UTC.
pub(super) fn now() -> Utc {
    #[expect(clippy::disallowed_methods, reason = "this is where the command line reads the clock")]
    let now = SystemTime::now();
    let since = |earlier: SystemTime, later: SystemTime| {
        later.duration_since(earlier).map_or(0, |span| i64::try_from(span.as_secs()).unwrap_or(i64::MAX))
    };
    // A clock that stands before 1970 is wrong, and still must not stop the work.
    Utc(since(UNIX_EPOCH, now) - since(now, UNIX_EPOCH))
}
