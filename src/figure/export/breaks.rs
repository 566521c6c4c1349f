//! Where lanes are broken into pages: between lanes, each heading with what it heads.

use std::ops::Range;

use crate::figure::lanes::{LaneKind, Lanes, ROW_HEIGHT};

/// A heading or lane as far as breaking is concerned.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Block {
    /// Top, in points from that of the first lane.
    pub top: f64,
    /// Height in points, all rows included.
    pub height: f64,
    /// How deep it is nested.
    pub depth: usize,
    /// Whether lanes stand under it.
    pub heading: bool,
    /// Rows that it can be broken between, counted from its foot.
    pub rows: usize,
}

impl Block {
    fn bottom(&self) -> f64 {
        self.top + self.height
    }
}

/// What of the lanes stands on one page.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Piece {
    /// Where it begins, in points from the top of the first lane.
    pub top: f64,
    /// Where it ends.
    pub bottom: f64,
    /// Headings that stand above on an earlier page and are said again, outermost first.
    pub again: Vec<usize>,
}

/// The lanes as blocks.
pub(super) fn blocks(lanes: &Lanes) -> Vec<Block> {
    let block = |strip| {
        let info = lanes.lane(strip)?;
        let heading = info.kind == LaneKind::Group;
        Some(Block {
            top: info.y,
            height: info.height,
            depth: info.depth,
            heading: heading && !info.folded,
            rows: info.rows,
        })
    };
    (0..lanes.len()).filter_map(block).collect()
}

/// The headings above a block, outermost first.
pub(super) fn headings(blocks: &[Block], of: usize) -> Vec<usize> {
    let mut depth = blocks[of].depth;
    let mut found: Vec<usize> = Vec::new();
    for at in (0..of).rev() {
        if depth == 0 {
            break;
        }
        if blocks[at].depth < depth {
            depth = blocks[at].depth;
            found.extend(blocks[at].heading.then_some(at));
        }
    }
    found.reverse();
    found
}

/// Breaks a range of blocks into pages.
///
/// `room` says how high the lanes of a page may be, by its number; each heading that is said again takes `heading` of
/// it. A lane that fits on a page is never broken; a higher one is, between its rows. `last` is what must be free below
/// the last lane, for a legend.
pub(super) fn pages(
    blocks: &[Block],
    range: Range<usize>,
    room: impl Fn(usize) -> f64,
    heading: f64,
    last: f64,
) -> Vec<Piece> {
    let mut pages: Vec<Piece> = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let again = headings(blocks, at);
        let free = (room(pages.len()) - heading * again.len() as f64).max(f64::from(ROW_HEIGHT));
        let top = blocks[at].top;
        let fits = |block: &Block| block.bottom() - top <= free;
        let mut until = at + blocks[at..range.end].iter().take_while(|block| fits(block)).count();
        if until < range.end {
            // Headings stay with what they head.
            let kept = blocks[at..until].iter().rposition(|block| !block.heading).map_or(at, |kept| at + kept + 1);
            until = kept;
        }
        if until == at {
            // Headings above a lane that is higher than a page, or the lane itself.
            let tall = (at..range.end).find(|&block| !blocks[block].heading).unwrap_or(range.end - 1);
            broken(&blocks[tall], top, &room, heading, &headings(blocks, tall), again, &mut pages);
            at = tall + 1;
            continue;
        }
        pages.push(Piece { top, bottom: blocks[until - 1].bottom(), again });
        at = until;
    }
    make_room(blocks, range, &mut pages, room, heading, last);
    pages
}

/// Breaks a lane that is higher than a page between its rows.
fn broken(
    tall: &Block,
    top: f64,
    room: &impl Fn(usize) -> f64,
    heading: f64,
    above: &[usize],
    again: Vec<usize>,
    pages: &mut Vec<Piece>,
) {
    let row = f64::from(ROW_HEIGHT);
    let first_row = tall.bottom() - row * tall.rows as f64;
    let (mut top, mut again) = (top, again);
    while top < tall.bottom() {
        let free = room(pages.len()) - heading * again.len() as f64;
        let rows = ((top + free - first_row) / row).floor().max(1.0);
        // At least one row a page, however little room there is.
        let mut bottom = (first_row + rows * row).min(tall.bottom());
        if bottom <= top {
            bottom = (top + row).min(tall.bottom());
        }
        pages.push(Piece { top, bottom, again });
        top = bottom;
        again = above.to_vec();
    }
}

