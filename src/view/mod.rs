//! The address as a value: what a reader would share. Checks form; whether the ids exist is `query`'s matter.
//!
//! # The contract
//!
//! Parameter names are short, the same in every language, and stay. [`encode`] writes them in this order:
//!
//! | | meaning | form |
//! |---|---|---|
//! | `v` | page | a word of [`View::ALL`] |
//! | `i` | indicators | `id,id` |
//! | `l` | level | `id` |
//! | `p` | period or change | `2023`, `2023-05`, `2023-12-31`, `2015..2023` |
//! | `a` | selected areas | `key,key` |
//! | `ref` | reference | `peers`, `median`, `none` or a key |
//! | `b` | breakdown | `by:category,by:category` |
//! | `c` | classes | `q5`, `j5`, `e5` (2 to 9), `sd`, `ref`, `x:1;2;3` (1 to 8 ascending inner bounds) |
//! | `fix` | the same bounds in all periods | `0`, `1` |
//! | `sort` | order | `value`, `name`, `change`; `-` before it: largest or last first |
//! | `t` | analysis tool | a word of [`Tool::ALL`] |
//! | `w` | weights | `id:number,id:number` |
//! | `n` | norms | `id:number,id:number` |
//! | `set` | own planning areas | `name:key~key;name:key` |
//! | `lang` | language | `de`, `en`, `de-simple` |
//! | `e` | edition | `id` |
//! | `bundle` | bundle | address relative to the app |
//! | `embed` | widget and options | a word of [`Widget::ALL`], then `.nc` `.search` `.period` `.indicator` `.dark` `.light` |
//!
//! *Texts.* Letters, digits and `-._~:;,` stand for themselves, everything else is percent-encoded UTF-8. In names of
//! planning areas a space is `_` and an underscore is doubled; ids keep their underscores. What would be misread (a
//! separator, a percent sign, a space in an id, a space before a space or underscore in a name) is percent-encoded
//! twice: `,` in an id is `%252C`. So it makes no difference whether a mail program turns `,` into `%2C` or back. The
//! last character of an address is always a letter or a digit, if need be of a percent-encoding.
//!
//! *Limits.* 8,192 bytes in all, 64 entries in a list, 512 members of a planning area; what lies beyond is named.

mod decode;
mod embed;
mod encode;
mod escape;
mod keyword;
mod migrate;
mod note;
mod state;

pub use decode::decode;
pub use encode::encode;
pub use note::{Decoded, UrlNote, UrlNoteKind};
pub use state::{
    Classes, Embed, Norm, PeriodChoice, ReferenceChoice, Sort, SortColumn, Theme, Tool, View, ViewState, Weight, Widget,
};
