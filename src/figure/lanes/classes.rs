//! What the fill of a bar says: every visit is in one of at most eight classes, each with a colour, a name and the
//! query term that asks for it.

use super::keys::Keyer;
use crate::analysis::query::edit;
use crate::figure::palette::{Ink, Role};
use crate::figure::timeline::colours::{activity_role, hedge_role};
use crate::model::facts::Facts;
use crate::model::grading::{HEDGES, Hedge};
use crate::model::ids::{EntityRef, TagId};
use crate::model::naming;
use crate::model::tag::TAG_COLOURS;
use crate::model::view::Colouring;
use crate::model::visit::{ACTIVITIES, Activity, Visit};

/// Most classes of a colouring.
pub const CLASSES: usize = 8;
/// Most tags and flags with a colour of their own.
const NAMED: usize = 6;

/// What a class is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ClassKey {
    /// Visits with this activity.
    Activity(Activity),
    /// Visits with this hedge class.
    Hedge(Hedge),
    /// Vessels that share this colour, by its number; colours repeat after six vessels.
    Vessels(u8),
    /// Visits whose first tag this is.
    Tag(TagId),
    /// Visits of vessels that had this flag.
    Flag(String),
    /// Visits whose claims go back to this number of origins; three stands for more too.
    Origins(u8),
    /// What has another tag or flag than those that have a class of their own.
    Other,
    /// What has none, or of which it is not known.
    None,
}

/// The classes of a colouring.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Classes {
    colouring: Colouring,
    keys: Vec<ClassKey>,
}

impl Classes {
    /// The classes of a case: fixed ones, or the first six tags (those with a number key first) or commonest flags.
    pub(super) fn new(facts: &Facts, colouring: Colouring, keyer: &Keyer) -> Self {
        let rest = [ClassKey::Other, ClassKey::None];
        let keys = match colouring {
            Colouring::Activity => ACTIVITIES.into_iter().map(ClassKey::Activity).collect(),
            Colouring::Hedge => HEDGES.into_iter().rev().map(ClassKey::Hedge).collect(),
            Colouring::Vessel => (0..NAMED as u8).map(ClassKey::Vessels).collect(),
            Colouring::Origins => [1, 2, 3, 0].into_iter().map(ClassKey::Origins).collect(),
            Colouring::Tag => {
                let mut tags: Vec<_> = facts.tags.iter().map(|tag| (tag.key.unwrap_or(u8::MAX), tag.id)).collect();
                tags.sort_unstable();
                tags.into_iter().take(NAMED).map(|(_, tag)| ClassKey::Tag(tag)).chain(rest).collect()
            }
            Colouring::Flag => keyer.commonest_flags(NAMED).into_iter().map(ClassKey::Flag).chain(rest).collect(),
        };
        Self { colouring, keys }
    }

    /// What the classes tell apart.
    #[must_use]
    pub fn colouring(&self) -> Colouring {
        self.colouring
    }

    /// The classes, in the order of the legend; a visit's class is a place in it.
    #[must_use]
    pub fn keys(&self) -> &[ClassKey] {
        &self.keys
    }

    fn place(&self, key: &ClassKey) -> u8 {
        self.keys.iter().position(|known| known == key).unwrap_or_default() as u8
    }

    /// The class of a visit.
    pub(super) fn of(&self, visit: &Visit, keyer: &Keyer) -> u8 {
        let last = self.keys.len().saturating_sub(1) as u8;
        match self.colouring {
            Colouring::Activity => self.place(&ClassKey::Activity(visit.activity)),
            Colouring::Hedge => self.place(&ClassKey::Hedge(visit.hedge)),
            Colouring::Vessel => (visit.vessel.0.wrapping_sub(1) % NAMED as u32) as u8,
            Colouring::Origins => self.place(&ClassKey::Origins(keyer.origins(visit).min(3) as u8)),
            Colouring::Tag => {
                let named = visit.tags.iter().filter_map(|tag| {
                    self.keys.iter().position(|key| matches!(key, ClassKey::Tag(known) if known == tag))
                });
                named.min().map_or(if visit.tags.is_empty() { last } else { last - 1 }, |at| at as u8)
            }
            Colouring::Flag => match keyer.flag_of(visit) {
                None => last,
                Some(flag) => {
                    let named = self.keys.iter().position(|key| matches!(key, ClassKey::Flag(known) if known == flag));
                    named.map_or(last - 1, |at| at as u8)
                }
            },
        }
    }

