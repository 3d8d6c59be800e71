//! The same design for longer: where more comes than can be done, its figures say as much of the length of
//! the run as of the design.

use crate::model::{Design, Scenario};
use crate::units::Seconds;

/// So many times as long.
const TIMES: f64 = 3.0;

/// The design with requests that arrive for three times as long. Nothing where the load has a profile, which
/// would then end in another way, or where no run may be as long.
#[must_use]
pub fn longer(design: &Design) -> Option<Design> {
    if !design.workload.profile.is_empty() {
        return None;
    }
    let mut scenario = Scenario::clone(design);
    scenario.workload.duration_s = Seconds::new(design.workload.duration_s.get() * TIMES).ok()?;
    Design::check(scenario).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ProfilePoint;
    use crate::testing::{changed, factor, s, scenario, step};

    #[test]
    fn only_how_long_requests_arrive_is_another() {
        let design = scenario([step("pay")]).lasts_s(60.0).design();
        let long = longer(&design).unwrap();
        assert_eq!(long.workload.duration_s, s(180.0));
        assert_eq!(
            changed(&long, |it| it.workload.duration_s = s(60.0)).scenario(),
            design.scenario()
        );
        let peak = ProfilePoint { at_s: s(10.0), factor: factor(2.0) };
        assert!(longer(&changed(&design, |it| it.workload.profile = vec![peak])).is_none());
        let most = changed(&design, |it| it.workload.duration_s = s(400_000.0));
        assert!(longer(&most).is_none(), "a run lasts a million seconds at most");
    }
}
