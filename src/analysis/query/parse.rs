//! The grammar of a query: words and fields, quotes, `-`, `OR`, parentheses.

use std::iter::Peekable;
use std::ops::Range;

use super::terms::{self, Term};
use crate::base::id_set::IdSet;

/// Why a text is no query, and which bytes of it to point at.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{message}")]
pub struct QueryError {
    /// What is wrong and what to write instead.
    pub message: String,
    /// The bytes of the text that it is about; always within it and on character boundaries.
    pub range: Range<usize>,
}

impl QueryError {
    fn new(message: impl Into<String>, range: Range<usize>) -> Self {
        Self { message: message.into(), range }
    }
}

/// A query that was understood. Without terms it selects everything.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    pub(super) terms: Vec<Term>,
    pub(super) root: Node,
}

impl Query {
    /// Whether it asks for nothing in particular, and so selects everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether a term of it names a tag; the name is folded.
    #[must_use]
    pub fn asks_for_tag(&self, name: &str) -> bool {
        self.terms.iter().any(|term| matches!(term, Term::Tag(tag) if tag == name))
    }
}

/// How terms are joined; a term by its index.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Node {
    Term(u32),
    Not(Box<Self>),
    All(Vec<Self>),
    Any(Vec<Self>),
}

impl Node {
    /// What it selects of one kind, from what each term does; `everything` are all of that kind.
    pub(super) fn select<'a>(&self, terms: &[&IdSet], everything: &impl Fn() -> &'a IdSet) -> IdSet {
        match self {
            Self::Term(index) => terms[*index as usize].clone(),
            Self::Not(node) => {
                let mut rest = everything().clone();
                rest.take_out(&node.select(terms, everything));
                rest
            }
            Self::Any(nodes) => nodes.iter().fold(IdSet::default(), |mut all, node| {
                all.add_all(&node.select(terms, everything));
                all
            }),
            Self::All(nodes) => {
                // What is not meant is taken from what is: all there is need not be listed.
                let (not, meant): (Vec<&Self>, Vec<&Self>) =
                    nodes.iter().partition(|node| matches!(node, Self::Not(_)));
                let mut meant = meant.into_iter().map(|node| node.select(terms, everything));
                let mut left = meant.next().unwrap_or_else(|| everything().clone());
                meant.for_each(|set| left.keep_only(&set));
                for node in not {
                    if let Self::Not(node) = node {
                        left.take_out(&node.select(terms, everything));
                    }
                }
                left
            }
        }
    }
}

/// Characters. Longer texts were not typed as a query.
pub(super) const LONGEST: usize = 4_000;
/// Terms. Nobody types more, and each is asked of the whole case.
pub(super) const MOST_TERMS: usize = 64;
pub(super) const DEEPEST: usize = 32;
/// What begins and ends a quoted text; twice within it, it stands for itself.
pub(super) const QUOTES: [char; 3] = ['"', '“', '”'];

/// What may stand between a field's colon and the quote of its value.
pub(super) const SIGNS: [char; 3] = ['<', '>', '='];

#[derive(Clone, PartialEq, Eq, Debug)]
enum Token {
    Open,
    Close,
    Not,
    Or,
    And,
    /// A term's field, if it has one, and its value.
    Term(Option<String>, String),
}

/// Reads a query.
///
/// # Errors
/// The first part that is not understood, with a sentence that names what can stand there.
pub fn parse(text: &str) -> Result<Query, QueryError> {
    if let Some((from, _)) = text.char_indices().nth(LONGEST) {
        let message = format!("A query has at most {LONGEST} characters, and this has {}", text.chars().count());
        return Err(QueryError::new(message, from..text.len()));
    }
    let mut parser = Parser { tokens: tokens(text)?.into_iter().peekable(), terms: Vec::new(), end: text.len() };
    let root = parser.any(0)?;
    if let Some((_, range)) = parser.tokens.next() {
        return Err(QueryError::new("This parenthesis was never opened", range));
    }
    Ok(Query { terms: parser.terms, root })
}

fn tokens(text: &str) -> Result<Vec<(Token, Range<usize>)>, QueryError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let next = at + c.len_utf8();
        match c {
            _ if c.is_whitespace() => at = next,
            '(' | ')' => {
                tokens.push((if c == '(' { Token::Open } else { Token::Close }, at..next));
                at = next;
            }
            '-' => {
                tokens.push((Token::Not, at..next));
                at = next;
            }
            _ => {
                let (token, end) = term_token(text, at)?;
                tokens.push((token, at..end));
                at = end;
            }
        }
    }
    Ok(tokens)
}

/// Where a word without quotes ends.
pub(super) fn bare_end(text: &str, start: usize) -> usize {
    let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')') || QUOTES.contains(&c);
    text[start..].find(ends).map_or(text.len(), |at| start + at)
}

