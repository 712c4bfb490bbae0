//! How long is waited for a server that asks to come again.

use std::thread::sleep;
use std::time::Duration;

use crate::commands::terminal::report;

/// The longest that is waited at once, and in all for one request.
const MAX_WAIT: Duration = Duration::from_secs(60);
const MAX_WAIT_IN_ALL: Duration = Duration::from_secs(300);

/// From which length on somebody is told of a wait.
const NOTABLE: Duration = Duration::from_secs(5);

/// What is left of the patience for one request.
pub struct Patience {
    left: Duration,
}

impl Patience {
    pub fn new() -> Self {
        Self {
            left: MAX_WAIT_IN_ALL,
        }
    }

    /// Waits as long as `Retry-After` says, if that is worth it; false when it is time to give up.
    pub fn wait(&mut self, retry_after: Option<&str>) -> bool {
        let seconds = retry_after.and_then(|text| text.trim().parse().ok());
        let wait = Duration::from_secs(seconds.unwrap_or(1)).max(Duration::from_millis(100));
        if wait > MAX_WAIT || wait > self.left {
            return false;
        }
        if wait >= NOTABLE {
            report(&format!(
                "the server asks to wait {} seconds",
                wait.as_secs()
            ));
        }
        sleep(wait);
        self.left -= wait;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_asks_for_too_long_a_wait_is_given_up_at_once() {
        let mut patience = Patience::new();

        assert!(!patience.wait(Some("86400")));
        assert!(!patience.wait(Some("18446744073709551615")));
        assert!(patience.wait(Some("0")));
        patience.left = Duration::from_millis(500);
        assert!(!patience.wait(Some("nonsense")));
    }
}
