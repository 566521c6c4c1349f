//! What is selected, with a number that changes when it does: what follows from a selection of a million is not worked
//! out in every frame.

use std::collections::BTreeSet;
use std::ops::{Deref, DerefMut};

use crate::model::ids::EntityRef;

/// A set of entities that knows how often it was taken hold of to be changed.
#[derive(Default, Debug)]
pub struct Selection {
    items: BTreeSet<EntityRef>,
    version: u64,
}

impl Selection {
    /// Another number than before whenever it may have changed.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }
}

impl Deref for Selection {
    type Target = BTreeSet<EntityRef>;
    fn deref(&self) -> &BTreeSet<EntityRef> {
        &self.items
    }
}

impl DerefMut for Selection {
    fn deref_mut(&mut self) -> &mut BTreeSet<EntityRef> {
        self.version += 1;
        &mut self.items
    }
}

impl<'a> IntoIterator for &'a Selection {
    type Item = &'a EntityRef;
    type IntoIter = std::collections::btree_set::Iter<'a, EntityRef>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids::VisitId;

    #[test]
    fn a_change_is_a_new_version_and_a_look_is_none() {
        let mut selection = Selection::default();
        let mut seen = vec![selection.version()];
        selection.insert(VisitId::new(1).into());
        seen.push(selection.version());
        *selection = [VisitId::new(2).into()].into();
        seen.push(selection.version());
        assert!(seen.is_sorted_by(|a, b| a < b), "{seen:?}");
        assert!(selection.contains(&VisitId::new(2).into()) && (&selection).into_iter().count() == 1);
        assert_eq!(selection.version(), seen[2]);
    }
}
