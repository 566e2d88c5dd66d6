//! What a picture consists of.

use crate::model::{AreaIx, Missing};

/// A picture: what is drawn, and the words for those who do not see it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Width in user units.
    pub width: f64,
    /// Height in user units.
    pub height: f64,
    /// Title, the accessible name of the picture.
    pub title: String,
    /// What the picture tells, in a sentence or two.
    pub summary: String,
    /// Marks in drawing order.
    pub marks: Vec<Mark>,
}

/// One thing in a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where and what.
    pub shape: Shape,
    /// How it is filled (areas, bars, points, text) or drawn (lines).
    pub paint: Paint,
    /// The area it stands for: marks of one area light up together in every picture.
    pub area: Option<AreaIx>,
    /// Accessible name ("Gera: 9,8 %, Rang 1 von 22, 2023"); marks without a name are decoration.
    pub name: String,
}

/// A shape in user units.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Filled area with SVG path data (`M0 0l1 2z`), numbers only.
    Region(String),
    /// Open line with SVG path data.
    Line(String),
    /// Dashed open line with SVG path data.
    Dashed(String),
    /// Upright rectangle: x, y, width, height.
    Bar(f64, f64, f64, f64),
    /// Circle: centre and radius.
    Dot(f64, f64, f64),
    /// Text: anchor point, alignment, text.
    Text(f64, f64, Anchor, String),
}

/// Alignment of a text to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins at the point.
    Start,
    /// The text is centred on the point.
    Middle,
    /// The text ends at the point.
    End,
}

/// How a mark is coloured. Names, not colours: light, dark, print and the host's style sheet decide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Paint {
    /// A class of a ramp: step 1 to 9, spread over the ramp whatever the number of classes.
    Class(Ramp, u8),
    /// Hatching for a missing value.
    Missing(Missing),
    /// Main text and lines.
    Ink,
    /// Secondary text and lines.
    Muted,
    /// Grid and axes.
    Grid,
    /// The selected area.
    Accent,
    /// The reference.
    Reference,
    /// Backdrop.
    Paper,
    /// Bars and points without class.
    #[default]
    Neutral,
}

/// A colour ramp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ramp {
    /// From little to much.
    Sequential,
    /// Around a middle (step 5).
    Diverging,
}
