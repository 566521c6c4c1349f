//! Ten articles can be one source: how many reports there are about something, and in how many origins they end.
//!
//! A **report** is an exhibit that says something about the subject: one that holds a claim about it, or on which it
//! rests. An **origin** is a source at which a chain of reported-by ends; see [`lineage`] for how chains are followed.
//! A report whose chains end nowhere is of unknown lineage and counts as no origin. Reports that only contradict are
//! counted apart.
//!
//! A shipment is spoken of also by what is said of its visits, a vessel by its visits, a place by what lies within it
//! and the visits there. A finding has the exhibits that it cites, the case all its exhibits.

pub mod lineage;
pub mod subject;
mod visits;
#[cfg(test)]
mod fixture;

pub use self::visits::VisitOrigins;