    /// The colour of a class.
    #[must_use]
    pub fn ink(&self, facts: &Facts, class: u8) -> Ink {
        let numbered = |at: usize| Ink::from(TAG_COLOURS[at % TAG_COLOURS.len()]);
        match self.keys.get(class as usize) {
            Some(ClassKey::Activity(activity)) => activity_role(*activity).into(),
            Some(ClassKey::Hedge(hedge)) => hedge_role(*hedge).into(),
            Some(ClassKey::Vessels(number)) => numbered(usize::from(*number)),
            Some(ClassKey::Tag(tag)) => facts.tags.get(*tag).map_or(Role::Unknown.into(), |tag| tag.colour.into()),
            Some(ClassKey::Flag(_)) => numbered(usize::from(class)),
            Some(ClassKey::Origins(1)) => Role::Assessed.into(),
            Some(ClassKey::Origins(2)) => Role::Loading.into(),
            Some(ClassKey::Origins(3..)) => Role::Accent.into(),
            Some(ClassKey::Other) => Role::Secondary.into(),
            Some(ClassKey::Origins(_) | ClassKey::None) | None => Role::Unknown.into(),
        }
    }

    /// What a class is called.
    #[must_use]
    pub fn label(&self, facts: &Facts, class: u8) -> String {
        match self.keys.get(class as usize) {
            Some(ClassKey::Activity(Activity::Unknown)) => "activity unknown".to_owned(),
            Some(ClassKey::Activity(activity)) => activity.word().to_owned(),
            Some(ClassKey::Hedge(hedge)) => hedge.word().to_owned(),
            Some(ClassKey::Vessels(number)) => sharing(facts, *number),
            Some(ClassKey::Tag(tag)) => naming::name(facts, EntityRef::from(*tag)),
            Some(ClassKey::Flag(flag)) => flag.clone(),
            Some(ClassKey::Origins(0)) => "no known origin".to_owned(),
            Some(ClassKey::Origins(1)) => "1 origin".to_owned(),
            Some(ClassKey::Origins(2)) => "2 origins".to_owned(),
            Some(ClassKey::Origins(_)) => "3 origins or more".to_owned(),
            Some(ClassKey::Other) if self.colouring == Colouring::Tag => "another tag".to_owned(),
            Some(ClassKey::Other) => "another flag".to_owned(),
            Some(ClassKey::None) if self.colouring == Colouring::Tag => "no tag".to_owned(),
            Some(ClassKey::None) => "flag not known".to_owned(),
            None => String::new(),
        }
    }

    /// The query term that asks for a class; none if no single term does.
    #[must_use]
    pub fn term(&self, facts: &Facts, class: u8) -> Option<String> {
        Some(match self.keys.get(class as usize)? {
            ClassKey::Activity(Activity::ShipToShip) => "activity:sts".to_owned(),
            ClassKey::Activity(activity) => format!("activity:{}", activity.word()),
            ClassKey::Hedge(hedge) => format!("hedge:{}", hedge.word()),
            ClassKey::Vessels(number) => {
                let mut sharing = facts.vessels.iter().filter(|vessel| shares(vessel.id.0, *number));
                let only = sharing.next()?;
                if sharing.next().is_some() {
                    return None;
                }
                edit::term("vessel", &only.name)?
            }
            ClassKey::Tag(tag) => edit::term("tag", &facts.tags.get(*tag)?.name)?,
            ClassKey::Flag(flag) => edit::term("flag", flag)?,
            ClassKey::Origins(3..) => "origins:>=3".to_owned(),
            ClassKey::Origins(number) => format!("origins:{number}"),
            ClassKey::None if self.colouring == Colouring::Tag => "-has:tag".to_owned(),
            ClassKey::None | ClassKey::Other => return None,
        })
    }

    /// The activity that a class stands for, whose sign is drawn in its colour.
    #[must_use]
    pub fn activity(&self, class: u8) -> Option<Activity> {
        match self.keys.get(class as usize)? {
            ClassKey::Activity(activity) => Some(*activity),
            _ => None,
        }
    }
}

fn shares(vessel: u32, number: u8) -> bool {
    vessel.wrapping_sub(1) % NAMED as u32 == u32::from(number)
}

/// The vessels of one colour: the first two by name, and whether there are more.
fn sharing(facts: &Facts, number: u8) -> String {
    let mut names =
        facts.vessels.iter().filter(|vessel| shares(vessel.id.0, number)).map(|vessel| vessel.name.as_str());
    match (names.next(), names.next(), names.next()) {
        (None, ..) => String::new(),
        (Some(one), None, _) => one.to_owned(),
        (Some(one), Some(two), None) => format!("{one} and {two}"),
        (Some(one), Some(two), Some(_)) => format!("{one}, {two} and others"),
    }
}
