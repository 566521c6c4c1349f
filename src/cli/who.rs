//! Who is named in the journal.

use clap::Args;

/// Who makes a change. The name of the user on this machine is never taken, so that no export can give it away.
#[derive(Debug, Args)]
pub(super) struct Who {
    /// The name to put in the journal for this change.
    #[arg(long = "actor", value_name = "NAME", env = "WAKELINE_ACTOR", default_value = NOBODY)]
    actor: String,
}

/// Stands in the journal when nobody says who they are.
const NOBODY: &str = "investigator";

impl Who {
    /// The name for the journal.
    pub fn name(&self) -> &str {
        match self.actor.trim() {
            "" => NOBODY,
            name => name,
        }
    }
}
