//! One folder or file a view. A view reads the session, keeps only its own state and pushes actions; no view names another.

pub mod start;
pub mod top_bar;
pub mod explorer;
pub mod timeline;
pub mod inspector;
pub mod table;
pub mod exhibits;
pub mod findings;
pub mod report;
pub mod anomalies;
pub mod flows;
pub mod journal;
pub mod ledger;
pub mod shipments;
pub mod status;
