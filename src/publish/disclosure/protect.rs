//! What else must be withheld.

use std::collections::BTreeSet;

use super::attack::{Attack, Interval, attack};
use super::choose::Choice;
use super::reopen::{LARGEST, Reopening};
use super::system::System;
use super::{Problem, Public, State};

/// So many cells are gone through in all attempts at a pattern together, with a least and a greatest number of attempts.
const WORK: usize = 1_500;
const FEWEST: usize = 1;
const MOST: usize = 16;
/// In so many other ways each cell that might be opened again is replaced.
const SPARES: usize = 8;
/// Up to so many cells times cells drawn in, it is tried which of these may be opened again.
const PATIENCE: usize = 10_000_000;

/// Against whom a problem is protected.
#[derive(Clone, Debug, PartialEq)]
pub struct Protection {
    /// The attackers that must fail.
    pub attacks: Vec<Attack>,
    /// Whether several patterns are tried and cells opened again as far as these attackers allow (step 3 of
    /// [`protect`]). Not to be asked for where
    /// the result must withstand yet others, whom the slack it leaves would help.
    pub opens_again: bool,
}

impl Default for Protection {
    /// Against a reader who knows nothing but what is published.
    fn default() -> Self {
        Self { attacks: vec![Attack::default()], opens_again: true }
    }
}

/// What is withheld in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// What is to happen to each cell, in the order of [`Problem::cells`].
    pub states: Vec<State>,
}

impl Pattern {
    /// How many cells are withheld, for their own sake or for others.
    pub fn withheld(&self) -> usize {
        self.states.iter().filter(|state| **state != State::Open).count()
    }

    /// Writes the states into the cells.
    pub fn apply(&self, problem: &mut Problem) {
        for (cell, state) in problem.cells.iter_mut().zip(&self.states) {
            cell.state = *state;
        }
    }
}

/// The best pattern that was found does not protect everything: too few cells may be withheld.
#[derive(Clone, Debug, PartialEq)]
pub struct Unprotected {
    /// It all the same.
    pub pattern: Pattern,
    /// The cells that are exposed in spite of it.
    pub exposed: Vec<Interval>,
}

