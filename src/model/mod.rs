//! The case as plain data, and every change a user can make to it.
//!
//! No I/O, no clock; nothing here fails except to parse. Start with [`facts`], the whole case as sorted tables,
//! then [`command`], the changes. One file an entity; [`ids`] and [`grading`] hold what they share.

pub mod ids;
pub mod identifiers;
pub mod grading;
pub mod wording;
pub mod conversion;
pub mod counting;
pub mod case;
pub mod vessel;
pub mod place;
pub mod evidence;
pub mod visit;
pub mod sections;
pub mod shipment;
pub mod regime;
pub mod event;
pub mod tag;
pub mod citation;
pub mod finding;
pub mod arrangement;
pub mod view;
pub mod entity;
pub mod links;
pub mod facts;
pub mod naming;
pub mod command;
pub mod tag_tree;
pub mod tag_merge;
pub mod starter_tags;
pub mod validate;
pub mod reading;
pub mod columns;
pub mod quick_add;
pub mod document;
