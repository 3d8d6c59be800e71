//! What a process runs in: services and workload.

use super::{Findings, policies};
use crate::model::{Arrivals, Place, Scenario, Service, Workload, limits};
use crate::units::{Duration, Skew};

pub(super) fn check(scenario: &Scenario, findings: &mut Findings) {
    let root = Place::Document;
    for (index, service) in scenario.services.iter().enumerate().take(limits::SERVICES) {
        check_service(service, root.field("services").element(index), findings);
    }
    let at_workload = root.field("workload");
    check_arrivals(&scenario.workload, at_workload, findings);
    check_times(&scenario.workload, at_workload, findings);
    check_keys(&scenario.workload, at_workload, findings);
}

fn check_service(service: &Service, at: Place, findings: &mut Findings) {
    if let Some(workers) = service.workers {
        findings.count(at.field("workers"), workers, 1, limits::WORKERS);
    }
    if let Some(limit) = service.queue_limit {
        findings.count(at.field("queue_limit"), limit, 0, limits::QUEUE);
    }
    let Some(replicas) = &service.replicas else {
        return;
    };
    let here = at.field("replicas");
    if service.workers.is_none() {
        findings
            .report(
                here,
                "`replicas` without `workers`",
                "a number of `workers` too, since a copy of unlimited workers adds nothing",
            )
            .looks_at(at.field("workers"));
    }
    findings.count(here.field("min"), replicas.min, 1, limits::REPLICAS);
    findings.count(here.field("max"), replicas.max, 1, limits::REPLICAS);
    if replicas.max < replicas.min {
        findings
            .report(
                here.field("max"),
                replicas.max.to_string(),
                format!("at least `min`, {}", replicas.min),
            )
            .looks_at(here.field("min"));
    }
    if replicas.check_s.get() < limits::CHECK_S {
        findings.report(
            here.field("check_s"),
            replicas.check_s.to_string(),
            format!("at least {} seconds", limits::CHECK_S),
        );
    }
}

fn check_arrivals(workload: &Workload, at: Place, findings: &mut Findings) {
    if workload.arrivals == Arrivals::Closed {
        match workload.users {
            Some(users) => findings.count(at.field("users"), users, 1, limits::USERS),
            None => {
                findings
                    .report(at, "`closed` arrivals without `users`", "a number of `users`")
                    .looks_at(at.field("arrivals"))
                    .looks_at(at.field("users"));
            }
        }
        if let Some(think) = &workload.think {
            policies::work(think, at.field("think"), findings);
        }
        let open = [
            ("rate_per_s", workload.rate_per_s != Workload::default().rate_per_s),
            ("profile", !workload.profile.is_empty()),
        ];
        for (field, _) in open.into_iter().filter(|(_, present)| *present) {
            findings
                .report(
                    at.field(field),
                    format!(
                        "`{field}` in a closed loop, whose users come back after their answers"
                    ),
                    "the field left out, and more or fewer `users`",
                )
                .looks_at(at.field("arrivals"));
        }
        return;
    }
    for (field, present) in
        [("users", workload.users.is_some()), ("think", workload.think.is_some())]
    {
        if present {
            findings
                .report(
                    at.field(field),
                    format!("`{field}` without a closed loop"),
                    "`arrivals` to be `closed`, or the field left out",
                )
                .looks_at(at.field("arrivals"));
        }
    }
}

fn check_keys(workload: &Workload, at: Place, findings: &mut Findings) {
    if let Some(keys) = workload.keys {
        findings.count(at.field("keys"), keys, 1, limits::KEYS);
    } else if workload.key_skew != Skew::default() {
        findings
            .report(
                at.field("key_skew"),
                "`key_skew` without `keys`, so that each customer has a key of their own",
                "a number of `keys`, or the field left out",
            )
            .looks_at(at.field("keys"));
    }
}

fn check_times(workload: &Workload, at: Place, findings: &mut Findings) {
    if workload.duration_s.duration() == Duration::ZERO {
        findings.report(
            at.field("duration_s"),
            workload.duration_s.to_string(),
            "a number of seconds of more than 0",
        );
    } else if workload.warm_up_s >= workload.duration_s {
        findings
            .report(
                at.field("warm_up_s"),
                workload.warm_up_s.to_string(),
                format!("less than `duration_s`, {}", workload.duration_s),
            )
            .looks_at(at.field("duration_s"));
    }
    findings.count(at.field("resubmissions"), workload.resubmissions, 0, limits::RESUBMISSIONS);
    let at = at.field("profile");
    findings.length(at, workload.profile.len(), limits::PROFILE_POINTS, "points");
    for (index, pair) in workload.profile.windows(2).enumerate().take(limits::PROFILE_POINTS) {
        if let [before, point] = pair
            && point.at_s <= before.at_s
        {
            findings
                .report(
                    at.element(index + 1).field("at_s"),
                    point.at_s.to_string(),
                    format!("later than the point before, {}", before.at_s),
                )
                .looks_at(at.element(index));
        }
    }
}
