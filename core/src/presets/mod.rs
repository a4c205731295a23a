//! Policy bundles that ship with the library, to start from, to copy, to change; and public holidays.

mod holidays;

use core::fmt;

use crate::policy::{Bundle, PolicyErrors};
use crate::time::ZoneDatabase;
use crate::wire::{BundleDocument, WireError};

pub use holidays::HolidayPreset;

/// A bundle that ships with the library.
///
/// ```
/// use aftersales::presets::Preset;
/// use aftersales::sla::Inputs;
/// use aftersales::time::ZoneDatabase;
///
/// let bundle = Preset::AfterSales.compile(&ZoneDatabase::bundled())?;
/// let sla = bundle.sla().ok_or("the preset has service levels")?;
/// let urgent = Inputs { priority: Some("P1".parse()?), ..Inputs::default() };
/// // A Saturday night in Shanghai: P1 is round the clock.
/// let promises = sla.promises(&urgent, "2026-03-07T14:00:00Z".parse()?);
/// assert_eq!(promises[0].due, Some("2026-03-07T14:30:00Z".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Preset {
    /// P1 to P4 with tiers, complaints and outages as caps (domain facts SL-1 to SL-8).
    AfterSales,
    /// Three grades 一级, 二级 and 三级: 2 h/4 h, 4 h/24 h and 8 h/3 working days (domain facts PR-2, SL-1 to SL-3).
    ThreeGrade,
    /// The clocks alone, for a host with a lifecycle of its own.
    ClocksOnly,
}

impl Preset {
    /// All presets.
    pub const ALL: &'static [Self] = &[Self::AfterSales, Self::ThreeGrade, Self::ClocksOnly];

    /// Its name, such as `after-sales`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AfterSales => "after-sales",
            Self::ThreeGrade => "three-grade",
            Self::ClocksOnly => "clocks-only",
        }
    }

    /// The preset of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|preset| preset.as_str() == name)
    }

    /// Its document as text.
    #[must_use]
    pub const fn json(self) -> &'static str {
        match self {
            Self::AfterSales => include_str!("../../presets/after-sales.json"),
            Self::ThreeGrade => include_str!("../../presets/three-grade.json"),
            Self::ClocksOnly => include_str!("../../presets/clocks-only.json"),
        }
    }

    /// Its document.
    ///
    /// # Errors
    ///
    /// None for the presets that ship; the type is that of every other document.
    pub fn document(self) -> Result<BundleDocument, WireError> {
        BundleDocument::from_json(self.json())
    }

    /// The preset, compiled.
    ///
    /// # Errors
    ///
    /// [`PolicyErrors`] where the database does not know the zone `Asia/Shanghai`.
    pub fn compile(self, zones: &ZoneDatabase) -> Result<Bundle, PolicyErrors> {
        Bundle::compile(&self.document()?, zones)
    }
}

impl fmt::Display for Preset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
