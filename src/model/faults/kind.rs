//! What a kind of fault says of itself.

use super::input::Input;
use super::{Harm, Offer, Spot};
use crate::model::check::Findings;
use crate::model::fields::{Field, Name};
use crate::model::{Place, Subject};

/// A kind of fault, as its own file describes it.
pub(super) trait Kind: Listed {
    /// What it is called.
    const WORDS: Words;

    /// How far down its buttons stand among those of one place; of the same rank, the kind that is
    /// listed first has the first ones.
    const RANK: u8 = 1;

    /// Whether it happens at a moment, and does not last.
    const IS_INSTANT: bool = false;

    /// Where it happens.
    fn subject(&self) -> Subject;

    /// What it does to a run while it is there; all of it at once.
    fn harms(&self) -> Vec<Harm<'_>>;

    /// What is wrong while it is there, without the place: "5 × slower", "down".
    fn trouble(&self) -> String;

    /// Its fields as a form asks for them, in the form's order. What is named here is checked, and
    /// follows when a step or a service gets another id; where it is removed, the fault goes too.
    fn inputs(&mut self) -> Vec<Input<'_>>;

    /// What a press can make of it in a place, of a strength that shows; nothing where it does not fit
    /// there.
    fn offers(spot: &Spot) -> Vec<Offer>;

    /// What must agree between its fields beyond what its inputs say; `at` is the place of the fault.
    fn check(&self, at: Place, findings: &mut Findings) {
        let _ = (at, findings);
    }
}

/// What a kind is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// In a document, in the field `kind`: "traffic-spike".
    pub document: &'static str,
    /// One of it, in a sentence: "a traffic spike".
    pub one: &'static str,
    /// Several of it, in a sentence: "traffic spikes".
    pub several: &'static str,
    /// What there no longer is when the step or service that it named was removed, in a sentence.
    pub gone: &'static str,
}

impl Words {
    /// What there no longer is, for a kind that has no better words for it.
    pub(super) const GONE: &'static str = "what went wrong with it";
}

/// A kind's own fields, as the list [`fields!`] says them.
pub(super) trait Listed: Default {
    /// Their names and, last, those of the times: of an instant, which has no length, without the last.
    const NAMES: &'static [Name];

    /// The fields, in the same order; without the times.
    fn fields(&mut self) -> Vec<&mut dyn Field>;
}

/// `fields!(Kind { field: required, other })`: a kind's own fields, in their order, with what must be given
/// (see `Name` in `model::fields`); one without a need has a default.
macro_rules! fields {
    ($kind:ident { $($name:ident $(: $need:ident)?),* $(,)? }) => {
        impl $crate::model::faults::kind::Listed for $kind {
            const NAMES: &'static [$crate::model::fields::Name] = &[
                $($crate::model::fields::name!($name $($need)?),)*
                $crate::model::fields::name!(at_s vital),
                $crate::model::fields::name!(for_s vital),
            ];

            fn fields(&mut self) -> Vec<&mut dyn $crate::model::fields::Field> {
                let Self { $($name),* } = self;
                vec![$($name),*]
            }
        }
    };
}

pub(super) use fields;
