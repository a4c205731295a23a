use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use aftersales::time::ZoneDatabase;

/// What a run found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// Counts by family.
    pub families: BTreeMap<String, Tally>,
    /// Vectors that were not met, or could not be understood.
    pub failures: Vec<Failure>,
    /// Contested vectors on which we differ: information.
    pub contested: Vec<Failure>,
    /// Files that could not be read or are of no known schema.
    pub problems: Vec<Problem>,
    /// Files that hold facts and no vectors.
    pub facts: Vec<PathBuf>,
}

/// How many vectors of a family went which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tally {
    /// Uncontested and met.
    pub passed: usize,
    /// Contested, and we give the same answer.
    pub agree: usize,
    /// Contested, and we give another answer.
    pub differ: usize,
    /// Of a family that nothing here can answer yet.
    pub waiting: usize,
    /// Uncontested and not met, or malformed.
    pub failed: usize,
}

/// A vector that was not met.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// The file it stands in.
    pub path: PathBuf,
    /// Its `id`, or its place where it has none.
    pub id: String,
    /// Each field with the expected value and the answer, or what is malformed.
    pub reasons: Vec<String>,
}

/// A file that could not be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The file or folder, unless the run as a whole is meant.
    pub path: Option<PathBuf>,
    /// What is wrong.
    pub reason: String,
}

impl Report {
    /// Whether there were vectors, all files could be checked, and nothing failed.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.problems.is_empty() && self.failures.is_empty() && self.totals().vectors() > 0
    }

    /// The counts of all families together.
    #[must_use]
    pub fn totals(&self) -> Tally {
        self.families.values().fold(Tally::default(), |sum, each| Tally {
            passed: sum.passed + each.passed,
            agree: sum.agree + each.agree,
            differ: sum.differ + each.differ,
            waiting: sum.waiting + each.waiting,
            failed: sum.failed + each.failed,
        })
    }

    pub(super) fn tally(&mut self, family: &str) -> &mut Tally {
        self.families.entry(family.to_owned()).or_default()
    }

    pub(super) fn problem(&mut self, path: Option<&Path>, reason: impl fmt::Display) {
        self.problems.push(Problem { path: path.map(Path::to_owned), reason: reason.to_string() });
    }

    pub(super) fn facts(&mut self, path: &Path) {
        self.facts.push(path.to_owned());
    }
}

impl Tally {
    /// How many vectors there are.
    #[must_use]
    pub const fn vectors(&self) -> usize {
        self.passed + self.agree + self.differ + self.waiting + self.failed
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "tz database {}", ZoneDatabase::bundled().version())?;
        let width = self.families.keys().map(String::len).max().unwrap_or_default();
        for (family, tally) in &self.families {
            writeln!(f, "{family:width$}  {tally}")?;
        }
        for path in &self.facts {
            writeln!(f, "skipped facts {}", path.display())?;
        }
        for Failure { path, id, reasons } in &self.contested {
            writeln!(f, "contested {id} ({}): {}", path.display(), reasons.join("; "))?;
        }
        for Failure { path, id, reasons } in &self.failures {
            writeln!(f, "FAILED {id} ({}): {}", path.display(), reasons.join("; "))?;
        }
        for Problem { path, reason } in &self.problems {
            match path {
                Some(path) => writeln!(f, "PROBLEM {}: {reason}", path.display())?,
                None => writeln!(f, "PROBLEM: {reason}")?,
            }
        }
        let totals = self.totals();
        let (facts, problems) = (self.facts.len(), self.problems.len());
        write!(
            f,
            "total: {} vectors: {totals}; {facts} files of facts, {problems} problems",
            totals.vectors()
        )
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed", self.passed)?;
        write!(f, ", {} contested ({} agree, {} differ)", self.agree + self.differ, self.agree, self.differ)?;
        write!(f, ", {} waiting, {} failed", self.waiting, self.failed)
    }
}
