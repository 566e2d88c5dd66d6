//! Spanning trees under the saw.

use super::{Points, SkaterRules, TreeEdge};

/// Gain and number of a link.
pub type Gain = (f64, usize);

/// Is the first gain the better one? The lower link on ties.
pub fn better(a: Gain, b: Gain) -> bool {
    a.0 > b.0 || (a.0 == b.0 && a.1 < b.1)
}

/// One region: a unit of it, its best cut, and the gain of its second-best.
pub struct Tree {
    pub root: u32,
    pub best: Option<Gain>,
    pub second: Option<f64>,
}

/// A unit on a walk through a tree: where it stands, where the walk came from, and over which link.
pub struct Step {
    pub unit: u32,
    before: usize,
    edge: usize,
}

/// All trees, and what cutting them needs.
pub struct Forest<'a> {
    points: &'a Points,
    rules: &'a SkaterRules<'a>,
    links: Vec<Vec<(u32, usize)>>,
    is_cut: Vec<bool>,
}

impl<'a> Forest<'a> {
    /// The trees that the links make.
    pub fn of(points: &'a Points, edges: &[TreeEdge], rules: &'a SkaterRules<'a>) -> Forest<'a> {
        let mut links = vec![Vec::new(); points.len()];
        for (number, edge) in edges.iter().enumerate() {
            links[edge.from as usize].push((edge.to, number));
            links[edge.to as usize].push((edge.from, number));
        }
        Forest { points, rules, links, is_cut: vec![false; edges.len()] }
    }

    /// One unit of each tree, the first.
    pub fn roots(&self) -> Vec<u32> {
        let mut seen = vec![false; self.links.len()];
        let mut roots = Vec::new();
        for unit in 0..self.links.len() {
            if !seen[unit] {
                roots.push(unit as u32);
                self.walk(unit as u32).iter().for_each(|step| seen[step.unit as usize] = true);
            }
        }
        roots
    }

    /// Cuts a link.
    pub fn cut(&mut self, edge: usize) {
        self.is_cut[edge] = true;
    }

    /// The units of a tree from its root outwards: each comes after the one it hangs on.
    pub fn walk(&self, root: u32) -> Vec<Step> {
        let mut steps = vec![Step { unit: root, before: 0, edge: usize::MAX }];
        let mut at = 0;
        while let Some(Step { unit, edge: came_by, .. }) = steps.get(at) {
            let (unit, came_by) = (*unit as usize, *came_by);
            for (next, edge) in &self.links[unit] {
                if *edge != came_by && !self.is_cut[*edge] {
                    steps.push(Step { unit: *next, before: at, edge: *edge });
                }
            }
            at += 1;
        }
        steps
    }

    /// The best cut of the tree with this unit.
    pub fn best_cut(&self, root: u32) -> Tree {
        let steps = self.walk(root);
        let branches = self.branches(&steps);
        let mut tree = Tree { root, best: None, second: None };
        for (step, branch) in steps.iter().zip(&branches).skip(1) {
            let rest_amount = branches[0].amount - branch.amount;
            if branch.amount < self.rules.floor || rest_amount < self.rules.floor {
                continue;
            }
            let gain = (branch.gain_apart_from(&branches[0]), step.edge);
            match tree.best {
                Some(best) if !better(gain, best) => tree.second = Some(tree.second.map_or(gain.0, |s| s.max(gain.0))),
                earlier => {
                    tree.second = earlier.map(|best| best.0);
                    tree.best = Some(gain);
                }
            }
        }
        tree
    }

    /// What hangs on each step, itself included.
    fn branches(&self, steps: &[Step]) -> Vec<Branch> {
        let amount = |unit: u32| self.rules.amounts.map_or(1.0, |all| all[unit as usize]);
        let means = self.points.means();
        let leaf = |step: &Step| {
            // Deviations from the common mean: sums of small numbers lose fewer digits.
            let sums = self.points.of(step.unit as usize).iter().zip(means).map(|(x, mean)| x - mean).collect();
            Branch { sums, units: 1.0, amount: amount(step.unit) }
        };
        let mut branches: Vec<Branch> = steps.iter().map(leaf).collect();
        for (at, step) in steps.iter().enumerate().skip(1).rev() {
            let (before, after) = branches.split_at_mut(at);
            before[step.before].take_in(&after[0]);
        }
        branches
    }
}

/// Sums over the units of a branch.
struct Branch {
    sums: Vec<f64>,
    units: f64,
    amount: f64,
}

impl Branch {
    fn take_in(&mut self, other: &Branch) {
        self.sums.iter_mut().zip(&other.sums).for_each(|(sum, x)| *sum += x);
        self.units += other.units;
        self.amount += other.amount;
    }

    /// By how much the sum of squares falls when the branch leaves the whole: nₐ n_b / (nₐ + n_b) · |a − b|².
    fn gain_apart_from(&self, whole: &Branch) -> f64 {
        let rest = whole.units - self.units;
        let difference = |(own, all): (&f64, &f64)| own / self.units - (all - own) / rest;
        let squares: f64 = self.sums.iter().zip(&whole.sums).map(difference).map(|d| d * d).sum();
        self.units * rest / whole.units * squares
    }
}
