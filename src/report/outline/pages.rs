//! Which parts of a text stand on pages on their side: wide tables, with the headings right above them.

use super::Block;

/// Blocks that follow one another on pages of one kind.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Group<'a> {
    /// Whether the pages lie on their side.
    pub wide: bool,
    /// The blocks.
    pub blocks: &'a [Block],
}

fn is_wide(block: &Block) -> bool {
    matches!(block, Block::Table(table) if table.wide)
}

/// Parts a text into groups, none of them empty. A page break where the kind of page changes is left out: the change is one.
#[must_use]
pub fn groups(blocks: &[Block]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut from = 0;
    while from < blocks.len() {
        let wide = blocks[from..].iter().position(is_wide).map_or(blocks.len(), |at| from + at);
        // The headings that belong to the table, and the page break before them.
        let start = blocks[from..wide]
            .iter()
            .rposition(|block| !matches!(block, Block::Heading { .. } | Block::PageBreak))
            .map_or(from, |at| from + at + 1);
        let start = if wide == blocks.len() { wide } else { start };
        push(&mut groups, false, &blocks[from..start]);
        let end = wide + blocks[wide..].iter().take_while(|block| is_wide(block)).count();
        push(&mut groups, true, &blocks[start..end]);
        from = end;
    }
    groups
}

fn push<'a>(groups: &mut Vec<Group<'a>>, wide: bool, mut blocks: &'a [Block]) {
    if !groups.is_empty() || wide {
        while let [Block::PageBreak, rest @ ..] = blocks {
            blocks = rest;
        }
    }
    if !blocks.is_empty() {
        groups.push(Group { wide, blocks });
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Column, Table};
    use super::*;

    fn table(wide: bool) -> Block {
        let columns = vec![Column { title: String::new(), number: false, weight: 1 }];
        Block::Table(Table {
            anchor: String::new(),
            number: 1,
            caption: Vec::new(),
            columns,
            rows: Vec::new(),
            sources: String::default(),
            wide,
        })
    }

    fn heading() -> Block {
        Block::Heading { level: 1, anchor: String::new(), text: Vec::new() }
    }

    fn check(blocks: &[Block], expect: &[(bool, usize)]) {
        let found: Vec<(bool, usize)> = groups(blocks).iter().map(|group| (group.wide, group.blocks.len())).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn a_wide_table_takes_its_heading_along() {
        let text = || Block::Verbatim(String::new());
        check(&[], &[]);
        check(&[text(), table(false)], &[(false, 2)]);
        check(
            &[text(), Block::PageBreak, heading(), table(true), Block::PageBreak, heading(), text()],
            &[(false, 1), (true, 2), (false, 2)],
        );
        check(&[table(true), table(true), heading(), table(true)], &[(true, 2), (true, 2)]);
        check(&[heading(), text()], &[(false, 2)]);
    }
}