/// A word, a quoted text or a field with its value, from `start`; returns where it ends.
fn term_token(text: &str, start: usize) -> Result<(Token, usize), QueryError> {
    let word_end = bare_end(text, start);
    let word = &text[start..word_end];
    if let Some((field, _)) = word.split_once(':')
        && field.starts_with(|c: char| c.is_alphabetic())
    {
        let value_start = start + field.len() + 1;
        let value = &text[value_start..word_end];
        // `vessel:"Tanker 1"` and `likelihood:<"very likely"`: a quote may follow at once; otherwise the value is bare.
        if value.chars().all(|c| SIGNS.contains(&c)) && text[word_end..].starts_with(QUOTES) {
            let (quoted, end) = quoted(text, word_end)?;
            return Ok((Token::Term(Some(field.to_lowercase()), format!("{value}{quoted}")), end));
        }
        if value.is_empty() {
            return Err(QueryError::new(format!("Write what to look for after {field}:"), start..word_end));
        }
        return Ok((Token::Term(Some(field.to_lowercase()), value.to_owned()), word_end));
    }
    if word.is_empty() {
        let (value, end) = quoted(text, start)?;
        return Ok((Token::Term(None, value), end));
    }
    let token = match word {
        "OR" => Token::Or,
        "AND" => Token::And,
        "NOT" => Token::Not,
        _ => Token::Term(None, word.to_owned()),
    };
    Ok((token, word_end))
}

fn quoted(text: &str, start: usize) -> Result<(String, usize), QueryError> {
    let mut value = String::new();
    let mut rest = text[start..].char_indices().skip(1).peekable();
    while let Some((at, c)) = rest.next() {
        if QUOTES.contains(&c) && rest.next_if(|(_, next)| *next == c).is_none() {
            return Ok((value, start + at + c.len_utf8()));
        }
        value.push(c);
    }
    Err(QueryError::new("This quote is not closed", start..text.len()))
}

struct Parser<I: Iterator<Item = (Token, Range<usize>)>> {
    tokens: Peekable<I>,
    terms: Vec<Term>,
    end: usize,
}

impl<I: Iterator<Item = (Token, Range<usize>)>> Parser<I> {
    /// Alternatives, up to a closing parenthesis or the end.
    fn any(&mut self, depth: usize) -> Result<Node, QueryError> {
        let mut alternatives = vec![self.all(depth)?];
        while let Some((_, range)) = self.tokens.next_if(|(token, _)| *token == Token::Or) {
            let next = self.all(depth)?;
            if alternatives.last().is_some_and(is_nothing) || is_nothing(&next) {
                return Err(QueryError::new("OR stands between two terms", range));
            }
            alternatives.push(next);
        }
        Ok(match alternatives.pop() {
            Some(only) if alternatives.is_empty() => only,
            Some(last) => {
                alternatives.push(last);
                Node::Any(alternatives)
            }
            None => Node::All(Vec::new()),
        })
    }

    /// Terms side by side.
    fn all(&mut self, depth: usize) -> Result<Node, QueryError> {
        let mut nodes = Vec::new();
        while let Some((token, _)) = self.tokens.peek() {
            match token {
                Token::Close | Token::Or => break,
                Token::And => drop(self.tokens.next()),
                Token::Open | Token::Not | Token::Term(..) => nodes.push(self.one(depth)?),
            }
        }
        Ok(if nodes.len() == 1 { nodes.remove(0) } else { Node::All(nodes) })
    }

    fn one(&mut self, depth: usize) -> Result<Node, QueryError> {
        let Some((token, range)) = self.tokens.next() else {
            return Err(QueryError::new("Write what to look for", self.end..self.end));
        };
        if depth >= DEEPEST {
            return Err(QueryError::new(format!("Parentheses and - go at most {DEEPEST} deep"), range));
        }
        match token {
            Token::Term(field, value) => {
                let term = match field {
                    Some(field) => terms::term(&field, &value),
                    None => terms::needle(&value).map(Term::Word),
                };
                let term = term.map_err(|message| QueryError::new(message, range.clone()))?;
                if self.terms.len() == MOST_TERMS {
                    return Err(QueryError::new(format!("A query has at most {MOST_TERMS} terms"), range));
                }
                self.terms.push(term);
                Ok(Node::Term(u32::try_from(self.terms.len() - 1).unwrap_or(0)))
            }
            Token::Not => match self.tokens.peek() {
                Some((Token::Open | Token::Not | Token::Term(..), next))
                    if next.start == range.end || range.len() > 1 =>
                {
                    Ok(Node::Not(Box::new(self.one(depth + 1)?)))
                }
                _ => Err(QueryError::new("Write what to leave out directly after -, as in -has:discharge", range)),
            },
            Token::Open => {
                let inner = self.any(depth + 1)?;
                match self.tokens.next() {
                    Some((Token::Close, _)) if is_nothing(&inner) => {
                        Err(QueryError::new("There is nothing between these parentheses", range))
                    }
                    Some((Token::Close, _)) => Ok(inner),
                    _ => Err(QueryError::new("This parenthesis is not closed", range)),
                }
            }
            Token::Close | Token::Or | Token::And => Err(QueryError::new("Write what to look for here", range)),
        }
    }
}

fn is_nothing(node: &Node) -> bool {
    *node == Node::All(Vec::new())
}
