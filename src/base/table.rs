//! A sorted table whose copies share what did not change.

use std::fmt;
use std::sync::Arc;

/// A row that knows its key; a table is sorted by it.
pub trait Row: Clone {
    /// What rows are sorted and found by.
    type Key: Ord + Copy;

    /// The key of this row.
    fn key(&self) -> Self::Key;
}

/// Rows a page holds before it is split.
const PAGE: usize = 512;

/// A sorted table in pages behind `Arc`s.
///
/// Cloning copies one pointer a page; changing one row of a shared table copies one page. So a snapshot costs
/// little, an edit costs the same in a case of ten visits and in one of a million, and readers keep the snapshot
/// they have.
#[derive(Clone)]
pub struct Table<T: Row> {
    /// Never holds an empty page.
    pages: Vec<Arc<Vec<T>>>,
    len: usize,
}

impl<T: Row> Default for Table<T> {
    fn default() -> Self {
        Self { pages: Vec::new(), len: 0 }
    }
}

impl<T: Row> Table<T> {
    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The row with this key. O(log n).
    #[must_use]
    pub fn get(&self, key: T::Key) -> Option<&T> {
        let page = self.pages.get(self.page_of(key))?;
        page.binary_search_by_key(&key, Row::key).ok().map(|at| &page[at])
    }

    /// The first row in key order.
    #[must_use]
    pub fn first(&self) -> Option<&T> {
        self.pages.first().and_then(|page| page.first())
    }

    /// The last row in key order.
    #[must_use]
    pub fn last(&self) -> Option<&T> {
        self.pages.last().and_then(|page| page.last())
    }

    /// All rows in key order.
    #[must_use]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + Clone {
        self.pages.iter().flat_map(|page| page.iter())
    }

    /// The pages themselves, for work on all cores.
    #[must_use]
    pub fn pages(&self) -> &[Arc<Vec<T>>] {
        &self.pages
    }

    /// Rows from the first whose key is at or after `key`. O(log n) to begin.
    pub fn iter_from(&self, key: T::Key) -> impl Iterator<Item = &T> + Clone {
        let page = self.page_of(key);
        let within = self.pages.get(page).map_or(0, |rows| rows.partition_point(|row| row.key() < key));
        self.pages.iter().skip(page).enumerate().flat_map(move |(i, rows)| {
            let skip = if i == 0 { within } else { 0 };
            rows[skip..].iter()
        })
    }

    /// Adds a row or replaces the one with its key, which is returned.
    pub fn put(&mut self, row: T) -> Option<T> {
        let key = row.key();
        let at = self.page_of(key);
        let Some(page) = self.pages.get_mut(at) else {
            self.pages.push(Arc::new(vec![row]));
            self.len += 1;
            return None;
        };
        let page = Arc::make_mut(page);
        match page.binary_search_by_key(&key, Row::key) {
            Ok(found) => Some(std::mem::replace(&mut page[found], row)),
            Err(gap) => {
                page.insert(gap, row);
                self.len += 1;
                if page.len() > PAGE {
                    // A row added at the very end starts a new page, so that appending leaves full pages behind.
                    let keep = if gap == PAGE { PAGE } else { PAGE / 2 };
                    let tail = page.split_off(keep);
                    self.pages.insert(at + 1, Arc::new(tail));
                }
                None
            }
        }
    }

    /// Removes and returns the row with this key.
    pub fn remove(&mut self, key: T::Key) -> Option<T> {
        let at = self.page_of(key);
        let page = self.pages.get_mut(at)?;
        let found = page.binary_search_by_key(&key, Row::key).ok()?;
        let page = Arc::make_mut(page);
        let row = page.remove(found);
        if page.is_empty() {
            self.pages.remove(at);
        }
        self.len -= 1;
        Some(row)
    }

    /// Index of the page that holds `key` or would hold it.
    fn page_of(&self, key: T::Key) -> usize {
        let after = self.pages.partition_point(|page| page.first().is_some_and(|row| row.key() <= key));
        after.saturating_sub(1)
    }
}

impl<T: Row> FromIterator<T> for Table<T> {
    /// Builds a table from rows in any order; of two with one key the later stays.
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        let mut table = Self::default();
        let mut rows = rows.into_iter();
        let mut page: Vec<T> = Vec::with_capacity(PAGE);
        // Rows that come in order, as they do from a case file, fill pages directly.
        for row in rows.by_ref() {
            if page.last().is_some_and(|last| last.key() >= row.key()) {
                table.push_page(&mut page);
                table.put(row);
                break;
            }
            if page.len() == PAGE {
                table.push_page(&mut page);
            }
            page.push(row);
        }
        table.push_page(&mut page);
        for row in rows {
            table.put(row);
        }
        table
    }
}

impl<T: Row> Table<T> {
    fn push_page(&mut self, page: &mut Vec<T>) {
        if !page.is_empty() {
            self.len += page.len();
            let full = std::mem::replace(page, Vec::with_capacity(PAGE));
            self.pages.push(Arc::new(full));
        }
    }
}

impl<T: Row + PartialEq> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

impl<T: Row + fmt::Debug> fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, PartialEq, Debug)]
    struct Pair(u32, u32);

    impl Row for Pair {
        type Key = u32;
        fn key(&self) -> u32 {
            self.0
        }
    }

    #[test]
    fn changing_a_copy_leaves_the_original_and_shares_the_other_pages() {
        let original: Table<Pair> = (0..5_000).map(|i| Pair(i, i)).collect();
        let mut copy = original.clone();
        copy.put(Pair(42, 0));
        assert_eq!(original.get(42), Some(&Pair(42, 42)));
        assert_eq!(copy.get(42), Some(&Pair(42, 0)));
        let shared = original.pages.iter().zip(&copy.pages).filter(|(a, b)| Arc::ptr_eq(a, b)).count();
        assert_eq!(shared, original.pages.len() - 1);
    }

    proptest! {
        #[test]
        fn behaves_as_a_map(steps in prop::collection::vec((0_u32..3_000, any::<bool>()), 0..3_000), seed in prop::collection::vec(0_u32..3_000, 0..2_000)) {
            let mut table: Table<Pair> = seed.iter().map(|&k| Pair(k, k)).collect();
            let mut map: BTreeMap<u32, Pair> = seed.iter().map(|&k| (k, Pair(k, k))).collect();
            for (i, (key, add)) in steps.into_iter().enumerate() {
                let row = Pair(key, u32::try_from(i).expect("small"));
                if add {
                    prop_assert_eq!(table.put(row.clone()), map.insert(key, row));
                } else {
                    prop_assert_eq!(table.remove(key), map.remove(&key));
                }
            }
            prop_assert_eq!(table.len(), map.len());
            prop_assert!(table.iter().eq(map.values()));
            prop_assert!(table.iter_from(1_500).eq(map.range(1_500..).map(|(_, row)| row)));
        }
    }
}