/// Chooses which open cells must be withheld as well (*secondary suppression*), so that every withheld cell keeps an
/// interval as wide as its [`super::Cell::width`] before every attacker of `protection`, at the least cost it finds.
///
/// Where a total and all parts but one are published, the one follows. So others must go with it, and which are
/// best is a hard problem (Fischetti and Salazar 2001 solve it as an integer program; Hundepool et al. 2012, section 4.4,
/// compare the methods in use). What is done here, step by step:
///
/// 1. **Moves.** A withheld cell is protected by a *move*: a change of several withheld figures that leaves every sum as it
///    is. If the cell can move by its width, its interval is at least that wide. A move for a cell is found by a small
///    linear program that minimises the cost of the open cells it would have to draw in (Kelly, Golden and Assad 1992). It
///    counts only on what is certain whatever the figures are: a small cell may go up but perhaps not down; a cell that
///    is not small may go up, and down by its width. For those who know the rule, moves that change no other
///    small cell are preferred, since these have hardly any room in their eyes.
/// 2. **Shrinking.** What later moves made superfluous is opened again; the whole is repeated in other orders, and the
///    cheapest pattern wins.
/// 3. **Opening again** by what is public: could the attacker still not narrow anything down if the cell were published,
///    *whatever* its figure is? The width of an interval is a concave function of a published figure (a maximum less a
///    minimum of linear programs in their right-hand side), so it is least at one of the two ends of what that figure can
///    be; both ends are attacked, and the cell is opened if everything stands both times.
/// 4. **The attack** on the result ([`attack`]), by every attacker. Its verdict is the result's.
///
/// # What the pattern tells
///
/// Nothing about the secrets. Whoever knows this algorithm could otherwise reason backwards: "they would not have withheld
/// this one unless that one were zero" (the *minimality attack* of Wong et al. 2007). Therefore every decision is
/// *simulatable* (Kenthapadi, Mishra and Nissim 2005): it rests on what remains public in the end, and on which figures
/// are small, never on a withheld figure. Replace all withheld figures by any others with the same published ones, where
/// small cells stay withheld for their own sake and the others stay at least their width above their lower bound, and the
/// pattern is the same. (Tested so. If the result of step 3 fails in step 4, which needs sums that no two-dimensional
/// table has, the pattern of step 2 is taken instead, and that much could be inferred.)
///
/// Of an open cell it is therefore used only whether it lies at least its width above its lower bound. One at its lower
/// bound (a zero) is **never** drawn in: it could not go down to protect anything, an attacker who knows that zeros are
/// published would exclude it from what is withheld, and withholding it for being zero would tell that it is.
///
/// A problem in which cells are withheld for the sake of others already is continued: they stay withheld, and only the
/// first two steps are taken, once.
///
/// # Errors
///
/// [`Unprotected`], with the best pattern and the cells that remain exposed, if what is not free to be withheld (an
/// earlier edition has published it) leaves no way.
///
/// ```
/// use sozialatlas::publish::disclosure::{Cell, Problem, Protection, State, protect};
/// // Two districts by sex. One figure is small; in a table of two lines each way, all four must go.
/// let mut problem = Problem::default();
/// let mut cell = |value: f64, cost| problem.add(Cell { cost, ..Cell::count(value) });
/// let (w1, m1, t1) = (cell(2.0, 1.0), cell(14.0, 1.0), cell(16.0, 2.0));
/// let (w2, m2, t2) = (cell(11.0, 1.0), cell(19.0, 1.0), cell(30.0, 2.0));
/// let (w, m, t) = (cell(13.0, 2.0), cell(33.0, 2.0), cell(46.0, 4.0));
/// for (total, parts) in [(t1, [w1, m1]), (t2, [w2, m2]), (t, [w, m]), (w, [w1, w2]), (m, [m1, m2]), (t, [t1, t2])] {
///     problem.add_total(total, &parts);
/// }
/// problem.cells[w1].state = State::Primary;
/// let pattern = protect(&problem, &Protection::default(), &mut |_| ()).unwrap();
/// assert_eq!(pattern.withheld(), 4);
/// assert!([m1, w2, m2].iter().all(|cell| pattern.states[*cell] == State::Secondary));
///
/// // If the other district's figures are in print already, nothing can be done, and that is said.
/// (problem.cells[w2].free, problem.cells[w].free) = (false, false);
/// let refused = protect(&problem, &Protection::default(), &mut |_| ()).unwrap_err();
/// assert_eq!(refused.exposed[0].cell, w1);
/// ```
///
/// `progress` is told the share that is done.
pub fn protect(
    problem: &Problem,
    protection: &Protection,
    progress: &mut dyn FnMut(f64),
) -> Result<Pattern, Unprotected> {
    let mut told = 0.0;
    let mut tell = |from: f64, to: f64, share: f64| {
        told = (from + (to - from) * share.clamp(0.0, 1.0)).max(told);
        progress(told);
    };
    let public = Public::of(problem);
    let costs: Vec<f64> = problem.cells.iter().map(|cell| cell.cost).collect();
    let continued = problem.cells.iter().any(|cell| cell.state == State::Secondary);
    let brief = continued || !protection.opens_again;
    let choice = cheapest(problem, &public, protection, brief, &mut |share| tell(0.0, 0.5, share));
    let safe = choice.drawn();
    if brief {
        return attacked(problem, &safe, protection, &mut |share| tell(0.5, 1.0, share));
    }
    let wider = with_spares(&choice, &Reopening::of(&public, &safe, &costs, &protection.attacks));
    let begin = if largest_part(&public, &wider) <= LARGEST { &wider } else { &safe };
    let mut reopening = Reopening::of(&public, begin, &costs, &protection.attacks);
    if problem.cells.len().saturating_mul(begin.len()) <= PATIENCE {
        reopening.run(&mut |share| tell(0.5, 0.8, share));
    }
    let smaller = attacked(problem, &reopening.drawn(), protection, &mut |share| tell(0.8, 0.9, share));
    if smaller.is_ok() {
        return smaller;
    }
    attacked(problem, &safe, protection, &mut |share| tell(0.9, 1.0, share))
}