/// Sees that there is room for the legend below the last lane: takes that lane to a page of its own, or adds an empty page.
fn make_room(
    blocks: &[Block],
    range: Range<usize>,
    pages: &mut Vec<Piece>,
    room: impl Fn(usize) -> f64,
    heading: f64,
    last: f64,
) {
    let number = pages.len().saturating_sub(1);
    let Some(page) = pages.last_mut() else { return };
    let used = page.bottom - page.top + heading * page.again.len() as f64;
    if used + last <= room(number) {
        return;
    }
    let inner = range.clone().rev().take_while(|&at| blocks[at].top > page.top);
    let mut starts = inner.filter(|&at| at == range.start || !blocks[at - 1].heading);
    let split = starts.find(|&at| !blocks[at].heading || at + 1 < range.end);
    let Some(at) = split else {
        let bottom = page.bottom;
        pages.push(Piece { top: bottom, bottom, again: Vec::new() });
        return;
    };
    let bottom = std::mem::replace(&mut page.bottom, blocks[at].top);
    pages.push(Piece { top: blocks[at].top, bottom, again: headings(blocks, at) });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HEADING: f64 = 24.0;

    /// Blocks of these depths and numbers of rows; none for a heading.
    fn made(of: &[(usize, usize)]) -> Vec<Block> {
        let mut top = 0.0;
        let mut blocks = Vec::new();
        for &(depth, rows) in of {
            let height = if rows == 0 { HEADING } else { f64::from(ROW_HEIGHT) * rows as f64 };
            blocks.push(Block { top, height, depth, heading: rows == 0, rows });
            top += height;
        }
        blocks
    }

    fn broken_at(of: &[(usize, usize)], room: f64, last: f64) -> Vec<(f64, f64, Vec<usize>)> {
        let blocks = made(of);
        let pages = pages(&blocks, 0..blocks.len(), |_| room, HEADING, last);
        pages.into_iter().map(|page| (page.top, page.bottom, page.again)).collect()
    }

    #[test]
    fn a_group_that_goes_on_is_named_again() {
        let pages = broken_at(&[(0, 0), (1, 1), (1, 1), (1, 1), (0, 0), (1, 1)], 102.0, 0.0);
        assert_eq!(pages, [(0.0, 102.0, vec![]), (102.0, 152.0, vec![])], "the next group begins a page of its own");
        let pages = broken_at(&[(0, 0), (1, 1), (1, 1), (1, 1), (1, 1)], 102.0, 0.0);
        assert_eq!(pages, [(0.0, 102.0, vec![]), (102.0, 128.0, vec![0])]);
        let nested = broken_at(&[(0, 0), (1, 0), (2, 1), (2, 1), (2, 1)], 100.0, 0.0);
        assert_eq!(nested, [(0.0, 100.0, vec![]), (100.0, 126.0, vec![0, 1])]);
    }

    #[test]
    fn a_heading_is_never_the_last_of_a_page() {
        let pages = broken_at(&[(0, 0), (1, 1), (0, 0), (1, 1)], 75.0, 0.0);
        assert_eq!(pages, [(0.0, 50.0, vec![]), (50.0, 100.0, vec![])]);
    }

    #[test]
    fn a_lane_higher_than_a_page_is_broken_between_rows() {
        let pages = broken_at(&[(0, 0), (1, 5), (1, 1)], 102.0, 0.0);
        assert_eq!(pages, [(0.0, 102.0, vec![]), (102.0, 154.0, vec![0]), (154.0, 180.0, vec![0])]);
    }

    #[test]
    fn the_legend_takes_the_last_lane_with_it_rather_than_stand_alone() {
        let pages = broken_at(&[(0, 0), (1, 1), (1, 1)], 100.0, 40.0);
        assert_eq!(pages, [(0.0, 50.0, vec![]), (50.0, 76.0, vec![0])]);
        let alone = broken_at(&[(0, 1)], 40.0, 30.0);
        assert_eq!(alone, [(0.0, 26.0, vec![]), (26.0, 26.0, vec![])]);
    }

    proptest! {
        #[test]
        fn every_lane_is_on_one_page_in_order(
            shape in prop::collection::vec((0_usize..4, 0_usize..12), 1..60),
            room in 130.0_f64..400.0,
            last in 0.0_f64..120.0,
        ) {
            // What follows a heading is one deeper than it; after a lane comes another, or a heading further out.
            let mut of: Vec<(usize, usize)> = vec![(0, 0)];
            for (depth, rows) in shape {
                of.push(match of[of.len() - 1] {
                    (above, 0) if above < 2 && rows < 4 => (above + 1, 0),
                    (above, 0) => (above + 1, rows.max(1)),
                    (above, _) if depth < above => (depth, 0),
                    (above, _) => (above, rows.max(1)),
                });
            }
            of.push((of[of.len() - 1].0 + 1, 1));
            let blocks = made(&of);
            let pages = pages(&blocks, 0..blocks.len(), |_| room, HEADING, last);
            prop_assert_eq!(pages[0].top, 0.0);
            prop_assert!(pages.windows(2).all(|pair| pair[0].bottom == pair[1].top && pair[0].top < pair[0].bottom));
            prop_assert_eq!(pages.last().map(|page| page.bottom), blocks.last().map(Block::bottom));
            for (at, block) in blocks.iter().enumerate() {
                let on: Vec<&Piece> =
                    pages.iter().filter(|page| page.top < block.bottom() && block.top < page.bottom).collect();
                let above = headings(&blocks, at);
                let whole = block.height + HEADING * above.len() as f64;
                if whole <= room - HEADING * 3.0 {
                    prop_assert_eq!(on.len(), 1, "{:?} is whole", block);
                }
                // Whoever reads a page knows what its first lane stands under.
                for page in on {
                    if page.top >= block.top {
                        prop_assert_eq!(&page.again, &above);
                    }
                    if block.heading {
                        prop_assert!(block.bottom() < page.bottom, "{:?} is last on {:?}", block, page);
                    }
                }
            }
            for page in &pages {
                let used = page.bottom - page.top + HEADING * page.again.len() as f64;
                let rows = f64::from(ROW_HEIGHT) + HEADING * (page.again.len() + 3) as f64;
                prop_assert!(used <= room.max(rows), "{:?}", page);
            }
        }
    }
}
