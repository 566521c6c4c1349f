//! Lint of findings: where a finding says more than its sources do. A list of items to check, never a verdict.
//!
//! One finding is looked through by itself, so that an edit costs what that finding costs; only the two rows of likelihood
//! terms are compared across findings. Careful on the side of silence: what is quoted is not the author's, what is
//! negated, asked or conditional states nothing, and wordings are read in English only. Start at [`Lint`]; the rules are
//! in [`rule`].

mod amounts;
mod figures;
mod hedges;
mod judgement;
mod marks;
mod names;
mod origins;
pub mod rule;
mod scope;
mod statements;
mod stronger;
mod terms;
mod text;
mod uncited;
mod verbs;
mod words;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::Range;

use self::names::Names;
pub use self::rule::{RULES, Rule};
use self::text::Prose;
use crate::analysis::origins::lineage::Lineage;
use crate::model::facts::Facts;
use crate::model::finding::{Finding, PassedOver};
use crate::model::ids::{ClaimId, EntityRef, ExhibitId, FindingId};
use crate::model::naming;

/// Which text of a finding an item speaks of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Part {
    /// The headline.
    Headline,
    /// The body.
    Body,
}

impl Part {
    /// The part as one word: a key in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Body => "body",
        }
    }

    /// That text of a finding.
    #[must_use]
    pub fn of(self, finding: &Finding) -> &str {
        match self {
            Self::Headline => &finding.headline,
            Self::Body => &finding.body,
        }
    }
}

/// One thing to check.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// The finding.
    pub finding: FindingId,
    /// The rule that found it.
    pub rule: Rule,
    /// In which text.
    pub part: Part,
    /// Where in it, in bytes, on character boundaries.
    pub range: Range<usize>,
    /// The words there, as written.
    pub words: String,
    /// The whole sentence, so that a reason to ignore the item ends with the sentence it was given for.
    pub sentence: String,
    /// What is to be checked, in one sentence.
    pub message: String,
    /// The exhibits it speaks of.
    pub exhibits: BTreeSet<ExhibitId>,
    /// The claims it speaks of.
    pub claims: BTreeSet<ClaimId>,
    /// What could stand in place of the words; none where that is not certain.
    pub fix: Option<String>,
    /// Why it is ignored, if it is.
    pub ignored: Option<String>,
}

impl Item {
    /// The text of the finding with the fix in it; none if there is no fix, or if that text is no longer as it was.
    #[must_use]
    pub fn fixed(&self, text: &str) -> Option<String> {
        let fix = self.fix.as_deref()?;
        let (before, after) = (text.get(..self.range.start)?, text.get(self.range.end..)?);
        (text.get(self.range.clone())? == self.words).then(|| format!("{before}{fix}{after}"))
    }

    /// What is kept with the finding when somebody leaves it as it is. By its sentence: when that changes, the remark comes back.
    #[must_use]
    pub fn passed_over(&self, because: &str) -> PassedOver {
        PassedOver { rule: self.rule.key().to_owned(), words: self.sentence.clone(), because: because.to_owned() }
    }

    /// Why somebody left it as it is; none if nobody did, or the sentence has changed since.
    #[must_use]
    pub fn left_because(&self, facts: &Facts) -> Option<String> {
        let kept = &facts.findings.get(self.finding)?.passed_over;
        let one = kept.iter().find(|one| one.rule == self.rule.key() && one.words == self.sentence)?;
        Some(one.because.clone())
    }
}

/// Says why an item is ignored, if somebody gave a reason: by its finding, its rule's key, its words and its sentence.
pub type Ignored<'a> = dyn Fn(&Item) -> Option<String> + 'a;

/// What findings are looked through with. Names are gathered once; make it anew when the case has changed.
pub struct Lint<'a> {
    facts: &'a Facts,
    lineage: &'a Lineage,
    names: Names,
}

/// One finding that is being looked through.
struct Look<'l, 'a> {
    lint: &'l Lint<'a>,
    finding: &'l Finding,
    headline: Prose<'l>,
    body: Prose<'l>,
    items: Vec<Item>,
}

impl<'a> Lint<'a> {
    /// Makes ready; `lineage` says where the chains of reported-by end.
    #[must_use]
    pub fn new(facts: &'a Facts, lineage: &'a Lineage) -> Self {
        Self { facts, lineage, names: Names::of(facts) }
    }

