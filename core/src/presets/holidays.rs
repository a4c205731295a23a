use core::fmt;

use crate::wire::{HolidaysDocument, WireError, read_document};

/// Public holidays that ship with the library: dated, with their source, and with a last year that is covered.
///
/// Holidays of the years beyond are decided later, so the [check](crate::policy::check) warns of a calendar that is used there.
///
/// ```
/// use aftersales::calendar::WorkingCalendar;
/// use aftersales::presets::HolidayPreset;
/// use aftersales::time::{Span, ZoneDatabase};
/// use aftersales::wire::{CalendarDocument, ShiftDocument};
///
/// let office = CalendarDocument::weekdays("Asia/Shanghai", &[ShiftDocument::new("09:00", "18:00")]);
/// let holidays = HolidayPreset::China.document()?;
/// let office = WorkingCalendar::compile(&holidays.applied_to(&office, None), &ZoneDatabase::bundled())?;
/// // The Saturday before the Spring Festival of 2026 is worked; the week after it is off.
/// assert!(office.is_working_day("2026-02-14".parse()?));
/// assert!(!office.is_working_day("2026-02-16".parse()?));
/// assert_eq!(office.last_holiday_year(), Some(2026));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum HolidayPreset {
    /// Mainland China by the notices of the General Office of the State Council, with make-up working days (调休).
    China,
    /// The federal holidays of the United States as they are observed from Monday to Friday (5 U.S.C. 6103).
    UsFederal,
}

impl HolidayPreset {
    /// All presets.
    pub const ALL: &'static [Self] = &[Self::China, Self::UsFederal];

    /// Its name, such as `cn`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::China => "cn",
            Self::UsFederal => "us_federal",
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
            Self::China => include_str!("../../presets/holidays/cn.json"),
            Self::UsFederal => include_str!("../../presets/holidays/us_federal.json"),
        }
    }

    /// Its document.
    ///
    /// # Errors
    ///
    /// None for the presets that ship; the type is that of every other document.
    pub fn document(self) -> Result<HolidaysDocument, WireError> {
        read_document(self.json())
    }
}

impl fmt::Display for HolidayPreset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
