use aftersales::kpi::statistics as core;

use super::{Interval, SignificanceTest, confidence, interval};
use crate::Tally;
use crate::error::Answer;

/// So many of so many.
#[derive(Debug, Clone, Copy, uniffi::Record)]
pub struct Share {
    /// How many.
    pub successes: Tally,
    /// Of how many; of none there is no rate and no interval.
    pub n: Tally,
}

/// A share with its intervals.
#[derive(Debug, Clone, uniffi::Record)]
pub struct ShareIntervals {
    /// The share from 0 to 1.
    pub rate: Option<f64>,
    /// Wilson's interval, the one that figures carry.
    pub wilson: Option<Interval>,
    /// Wilson's interval with continuity correction.
    pub wilson_corrected: Option<Interval>,
    /// The exact interval of Clopper and Pearson.
    pub clopper_pearson: Option<Interval>,
    /// The interval of Agresti and Coull.
    pub agresti_coull: Option<Interval>,
    /// Jeffreys' interval.
    pub jeffreys: Option<Interval>,
    /// Why the share should not be read as it stands.
    pub cautions: Vec<ShareCaution>,
}

/// Why a share should not be read as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
#[non_exhaustive]
pub enum ShareCaution {
    /// It is of few cases.
    FewCases,
    /// Its interval is wide.
    WideInterval,
    /// Its interval is wide beside the share.
    WideForItsShare,
    /// All cases are alike.
    AllAlike,
}

/// How far two shares lie apart, and whether chance may be the reason.
#[derive(Debug, Clone, uniffi::Record)]
pub struct ShareDifference {
    /// The first share less the second.
    pub difference: Option<f64>,
    /// Newcombe's interval of the difference.
    pub newcombe: Option<Interval>,
    /// The z test with the pooled share.
    pub pooled_z: Option<SignificanceTest>,
    /// The two-sided probability of Fisher's exact test.
    pub fisher: Option<f64>,
}

/// Which groups differ from the whole by more than their size explains.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Funnel {
    /// The share of all groups together, which the limits lie around.
    pub centre: f64,
    /// The groups in their order.
    pub groups: Vec<FunnelGroup>,
}

/// A group of a funnel.
#[derive(Debug, Clone, uniffi::Record)]
pub struct FunnelGroup {
    /// The exact limits for its size.
    pub limits: Option<Interval>,
    /// Where it stands against them.
    pub standing: Option<GroupStanding>,
}

/// Where a group stands against the limits for its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
#[non_exhaustive]
pub enum GroupStanding {
    /// Above the upper limit.
    Above,
    /// Between the limits.
    Within,
    /// Below the lower limit.
    Below,
}

/// A share with its intervals.
#[uniffi::export(default(confidence = 0.95))]
pub fn share_intervals(share: Share, confidence: f64) -> Answer<ShareIntervals> {
    let (share, level) = (share.core()?, self::confidence(confidence)?);
    let caution = |caution: core::Caution| match caution {
        core::Caution::FewCases => ShareCaution::FewCases,
        core::Caution::WideInterval => ShareCaution::WideInterval,
        core::Caution::WideForItsShare => ShareCaution::WideForItsShare,
        _ => ShareCaution::AllAlike,
    };
    Ok(ShareIntervals {
        rate: share.rate(),
        wilson: interval(share.wilson(level)),
        wilson_corrected: interval(share.wilson_corrected(level)),
        clopper_pearson: interval(share.clopper_pearson(level)),
        agresti_coull: interval(share.agresti_coull(level)),
        jeffreys: interval(share.jeffreys(level)),
        cautions: core::Caution::of(share).into_iter().map(caution).collect(),
    })
}

/// How far a first share lies above a second.
#[uniffi::export(default(confidence = 0.95))]
pub fn compare_shares(first: Share, second: Share, confidence: f64) -> Answer<ShareDifference> {
    let pair = core::ProportionDifference::new(first.core()?, second.core()?);
    Ok(ShareDifference {
        difference: pair.difference(),
        newcombe: interval(pair.newcombe(self::confidence(confidence)?)),
        pooled_z: pair.pooled_z().map(SignificanceTest::from),
        fisher: pair.fisher(),
    })
}

/// Which groups differ from the whole by more than their size explains; null where no group has a case.
#[uniffi::export(default(confidence = 0.998))]
pub fn funnel(groups: Vec<Share>, confidence: f64) -> Answer<Option<Funnel>> {
    let level = self::confidence(confidence)?;
    let groups = groups.into_iter().map(Share::core).collect::<Answer<Vec<_>>>()?;
    let Some(funnel) = core::Funnel::new(&groups) else { return Ok(None) };
    let standing = |standing| match standing {
        core::Standing::Above => GroupStanding::Above,
        core::Standing::Below => GroupStanding::Below,
        _ => GroupStanding::Within,
    };
    let groups = groups.iter().map(|&group| FunnelGroup {
        limits: interval(funnel.limits(group.n(), level)),
        standing: funnel.standing(group, level).map(standing),
    });
    Ok(Some(Funnel { centre: funnel.centre(), groups: groups.collect() }))
}

impl Share {
    pub(super) fn core(self) -> Answer<core::Proportion> {
        Ok(core::Proportion::new(self.successes.0, self.n.0)?)
    }

    pub(super) fn of(share: core::Proportion) -> Self {
        Self { successes: Tally(share.successes()), n: Tally(share.n()) }
    }
}
