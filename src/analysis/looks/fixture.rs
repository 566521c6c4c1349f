//! A port with a berth, and sightings there, for the tests of this module.

use crate::base::edtf::Dated;
use crate::model::entity::Entity;
use crate::model::evidence::{Exhibit, ExhibitKind, Obstruction, Sighting};
use crate::model::facts::Facts;
use crate::model::ids::{Id, PlaceId, Stamp};
use crate::model::place::{Place, PlaceKind};

/// The port.
pub(super) const PORT: PlaceId = PlaceId::new(1);
/// The berth within it.
pub(super) const BERTH: PlaceId = PlaceId::new(2);

/// What a sighting found: `+` something, `-` nothing, `x` obstructed, `~` nothing in a partly obstructed view.
pub(super) fn sighting(id: u32, place: PlaceId, time: &str, found: char) -> Sighting {
    Sighting {
        id: Id::new(id),
        exhibit: Id::new(id),
        place: Some(place),
        time: Some(Dated::new(time.parse().expect("a date"), time)),
        vessel: None,
        negative: matches!(found, '-' | '~' | 'x'),
        seen: String::new(),
        obstruction: match found {
            'x' => Obstruction::Obstructed,
            '~' => Obstruction::Partial,
            _ => Obstruction::Clear,
        },
        at: None,
        note: String::new(),
        tags: Vec::new(),
        stamp: Stamp::default(),
    }
}

/// A case with these looks, each in an image of its own with the same number.
pub(super) fn facts(looks: &[(PlaceId, &str, char)]) -> Facts {
    let mut facts = Facts::default();
    facts.put(Entity::Place(Box::new(Place::named(PORT, "Vostochny"))));
    let mut berth = Place::named(BERTH, "oil berth");
    (berth.kind, berth.parent) = (PlaceKind::Berth, Some(PORT));
    facts.put(Entity::Place(Box::new(berth)));
    for (id, (place, time, found)) in (1..).zip(looks) {
        let mut exhibit = Exhibit::titled(Id::new(id), id, "An image");
        exhibit.kind = ExhibitKind::Image;
        facts.put(Entity::Exhibit(Box::new(exhibit)));
        facts.put(Entity::Sighting(Box::new(sighting(id, *place, time, *found))));
    }
    facts
}