/// The cheapest of several patterns that protect whatever the secrets are.
///
/// First patterns grow that know nothing but which figures are small. What none of them draws in will be published in
/// any case, so the second attempts may look at it: they prefer cells of lines with small totals.
fn cheapest(
    problem: &Problem,
    public: &Public,
    protection: &Protection,
    brief: bool,
    progress: &mut dyn FnMut(f64),
) -> Choice {
    let free: Vec<bool> = problem.cells.iter().map(|cell| cell.free).collect();
    let costs: Vec<f64> = problem.cells.iter().map(|cell| cell.cost).collect();
    let knows_rule = protection.attacks.iter().any(|attack| attack.rule.is_some());
    let mut blank = Choice::of(public, &free, &costs, !knows_rule);
    let runs = (WORK / problem.cells.len().max(1)).clamp(FEWEST, MOST);
    if brief {
        return starts(&blank, 1, progress).0;
    }
    let (first, union) = starts(&blank, runs, &mut |share| progress(0.5 * share));
    let open: Vec<usize> = (0..problem.cells.len()).filter(|cell| !union.contains(cell)).collect();
    blank.bar(&open);
    blank.prefer_small_lines(&|cell| public.cells()[cell].figure.filter(|_| !union.contains(&cell)));
    let (second, _) = starts(&blank, runs, &mut |share| progress(0.5 + 0.5 * share));
    if (second.unmoved(), second.cost()) <= (first.unmoved(), first.cost()) { second } else { first }
}

/// The cheapest of `runs` patterns that grow in different orders, and what any of them draws in.
fn starts(blank: &Choice, runs: usize, progress: &mut dyn FnMut(f64)) -> (Choice, BTreeSet<usize>) {
    let mut dice = Dice::default();
    let mut best: Option<Choice> = None;
    let mut union = BTreeSet::new();
    for run in 0..runs {
        let mut choice = blank.clone();
        let mut order: Vec<(f64, usize)> = (0..blank.len()).map(|cell| (0.0, cell)).collect();
        if run > 0 {
            choice.vary(&mut || dice.roll());
            order.iter_mut().for_each(|place| place.0 = dice.roll());
            order.sort_by(|a, b| a.0.total_cmp(&b.0));
        }
        let order: Vec<usize> = order.into_iter().map(|(_, cell)| cell).collect();
        #[allow(clippy::cast_precision_loss)] // a share for a progress bar
        choice.grow(&order, &mut |share| progress((run as f64 + 0.7 * share) / runs as f64));
        choice.shrink();
        choice.price_like(blank);
        union.extend(choice.drawn());
        let rank = |choice: &Choice| (choice.unmoved(), choice.cost(), choice.price_of_all());
        if best.as_ref().is_none_or(|known| rank(&choice) < rank(known)) {
            best = Some(choice);
        }
    }
    (best.unwrap_or_else(|| blank.clone()), union)
}

/// The pattern with other cells that could take the place of those which might be opened again.
fn with_spares(choice: &Choice, reopening: &Reopening) -> Vec<usize> {
    let safe = choice.drawn();
    let groups: BTreeSet<BTreeSet<usize>> = safe.iter().map(|cell| reopening.tied(*cell)).collect();
    let spares = groups.iter().flat_map(|group| choice.spares(group, SPARES));
    spares.chain(safe.iter().copied()).collect::<BTreeSet<usize>>().into_iter().collect()
}

/// A sequence of numbers between 0 and 1, always the same.
struct Dice(u64);

impl Default for Dice {
    fn default() -> Self {
        Self(0x2545_F491_4F6C_DD1D)
    }
}

impl Dice {
    fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        #[allow(clippy::cast_precision_loss)] // 53 bits
        {
            (self.0 >> 11) as f64 / (1_u64 << 53) as f64
        }
    }
}

fn largest_part(public: &Public, drawn: &[usize]) -> usize {
    let mut hidden = public.clone();
    drawn.iter().for_each(|cell| hidden.set(*cell, None));
    let all = System::of(&hidden, &|_, seen| (seen.low, f64::INFINITY, seen.width));
    all.split(&[]).iter().map(|part| part.cells.len()).max().unwrap_or(0)
}

/// The pattern if it withstands every attack.
fn attacked(
    problem: &Problem,
    drawn: &[usize],
    protection: &Protection,
    progress: &mut dyn FnMut(f64),
) -> Result<Pattern, Unprotected> {
    let mut protected = problem.clone();
    for cell in drawn {
        protected.cells[*cell].state = State::Secondary;
    }
    let pattern = Pattern { states: protected.cells.iter().map(|cell| cell.state).collect() };
    let mut exposed = Vec::new();
    for known in &protection.attacks {
        exposed.extend(attack(&protected, known, progress).into_iter().filter(|interval| !interval.is_safe()));
    }
    if exposed.is_empty() { Ok(pattern) } else { Err(Unprotected { pattern, exposed }) }
}
