//! Disclosure control over cells and equations: what an attacker can compute, and what must be withheld so that nobody can.
//!
//! Tables of counts are full of sums, so a figure that is left out can often be computed from those that are not.
//! [`attack`] finds out what can be computed, [`protect`] chooses what else to leave out, and both see a [`Problem`]: a
//! list of cells and the equations between them, whatever tables, hierarchies, breakdowns and editions these come from.
//! Beside them stand the rules that make a single figure one to be withheld ([`is_dominated`], [`is_estimable`]),
//! the counts that a rate tells ([`revealed_by_rate`]), and rounding as the other way ([`round_at_random`]).
//!
//! How much is withheld, beside GaussSuppression 1.2.3 on three published data sets (`tests/disclosure`): 6, 16 and 27
//! cells beside 6, 15 and 24. The reference protects from exact recovery; here each interval is at least 3 wide as well.
//!
//! Sources: L. H. Cox, "Network models for complementary cell suppression", JASA 90 (1995). M. Fischetti and J. J. Salazar,
//! "Solving the cell suppression problem on tabular data with linear constraints", Management Science 47 (2001).
//! A. Hundepool et al., *Statistical Disclosure Control*, Wiley 2012. J. P. Kelly, B. L. Golden and A. A. Assad, "Cell
//! suppression: disclosure protection for sensitive tabular data", Networks 22 (1992). K. Kenthapadi, N. Mishra and
//! K. Nissim, "Simulatable auditing", PODS 2005. R. C.-W. Wong et al., "Minimality attack in privacy preserving data
//! publishing", VLDB 2007.

mod attack;
mod choose;
mod dominance;
mod exact;
mod moves;
mod narrow;
mod problem;
mod protect;
mod public;
mod rates;
mod reopen;
mod rounding;
mod search;
mod solve;
mod system;

pub use attack::{Attack, Interval, Rule, Verdict, attack, attack_public};
pub use dominance::{is_dominated, is_estimable};
pub use problem::{Cell, Equation, Problem, State};
pub use protect::{Pattern, Protection, Unprotected, protect};
pub use public::{Public, Seen};
pub use rates::{Span, denominator_revealed_by_rate, most_digits, revealed_by_rate};
pub use rounding::{revealed_by_rounding, round_at_random, round_line, round_to};
