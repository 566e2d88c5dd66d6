//! What an attacker can compute about what is withheld.

use super::narrow::narrow;
use super::public::{Public, Seen};

use super::search::Search;
use super::system::System;

/// What an attacker knows beyond the published figures, and how much of it is to be found out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Attack {
    /// The rule by which cells are withheld, if the attacker knows it.
    pub rule: Option<Rule>,
    /// Whether every interval is wanted to its ends. Otherwise a cell is left as soon as it is known to be safe, and its
    /// interval is a part of the true one, wide enough; that is what a gate needs, and it takes a fraction of the time.
    pub full: bool,
}

/// "Cells below the threshold are withheld."
///
/// Whoever knows the rule, and guesses which cells it was applied to, knows that these are at most the threshold less
/// one; and if zeros are published, that nothing withheld is zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// The least number of cases that is published.
    pub threshold: f64,
    /// Whether zeros are withheld as well.
    pub zeros_secret: bool,
}

/// What became of a withheld cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Its interval is as wide as it must be.
    Safe,
    /// Its interval is too narrow.
    Narrow,
    /// Its figure is recovered.
    Exact,
    /// The solver gave no answer that stood the test; the cell counts as exposed.
    Unsolved,
    /// The published figures contradict each other: no assignment of the withheld ones satisfies them.
    Contradiction,
}

/// What an attacker computed about one withheld cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Its place in [`super::Problem::cells`].
    pub cell: usize,
    /// The least figure that is possible (minus infinity if there is none).
    pub low: f64,
    /// The greatest figure that is possible; `None` if there is none.
    pub high: Option<f64>,
    /// How wide the interval had to be: [`super::Cell::width`], but never more than what was known before any table was
    /// looked at. Whoever knows the rule "below 3, zeros are published" knows that a primary cell is 1 or 2; the
    /// tables must then leave both possible, and can leave no more.
    pub required: f64,
    /// The judgement.
    pub verdict: Verdict,
}

impl Interval {
    /// High less low; `None` if there is no bound on one side.
    pub fn width(&self) -> Option<f64> {
        self.high.map(|high| high - self.low).filter(|width| width.is_finite())
    }

    /// Whether the cell is protected. An unsolved one is not.
    pub fn is_safe(&self) -> bool {
        self.verdict == Verdict::Safe
    }
}

impl Attack {
    /// Low, high and the required width of a withheld cell before any equation is looked at.
    pub(super) fn prior(&self, seen: &Seen) -> (f64, f64, f64) {
        let (mut low, mut high) = (seen.low, seen.high.unwrap_or(f64::INFINITY));
        let mut required = seen.width;
        if let Some(rule) = self.rule {
            let least = if rule.zeros_secret { 0.0 } else { 1.0 };
            low = low.max(least);
            required = required.min((rule.threshold - 1.0 - least).max(0.0));
            if seen.primary {
                high = high.min(rule.threshold - 1.0);
            }
        }
        (low, high, required.min(high - low).max(0.0))
    }
}

/// Attacks `problem`: which figures are possible for each withheld cell, given everything that is published?
///
/// For each withheld cell the *feasibility interval* is asked for, that is, the least and the greatest value it can take
/// such that all equations hold and all bounds are kept: two linear programs a cell (Fischetti and Salazar 2001; Hundepool
/// et al. 2012, section 4.4, "auditing"). Open cells enter with their figures, withheld ones only as unknowns; a total
/// that is withheld itself stays an unknown of its equation. The answers are in the order of the cells.
///
/// Not every program is solved. Bounds are first tightened equation by equation, which settles small sums and splits the
/// problem into independent parts. Every solution of one program is an assignment that is possible for *all* cells of its
/// part: two of them that differ enough in a cell prove that cell safe without a program of its own. What then remains is
/// asked cell by cell, after the figures that follow from the equations alone were found by elimination in whole numbers,
/// without any tolerance.
///
/// An answer "safe" never rests on the solver's arithmetic: the two assignments that prove it were put into all
/// equations. Where all figures are whole numbers, intervals are rounded inwards, since the attacker knows that counts
/// are whole. (In tables of three and more dimensions not every whole number between the bounds need be possible; the
/// linear bounds are then the customary approximation from outside.)
///
/// The two women below are withheld with the women of the other district, but the column's total says that there are 5
/// of them, so the interval is 0 to 5; the men follow from the row's total:
///
/// ```
/// use sozialatlas::publish::disclosure::{Attack, Cell, Problem, State, Verdict, attack};
/// let mut problem = Problem::default();
/// let mut cell = |value, state| problem.add(Cell { state, ..Cell::count(value) });
/// let (w1, m1, t1) = (cell(2.0, State::Primary), cell(4.0, State::Secondary), cell(6.0, State::Open));
/// let (w2, m2, t2) = (cell(3.0, State::Secondary), cell(9.0, State::Open), cell(12.0, State::Open));
/// let w = cell(5.0, State::Open);
/// problem.add_total(t1, &[w1, m1]); // w1 + m1 = 6
/// problem.add_total(t2, &[w2, m2]); // w2 + 9 = 12, so w2 = 3
/// problem.add_total(w, &[w1, w2]); //  w1 + w2 = 5, so w1 = 2 and m1 = 4: the table protects nothing
/// let found = attack(&problem, &Attack { full: true, ..Attack::default() }, &mut |_| ());
/// assert!(found.iter().all(|interval| interval.verdict == Verdict::Exact));
/// assert_eq!(found.iter().map(|interval| interval.low).collect::<Vec<_>>(), [2.0, 4.0, 3.0]);
///
/// problem.cells[m2].state = State::Secondary;
/// let found = attack(&problem, &Attack { full: true, ..Attack::default() }, &mut |_| ());
/// assert_eq!((found[0].low, found[0].high, found[0].verdict), (0.0, Some(5.0), Verdict::Safe));
/// ```
///
/// `progress` is told the share of cells that are done.
pub fn attack(problem: &super::Problem, attack: &Attack, progress: &mut dyn FnMut(f64)) -> Vec<Interval> {
    attack_public(&Public::of(problem), attack, progress)
}

