//! A set of ids as bits: what a query selects out of a million.

/// A set of whole numbers, one bit each.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct IdSet {
    words: Vec<u64>,
    len: usize,
}

impl IdSet {
    /// Adds a number; says whether it is new.
    pub fn insert(&mut self, id: u32) -> bool {
        let (word, bit) = (id as usize / 64, 1_u64 << (id % 64));
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        let new = self.words[word] & bit == 0;
        self.words[word] |= bit;
        self.len += usize::from(new);
        new
    }

    /// Whether the number is in the set.
    #[must_use]
    pub fn contains(&self, id: u32) -> bool {
        self.words.get(id as usize / 64).is_some_and(|word| word & (1 << (id % 64)) != 0)
    }

    /// Adds numbers in ascending order, which is faster than one by one.
    pub fn extend_sorted(&mut self, ids: &[u32]) {
        let Some(last) = ids.last() else { return };
        let words = *last as usize / 64 + 1;
        if words > self.words.len() {
            self.words.resize(words, 0);
        }
        for run in ids.chunk_by(|one, next| one / 64 == next / 64) {
            let bits = run.iter().fold(0, |bits, id| bits | 1_u64 << (id % 64));
            let word = &mut self.words[run[0] as usize / 64];
            self.len += (bits & !*word).count_ones() as usize;
            *word |= bits;
        }
    }

    /// Adds all numbers of another set.
    pub fn add_all(&mut self, other: &Self) {
        self.combine(other, |own, theirs| own | theirs);
    }

    /// Takes all numbers out that another set does not hold.
    pub fn keep_only(&mut self, other: &Self) {
        self.words.truncate(other.words.len());
        self.combine(other, |own, theirs| own & theirs);
    }

    /// Takes all numbers out that another set holds.
    pub fn take_out(&mut self, other: &Self) {
        self.combine(other, |own, theirs| own & !theirs);
    }

    fn combine(&mut self, other: &Self, with: impl Fn(u64, u64) -> u64) {
        if other.words.len() > self.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        let theirs = other.words.iter().copied().chain(std::iter::repeat(0));
        let mut len = 0;
        for (own, theirs) in self.words.iter_mut().zip(theirs) {
            *own = with(*own, theirs);
            len += own.count_ones() as usize;
        }
        self.len = len;
        // Two sets of the same numbers are equal.
        let used = self.words.iter().rposition(|word| *word != 0).map_or(0, |last| last + 1);
        self.words.truncate(used);
    }

    /// Its numbers, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            let rest = std::iter::successors(Some(*word), |rest| Some(rest & rest.wrapping_sub(1)));
            let base = u32::try_from(at * 64).unwrap_or(u32::MAX);
            rest.take_while(|rest| *rest != 0).map(move |rest| base + rest.trailing_zeros())
        })
    }

    /// How many numbers it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl Extend<u32> for IdSet {
    fn extend<I: IntoIterator<Item = u32>>(&mut self, ids: I) {
        for id in ids {
            self.insert(id);
        }
    }
}

impl FromIterator<u32> for IdSet {
    fn from_iter<I: IntoIterator<Item = u32>>(ids: I) -> Self {
        let mut set = Self::default();
        set.extend(ids);
        set
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sets_join_as_sets_do(one in prop::collection::btree_set(0_u32..400, 0..60), two in prop::collection::btree_set(0_u32..700, 0..60)) {
            let set = |ids: &BTreeSet<u32>| ids.iter().copied().collect::<IdSet>();
            let joined = |with: fn(&mut IdSet, &IdSet)| {
                let mut own = set(&one);
                with(&mut own, &set(&two));
                own
            };
            let expect = |own: IdSet, ids: BTreeSet<u32>| {
                prop_assert_eq!(own.iter().collect::<Vec<_>>(), ids.iter().copied().collect::<Vec<_>>());
                prop_assert_eq!(own.len(), ids.len());
                prop_assert_eq!(own, set(&ids), "however it came about");
                Ok(())
            };
            expect(joined(IdSet::add_all), &one | &two)?;
            expect(joined(IdSet::keep_only), &one & &two)?;
            expect(joined(IdSet::take_out), &one - &two)?;
            let mut sorted = set(&one);
            sorted.extend_sorted(&two.iter().copied().collect::<Vec<_>>());
            expect(sorted, &one | &two)?;
        }
    }
}
