//! The story as lines of a table, for those who read.

use super::segment::SegmentKind;
use super::story::{Row, Story};
use super::waterfall::MOST_ROWS;
use super::words;
use crate::model::Scenario;
use crate::scene::format;
use crate::units::{Duration, Moment};

/// A row of the story in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The request, or the step and which attempt at it.
    pub name: String,
    /// When it began.
    pub begin: Moment,
    /// How long after the arrival that was.
    pub after: String,
    /// How long it paused before, was on the way, waited, was worked on and held its worker, in this
    /// order; empty for none.
    pub lengths: [String; 5],
    /// How long it took in all.
    pub took: String,
    /// How it ended.
    pub ended: &'static str,
}

/// What the lengths of a line are of.
pub const LENGTHS: [&str; 5] = ["Pause", "On the way", "Waiting", "Work", "Worker held"];

/// The lines of a story, as many as are drawn.
#[must_use]
pub fn lines(scenario: &Scenario, story: &Story) -> Vec<Line> {
    story.rows().take(MOST_ROWS).map(|row| line(scenario, story, row)).collect()
}

fn line(scenario: &Scenario, story: &Story, row: &Row) -> Line {
    let name = words::row(scenario, row);
    let length = |kinds: &[SegmentKind]| {
        let of_kind = row.segments.iter().filter(|it| kinds.contains(&it.kind));
        let sum = of_kind.fold(Duration::ZERO, |sum, it| sum + it.length());
        if sum == Duration::ZERO { String::new() } else { format::duration(sum) }
    };
    Line {
        name: match words::attempt(row) {
            Some(attempt) => format!("{name}, {attempt}"),
            None => name,
        },
        begin: row.begin(),
        after: format::duration(row.begin().since(story.arrived())),
        lengths: [
            length(&[SegmentKind::Pause]),
            length(&[SegmentKind::There, SegmentKind::Back]),
            length(&[SegmentKind::Queue, SegmentKind::Topic, SegmentKind::Silence]),
            length(&[SegmentKind::Work]),
            length(&[SegmentKind::Held]),
        ],
        took: format::duration(row.end().since(row.begin())),
        ended: words::ended(row),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{call, request, traces};
    use super::*;
    use crate::model::{Coordination, Mode};
    use crate::scene::fixture::{scenario, step};

    #[test]
    fn a_line_says_what_the_bars_show() {
        let steps = vec![step("payment", &[], Mode::RequestResponse)];
        let scenario = scenario(Coordination::Orchestrated, steps);
        let story = traces(&scenario, vec![request(170), call()]).story(7).unwrap();
        let lines = lines(&scenario, &story);
        let [request, payment] = &lines[..] else { panic!("{lines:?}") };
        assert_eq!((request.name.as_str(), request.took.as_str()), ("Request 7", "80 ms"));
        assert_eq!(payment.after, "10 ms");
        assert_eq!(payment.lengths, ["", "20 ms", "20 ms", "30 ms", ""]);
        assert_eq!((payment.took.as_str(), payment.ended), ("70 ms", "done"));
    }
}
