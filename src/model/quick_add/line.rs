//! The line in its parts: vessel, rest, and the words of the rest with their place in the line.

use std::ops::Range;

use super::QuickError;

/// What opens and closes a quoted name.
pub(super) const QUOTES: [char; 3] = ['"', '“', '”'];

/// One word, or several in quotes.
pub(super) struct Token {
    /// Its bytes in the line.
    pub(super) range: Range<usize>,
    /// Whether it begins with a quote, and so is a name whatever it says.
    pub(super) quoted: bool,
}

/// The last character boundary at or before `at`.
pub(super) fn boundary(line: &str, at: usize) -> usize {
    (0..=at.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0)
}

/// The bytes of the vessel's name and those after the separator: the first `@`, else the first “ at ”.
pub(super) fn separate(line: &str) -> Result<(Range<usize>, Range<usize>), QuickError> {
    let quoted = quoted_ranges(line)?;
    let is_free = |at: usize| !quoted.iter().any(|range| range.contains(&at));
    let sign = line.match_indices('@').map(|(at, _)| (at, 1)).find(|(at, _)| is_free(*at));
    let word = || {
        let at = line.as_bytes().windows(4).enumerate().filter(|(_, four)| four.eq_ignore_ascii_case(b" at "));
        at.map(|(at, _)| (at, 4)).find(|(at, _)| is_free(*at))
    };
    let Some((at, len)) = sign.or_else(word) else {
        let message = "Write @ between vessel and place, as in Tanker 2 @ Vostochny 2024-03-07 loading";
        return Err(QuickError::new(message, 0..line.len()));
    };
    if super::unquote(&line[..at]).is_empty() {
        return Err(QuickError::new("Write the vessel before the place, as in Tanker 2 @ Vostochny", 0..at + len));
    }
    Ok((0..at, at + len..line.len()))
}

/// The words from `start` on.
pub(super) fn tokens(line: &str, start: usize) -> Result<Vec<Token>, QuickError> {
    let quoted = quoted_ranges(line)?;
    let mut tokens: Vec<Token> = Vec::new();
    let mut open = false;
    for (at, c) in line.char_indices().skip_while(|(at, _)| *at < start) {
        let in_quotes = quoted.iter().any(|range| range.contains(&at));
        if c.is_whitespace() && !in_quotes {
            open = false;
            continue;
        }
        let end = at + c.len_utf8();
        match tokens.last_mut() {
            Some(token) if open => token.range.end = end,
            _ => tokens.push(Token { range: at..end, quoted: QUOTES.contains(&c) }),
        }
        open = true;
    }
    Ok(tokens)
}

/// The bytes in quotes, with the quotes.
fn quoted_ranges(line: &str) -> Result<Vec<Range<usize>>, QuickError> {
    let mut ranges = Vec::new();
    let mut quotes = line.match_indices(QUOTES);
    while let Some((from, _)) = quotes.next() {
        let Some((to, mark)) = quotes.next() else {
            return Err(QuickError::new("This quote is not closed", from..line.len()));
        };
        ranges.push(from..to + mark.len());
    }
    Ok(ranges)
}