    /// Looks through one finding, without a look at any other: items in the order of the text.
    #[must_use]
    pub fn finding(&self, finding: &Finding, ignored: &Ignored<'_>) -> Vec<Item> {
        let (headline, body) = (Prose::read(&finding.headline), Prose::read(&finding.body));
        let mut look = Look { lint: self, finding, headline, body, items: Vec::new() };
        look.each_sentence(stronger::look);
        look.each_sentence(uncited::look);
        look.each_sentence(terms::with_confidence);
        look.each_sentence(amounts::look);
        origins::look(&mut look);
        marks::look(&mut look);
        figures::look(&mut look);
        for item in &mut look.items {
            item.ignored = ignored(item);
        }
        judgement::look(&mut look, ignored);
        let mut items = look.items;
        items.sort_by_key(|item| (item.part, item.range.start, item.rule));
        items
    }

    /// Compares the likelihood terms of all findings: items in the order of the findings.
    #[must_use]
    pub fn across(&self, ignored: &Ignored<'_>) -> Vec<Item> {
        let mut items = terms::mixed(self.facts);
        for item in &mut items {
            item.ignored = ignored(item);
        }
        items
    }

    /// Looks through all findings, in the order of the report.
    #[must_use]
    pub fn run(&self, ignored: &Ignored<'_>) -> Vec<Item> {
        let across = self.across(ignored);
        let mut items = Vec::new();
        for finding in in_order(self.facts) {
            let mut own = self.finding(finding, ignored);
            own.extend(across.iter().filter(|item| item.finding == finding.id).cloned());
            own.sort_by_key(|item| (item.part, item.range.start));
            items.append(&mut own);
        }
        items
    }
}

/// The findings in the order in which a report has them.
fn in_order(facts: &Facts) -> Vec<&Finding> {
    let mut findings: Vec<&Finding> = facts.findings.iter().collect();
    findings.sort_by_key(|finding| (finding.order, finding.number));
    findings
}

/// An item without exhibits, claims and a fix.
fn item(
    finding: &Finding,
    rule: Rule,
    part: Part,
    sentence: Range<usize>,
    range: Range<usize>,
    message: String,
) -> Item {
    let text = |range: Range<usize>| part.of(finding).get(range).unwrap_or_default().to_owned();
    Item {
        finding: finding.id,
        rule,
        part,
        words: text(range.clone()),
        sentence: text(sentence),
        range,
        message,
        exhibits: BTreeSet::new(),
        claims: BTreeSet::new(),
        fix: None,
        ignored: None,
    }
}

impl<'l> Look<'l, '_> {
    fn facts(&self) -> &'l Facts {
        self.lint.facts
    }

    fn names(&self) -> &'l Names {
        &self.lint.names
    }

    /// What a sentence cites. A headline bears no citations: it rests on all of the finding's.
    fn cited(&self, part: Part, sentence: &text::Sentence) -> Vec<EntityRef> {
        let all = &self.body.citations;
        match part {
            Part::Headline => naming::cited(self.facts(), all),
            Part::Body => naming::cited(self.facts(), sentence.cites.iter().filter_map(|at| all.get(*at))),
        }
    }

    /// `F-2`
    fn code(&self) -> String {
        format!("F-{}", self.finding.number)
    }

    fn words_of(&self, part: Part, range: Range<usize>) -> &'l str {
        part.of(self.finding).get(range).unwrap_or_default()
    }

    fn item(&self, rule: Rule, part: Part, sentence: Range<usize>, range: Range<usize>, message: String) -> Item {
        item(self.finding, rule, part, sentence, range, message)
    }

    /// An item about the finding as a whole, which its headline stands for; the body where there is none.
    fn whole(&self, rule: Rule, message: String) -> Item {
        let part = if self.finding.headline.is_empty() { Part::Body } else { Part::Headline };
        let range = 0..part.of(self.finding).len();
        self.item(rule, part, range.clone(), range, message)
    }

    fn each_sentence(&mut self, ask: impl Fn(&mut Self, Part, &text::Sentence)) {
        for part in [Part::Headline, Part::Body] {
            let prose = self.prose(part);
            let sentences = std::mem::take(&mut prose.sentences);
            for sentence in &sentences {
                ask(self, part, sentence);
            }
            self.prose(part).sentences = sentences;
        }
    }

    fn prose(&mut self, part: Part) -> &mut Prose<'l> {
        match part {
            Part::Headline => &mut self.headline,
            Part::Body => &mut self.body,
        }
    }
}