/// [`attack`] on what is public: what it finds cannot depend on anything else.
pub fn attack_public(public: &Public, attack: &Attack, progress: &mut dyn FnMut(f64)) -> Vec<Interval> {
    let whole = System::of(public, &|_, seen| attack.prior(seen));
    let total = whole.cells.len().max(1);
    let mut found = Vec::with_capacity(total);
    for part in whole.split(&[]) {
        settle(part, attack.full, &mut found);
        #[allow(clippy::cast_precision_loss)] // a share for a progress bar
        progress(found.len() as f64 / total as f64);
    }
    found.sort_by_key(|interval: &Interval| interval.cell);
    // Of a cell of width 0 nothing is asked: it is not published, and may be computed by whoever likes to.
    let unguarded = |interval: &&mut Interval| public.cells().get(interval.cell).is_some_and(|seen| seen.width <= 0.0);
    for interval in found.iter_mut().filter(unguarded).filter(|i| i.verdict != Verdict::Contradiction) {
        interval.verdict = Verdict::Safe;
    }
    found
}

/// Judges all unknowns of one part.
fn settle(mut part: System, full: bool, found: &mut Vec<Interval>) {
    let prior = part.clone();
    if part.broken {
        return all(&prior, Verdict::Unsolved, found);
    }
    if narrow(&mut part).is_none() {
        return all(&prior, Verdict::Contradiction, found);
    }
    let fixed: Vec<Option<f64>> =
        (0..part.cells.len()).map(|u| (part.low[u] == part.high[u] && part.whole).then_some(part.low[u])).collect();
    for (unknown, value) in fixed.iter().enumerate().filter_map(|(unknown, value)| Some((unknown, (*value)?))) {
        // What was a single figure before any equation was looked at is not recovered by the tables.
        let known_before = prior.low[unknown] == prior.high[unknown];
        let verdict = if known_before { Verdict::Safe } else { Verdict::Exact };
        found.push(Interval {
            cell: part.cells[unknown],
            low: value,
            high: Some(value),
            required: part.required[unknown],
            verdict,
        });
    }
    for rest in part.split(&fixed) {
        Search::of(rest, full).run(found);
    }
}

/// Whether every unknown of a part that is asked for is safe.
pub(super) fn holds(mut part: System, is_asked: &dyn Fn(usize) -> bool) -> bool {
    if part.broken || narrow(&mut part).is_none() {
        return false;
    }
    let point = |unknown: usize| part.whole && part.low[unknown] == part.high[unknown];
    let fixed: Vec<Option<f64>> = (0..part.cells.len()).map(|u| point(u).then_some(part.low[u])).collect();
    let recovered = |unknown: usize| fixed[unknown].is_some() && part.required[unknown] > 0.0;
    if (0..fixed.len()).any(|unknown| recovered(unknown) && is_asked(part.cells[unknown])) {
        return false;
    }
    part.split(&fixed).into_iter().all(|rest| Search::of(rest, false).holds(is_asked))
}

fn all(part: &System, verdict: Verdict, found: &mut Vec<Interval>) {
    found.extend((0..part.cells.len()).map(|unknown| Interval {
        cell: part.cells[unknown],
        low: part.low[unknown],
        high: Some(part.high[unknown]).filter(|high| high.is_finite()),
        required: part.required[unknown],
        verdict,
    }));
}
