//! Which terms hold for which entity: one bit a term, found by id.

use std::collections::BTreeMap;

/// Ids below this are found by index; a case counts its ids from 1, and only a strange file reaches beyond.
const DENSE: u32 = 1 << 22;

/// Masks by id. What was never set is zero.
#[derive(Default)]
pub(super) struct Masks {
    dense: Vec<u64>,
    sparse: BTreeMap<u32, u64>,
}

impl Masks {
    /// Sets more bits for an id.
    pub(super) fn add(&mut self, id: u32, mask: u64) {
        if mask == 0 {
            return;
        }
        if id >= DENSE {
            *self.sparse.entry(id).or_default() |= mask;
            return;
        }
        let at = id as usize;
        if at >= self.dense.len() {
            self.dense.resize((at + 1).next_power_of_two(), 0);
        }
        self.dense[at] |= mask;
    }

    /// The bits of an id.
    pub(super) fn get(&self, id: u32) -> u64 {
        if id >= DENSE {
            return self.sparse.get(&id).copied().unwrap_or(0);
        }
        self.dense.get(id as usize).copied().unwrap_or(0)
    }
}
