//! The commands: what is read, what is run, what is printed, and the exit status.

use std::io::{Read as _, Write as _};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use serde::Serialize;
use syncline::engine::{Extent, Report, Run, merge};
use syncline::exchange::{document, schema};
use syncline::model::{Design, Problem, Scenario};
use syncline::study::capacity::{Capacity, Carried};
use syncline::study::{
    Asked, Change, FIGURES_REQUESTS, Obstacle, Paired, Refused, figures_extent, recommended_by,
};
use syncline::verdict::{Finding, MOVES, Severity, Verdict};
use syncline::wording::recommendation;

use crate::{judgement, progress, text};

/// Which steps of a process must somebody wait for, and which may follow?
#[derive(Parser)]
#[command(name = "syncline", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read a document and report every problem of it, or what is wrong or missing in its design.
    Check {
        /// The document; `-` reads standard input.
        file: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Say how each step should be triggered, and why; the approach, the findings and the patterns.
    Classify {
        /// The document; `-` reads standard input.
        file: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Run a scenario and print its figures.
    Simulate {
        /// The document; `-` reads standard input.
        file: String,
        /// Run as many replications as offer this many requests together.
        #[arg(long, default_value_t = FIGURES_REQUESTS, conflicts_with = "replication")]
        requests: u64,
        /// Run only the replication of this number, to be merged with others.
        #[arg(long)]
        replication: Option<u32>,
        /// Use this seed instead of the document's.
        #[arg(long)]
        seed: Option<u64>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Run two designs on the same arrivals and print what differs.
    Compare {
        /// The first document.
        before: String,
        /// The second document.
        after: String,
        /// Run as many replications as offer this many requests of the first together.
        #[arg(long, default_value_t = FIGURES_REQUESTS)]
        requests: u64,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Search for the highest arrival rate at which 99 of 100 customers are served and no backlog grows.
    Capacity {
        /// The document; `-` reads standard input.
        file: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Make one report of several of the same scenario (JSON, as `simulate --json` prints it).
    Merge {
        /// The reports.
        #[arg(required = true)]
        reports: Vec<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Print the design as recommended, as a document; on standard error, what was changed, and why. Ends with 1
    /// where it misses a target or a tolerance, or still has an error.
    Recommend {
        /// The document; `-` reads standard input.
        file: String,
        /// Leave out these changes, by their ids, as they are told.
        #[arg(long, value_delimiter = ',')]
        without: Vec<String>,
        /// Print JSON: the changes with what each gains, what stands in the way, and the document.
        #[arg(long)]
        json: bool,
    },
    /// Print the JSON Schema of the format.
    Schema,
}

/// What a command came to.
enum Outcome {
    Fine,
    FallsShort,
}

/// Why the input cannot be used: what is printed on standard error.
struct Unusable(String);

/// Does what the arguments say.
pub fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::FallsShort) => ExitCode::from(1),
        Err(Unusable(message)) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<Outcome, Unusable> {
    match command {
        Command::Check { file, json } => check(&file, json),
        Command::Classify { file, json } => {
            let scenario = read_design(&file)?;
            let verdict = Verdict::of(&scenario);
            if json {
                print_json(&verdict)?;
            } else {
                print(&judgement::verdict(&scenario, &verdict))?;
            }
            Ok(outcome(&verdict.findings))
        }
        Command::Simulate { file, requests, replication, seed, json } => {
            let design = read_design(&file)?;
            let design = match seed {
                Some(seed) => {
                    let seeded = Scenario { seed, ..Scenario::clone(&design) };
                    Design::check(seeded).map_err(|found| unusable(&file, &found))?
                }
                None => design,
            };
            let extent = replication
                .map_or_else(|| Extent::for_requests(&design, requests), Extent::replication);
            let mut run = Run::new(&design, extent);
            progress::watch(&mut |events| run.advance(events));
            report(&run.report(), json)
        }
        Command::Compare { before, after, requests, json } => {
            let (first, second) = (read_design(&before)?, read_design(&after)?);
            let mut paired = Paired::new(&first, &second, requests);
            progress::watch(&mut |events| paired.advance(events));
            let comparison = paired.comparison();
            if json {
                print_json(&comparison)?;
            } else {
                print(&text::comparison(&comparison))?;
            }
            Ok(Outcome::Fine)
        }
        Command::Capacity { file, json } => capacity(&file, json),
        Command::Merge { reports, json } => {
            let reports = reports.iter().map(|file| read_report(file)).collect::<Result<_, _>>()?;
            let merged = merge(reports).map_err(|refused| Unusable(refused.to_string()))?;
            report(&merged, json)
        }
        Command::Recommend { file, without, json } => recommend(&file, &without, json),
        Command::Schema => {
            print_json(&schema())?;
            Ok(Outcome::Fine)
        }
    }
}

fn check(file: &str, json: bool) -> Result<Outcome, Unusable> {
    let scenario = match document::read(&read(file)?) {
        Ok(scenario) => scenario,
        Err(problems) => {
            if json {
                print_json(&Checked { problems: &problems, findings: &[] })?;
            }
            return Err(unusable(file, &problems));
        }
    };
    let findings = Verdict::of(&scenario).findings;
    if json {
        print_json(&Checked { problems: &[], findings: &findings })?;
    } else {
        print(&format!("{file}: no problem\n{}", judgement::findings(&scenario, &findings)))?;
    }
    Ok(outcome(&findings))
}

fn recommend(file: &str, without: &[String], json: bool) -> Result<Outcome, Unusable> {
    let design = read_design(file)?;
    let ids = without.iter().map(|id| move_of(id)).collect::<Result<Vec<_>, _>>()?;
    let extent = figures_extent(&design);
    let found = recommended_by(&design, &ids, |design| {
        let mut run = Run::new(design, extent);
        progress::watch(&mut |events| run.advance(events));
        run.report()
    });
    if json {
        print_json(&Told {
            changes: &found.changes,
            refused: &found.refused,
            asked: found.asked.as_ref(),
            obstacles: &found.obstacles,
            document: &found.design,
        })?;
    } else {
        // Whoever reads may have gone: that is no error of ours.
        let lines = recommendation::lines(&design, &found).join("\n");
        let _ = writeln!(std::io::stderr(), "{lines}");
        print(&document::write(&found.design))?;
    }
    let misses = |it: &Obstacle| matches!(it, Obstacle::Target { .. } | Obstacle::Tolerance { .. });
    let findings = Verdict::of(&found.design).findings;
    let falls_short = found.obstacles.iter().any(misses)
        || findings.iter().any(|it| it.severity == Severity::Error);
    Ok(if falls_short { Outcome::FallsShort } else { Outcome::Fine })
}

/// The id of a move that somebody has typed.
fn move_of(id: &str) -> Result<&'static str, Unusable> {
    let ids = || MOVES.iter().map(|it| it.id);
    ids().find(|it| *it == id).ok_or_else(|| {
        let known: Vec<&str> = ids().collect();
        Unusable(format!("--without {id}: no such change; there are: {}", known.join(", ")))
    })
}

/// What `recommend --json` prints.
#[derive(Serialize)]
struct Told<'a> {
    changes: &'a [Change],
    refused: &'a [Refused],
    asked: Option<&'a Asked>,
    obstacles: &'a [Obstacle],
    document: &'a Scenario,
}

fn capacity(file: &str, json: bool) -> Result<Outcome, Unusable> {
    let design = read_design(file)?;
    let search = Capacity::new(&design).map_err(|why| Unusable(format!("{file}: {why}")))?;
    let carried = search.search(|design, extent| {
        let mut run = Run::new(design, extent);
        progress::watch(&mut |events| run.advance(events));
        run.report()
    });
    if json {
        print_json(&carried)?;
    } else {
        print(&text::capacity(&design, &carried))?;
    }
    Ok(match carried {
        Carried::UpTo { .. } => Outcome::Fine,
        Carried::NoRate(_) => Outcome::FallsShort,
    })
}

/// What `check --json` prints.
#[derive(Serialize)]
struct Checked<'a> {
    problems: &'a [Problem],
    findings: &'a [Finding],
}

fn outcome(findings: &[Finding]) -> Outcome {
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        Outcome::FallsShort
    } else {
        Outcome::Fine
    }
}

