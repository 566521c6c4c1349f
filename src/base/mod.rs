//! Words every layer needs: time, intervals, quantities, issues, progress, hashes, text.
//!
//! Knows nothing of ships, cases, files or screens. Start with [`time`], whose [`time::When`] is the
//! precision-keeping date on which everything else stands, then [`interval`], the four bounds of a visit.

pub mod time;
pub mod edtf;
pub mod interval;
pub mod plain_date;
pub mod quantity;
pub mod table;
pub mod id_set;
pub mod hash;
pub mod issues;
pub mod progress;
pub mod text;
pub mod markdown;
pub mod script;
pub mod sentence;
