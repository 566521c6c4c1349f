//! Any entity, by value, and what all of them share.

use super::event::Event;
use super::evidence::{Claim, Exhibit, Sighting, Source};
use super::finding::Finding;
use super::ids::{EntityRef, Stamp, TagId};
use super::place::Place;
use super::regime::{Declaration, Regime};
use super::shipment::Shipment;
use super::tag::Tag;
use super::vessel::Vessel;
use super::view::SavedView;
use super::visit::Visit;

/// One entity of a case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Entity {
    /// A hull.
    Vessel(Box<Vessel>),
    /// A place.
    Place(Box<Place>),
    /// A source.
    Source(Box<Source>),
    /// An exhibit.
    Exhibit(Box<Exhibit>),
    /// A sighting.
    Sighting(Box<Sighting>),
    /// A visit.
    Visit(Box<Visit>),
    /// A shipment.
    Shipment(Box<Shipment>),
    /// A claim.
    Claim(Box<Claim>),
    /// A regime.
    Regime(Box<Regime>),
    /// A declaration.
    Declaration(Box<Declaration>),
    /// An event.
    Event(Box<Event>),
    /// A tag.
    Tag(Box<Tag>),
    /// A finding.
    Finding(Box<Finding>),
    /// A saved view.
    SavedView(Box<SavedView>),
}

impl Entity {
    /// Its kind and id.
    #[must_use]
    pub fn reference(&self) -> EntityRef {
        match self {
            Self::Vessel(e) => e.id.into(),
            Self::Place(e) => e.id.into(),
            Self::Source(e) => e.id.into(),
            Self::Exhibit(e) => e.id.into(),
            Self::Sighting(e) => e.id.into(),
            Self::Visit(e) => e.id.into(),
            Self::Shipment(e) => e.id.into(),
            Self::Claim(e) => e.id.into(),
            Self::Regime(e) => e.id.into(),
            Self::Declaration(e) => e.id.into(),
            Self::Event(e) => e.id.into(),
            Self::Tag(e) => e.id.into(),
            Self::Finding(e) => e.id.into(),
            Self::SavedView(e) => e.id.into(),
        }
    }

    /// When it was made and changed.
    pub fn stamp_mut(&mut self) -> &mut Stamp {
        match self {
            Self::Vessel(e) => &mut e.stamp,
            Self::Place(e) => &mut e.stamp,
            Self::Source(e) => &mut e.stamp,
            Self::Exhibit(e) => &mut e.stamp,
            Self::Sighting(e) => &mut e.stamp,
            Self::Visit(e) => &mut e.stamp,
            Self::Shipment(e) => &mut e.stamp,
            Self::Claim(e) => &mut e.stamp,
            Self::Regime(e) => &mut e.stamp,
            Self::Declaration(e) => &mut e.stamp,
            Self::Event(e) => &mut e.stamp,
            Self::Tag(e) => &mut e.stamp,
            Self::Finding(e) => &mut e.stamp,
            Self::SavedView(e) => &mut e.stamp,
        }
    }

    /// Its tags; empty for tags and saved views, which bear none.
    #[must_use]
    pub fn tags(&self) -> &[TagId] {
        match self {
            Self::Vessel(e) => &e.tags,
            Self::Place(e) => &e.tags,
            Self::Source(e) => &e.tags,
            Self::Exhibit(e) => &e.tags,
            Self::Sighting(e) => &e.tags,
            Self::Visit(e) => &e.tags,
            Self::Shipment(e) => &e.tags,
            Self::Claim(e) => &e.tags,
            Self::Regime(e) => &e.tags,
            Self::Declaration(e) => &e.tags,
            Self::Event(e) => &e.tags,
            Self::Finding(e) => &e.tags,
            Self::Tag(_) | Self::SavedView(_) => &[],
        }
    }

    /// Sets or clears one tag; says whether anything changed. Tags stay sorted, so that sets compare.
    pub fn set_tag(&mut self, tag: TagId, set: bool) -> bool {
        let tags = match self {
            Self::Visit(visit) => {
                let mut tags = visit.tags.to_vec();
                let changed = toggle(&mut tags, tag, set);
                visit.tags = tags.into();
                return changed;
            }
            Self::Vessel(e) => &mut e.tags,
            Self::Place(e) => &mut e.tags,
            Self::Source(e) => &mut e.tags,
            Self::Exhibit(e) => &mut e.tags,
            Self::Sighting(e) => &mut e.tags,
            Self::Shipment(e) => &mut e.tags,
            Self::Claim(e) => &mut e.tags,
            Self::Regime(e) => &mut e.tags,
            Self::Declaration(e) => &mut e.tags,
            Self::Event(e) => &mut e.tags,
            Self::Finding(e) => &mut e.tags,
            Self::Tag(_) | Self::SavedView(_) => return false,
        };
        toggle(tags, tag, set)
    }
}

fn toggle(tags: &mut Vec<TagId>, tag: TagId, set: bool) -> bool {
    match (tags.binary_search(&tag), set) {
        (Err(at), true) => {
            tags.insert(at, tag);
            true
        }
        (Ok(at), false) => {
            tags.remove(at);
            true
        }
        _ => false,
    }
}