fn report(report: &Report, json: bool) -> Result<Outcome, Unusable> {
    if json {
        print_json(report)?;
    } else {
        print(&text::report(report))?;
    }
    Ok(if report.is_met() { Outcome::Fine } else { Outcome::FallsShort })
}

fn read(file: &str) -> Result<String, Unusable> {
    let mut text = String::new();
    let read = if file == "-" {
        std::io::stdin().read_to_string(&mut text).map(|_| ())
    } else {
        std::fs::read_to_string(file).map(|content| text = content)
    };
    read.map_err(|error| {
        if error.kind() == std::io::ErrorKind::InvalidData {
            Unusable(format!(
                "{file}: is not UTF-8, but Latin-1 perhaps, or UTF-16: save it as UTF-8"
            ))
        } else {
            Unusable(format!("{file}: cannot be read: {error}"))
        }
    })?;
    Ok(text)
}

fn read_design(file: &str) -> Result<Design, Unusable> {
    document::read(&read(file)?).map_err(|problems| unusable(file, &problems))
}

fn read_report(file: &str) -> Result<Report, Unusable> {
    serde_json::from_str(&read(file)?)
        .map_err(|error| Unusable(format!("{file}: not a report of `simulate --json`: {error}")))
}

fn unusable(file: &str, problems: &[Problem]) -> Unusable {
    let lines: Vec<String> = problems.iter().map(|problem| format!("{file}{problem}")).collect();
    Unusable(lines.join("\n"))
}

fn print_json(value: &impl Serialize) -> Result<(), Unusable> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|error| Unusable(format!("the result cannot be written as JSON: {error}")))?;
    print(&(text + "\n"))
}

/// Whoever reads may stop reading: that is no error of ours.
fn print(text: &str) -> Result<(), Unusable> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Unusable(format!("standard output cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}
