use super::{Confidence, Proportion};

/// Why a share should not be read as it stands, after the presentation standards of the United States' National Center for
/// Health Statistics (Parker and others, Vital and Health Statistics 2-175, 2017).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Caution {
    /// Fewer than 30 cases.
    FewCases,
    /// The exact 95 % interval is 30 percentage points wide or more.
    WideInterval,
    /// The exact 95 % interval is wider than 5 percentage points and than 130 % of the share.
    WideForItsShare,
    /// None or all of the cases: the share looks surer than it is.
    AllAlike,
}

impl Caution {
    /// What to beware of in a share, in the order above; nothing for one without a denominator, which is absent anyway.
    ///
    /// ```
    /// use aftersales::kpi::statistics::{Caution, Proportion};
    ///
    /// assert_eq!(Caution::of(Proportion::new(9, 10)?), [Caution::FewCases, Caution::WideInterval]);
    /// assert_eq!(Caution::of(Proportion::new(900, 1000)?), []);
    /// # Ok::<(), aftersales::kpi::KpiError>(())
    /// ```
    #[must_use]
    pub fn of(share: Proportion) -> Vec<Self> {
        let (Some(rate), Some(interval)) = (share.rate(), share.clopper_pearson(Confidence::P95)) else {
            return Vec::new();
        };
        let width = interval.width();
        let alike = share.successes() == 0 || share.successes() == share.n();
        let wide_for_its_share = width > 0.05 && width < 0.3 && width > 1.3 * rate;
        let cautions = [
            (share.n() < 30, Self::FewCases),
            (width >= 0.3, Self::WideInterval),
            (wide_for_its_share && !alike, Self::WideForItsShare),
            (alike, Self::AllAlike),
        ];
        cautions.into_iter().filter(|(holds, _)| *holds).map(|(_, caution)| caution).collect()
    }
}
