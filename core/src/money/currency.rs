use core::fmt;
use core::str::FromStr;

use super::{Decimal, MoneyError};
use crate::time::shown;

/// A currency of ISO 4217 with the number of digits that its minor units have.
///
/// Metals, test codes and others without minor units are refused. Codes that ISO withdrew since 2020 are still read, for
/// the sake of older documents.
///
/// ```
/// use aftersales::money::Currency;
///
/// let currencies = ["EUR", "JPY", "KWD"].map(|code| code.parse::<Currency>().map(Currency::digits));
/// assert_eq!(currencies, [Ok(2), Ok(0), Ok(3)]);
/// assert_eq!("EURO".parse::<Currency>().unwrap_err().code(), "money.currency.unknown");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    code: [u8; 3],
    digits: u8,
}

/// ISO 4217 list one by digits of the minor unit, as of January 2026, with the codes withdrawn since 2020 (`ANG`, `BGN`, `CUC`,
/// `HRK`, `SLL`, `ZWL`).
const CODES: [(u8, &str); 4] = [
    (
        2,
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE \
         CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD \
         HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP \
         MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR \
         SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED \
         VES WST XAD XCD XCG YER ZAR ZMW ZWG ZWL",
    ),
    (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
    (3, "BHD IQD JOD KWD LYD OMR TND"),
    (4, "CLF UYW"),
];

impl Currency {
    /// The code, such as `EUR`.
    #[must_use]
    pub fn code(&self) -> &str {
        core::str::from_utf8(&self.code).unwrap_or_default()
    }

    /// The digits after the point that its minor units have, 0 to 4.
    #[must_use]
    pub const fn digits(self) -> u32 {
        self.digits as u32
    }

    /// One minor unit, such as `0.01`.
    #[must_use]
    pub fn minor_unit(self) -> Decimal {
        Decimal::new(1, self.digits())
    }

    /// Every currency there is, in the order of digits and codes in which the table has them.
    pub fn all() -> impl Iterator<Item = Self> {
        CODES.iter().flat_map(|(digits, codes)| {
            codes.split_ascii_whitespace().filter_map(|code| Self::of(code, *digits))
        })
    }

    fn of(code: &str, digits: u8) -> Option<Self> {
        Some(Self { code: code.as_bytes().try_into().ok()?, digits })
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let known =
            |codes: &str| codes.as_bytes().chunks(4).any(|code| code.get(..3) == Some(text.as_bytes()));
        let found = CODES.iter().find(|(_, codes)| text.len() == 3 && known(codes));
        let currency = found.and_then(|(digits, _)| Self::of(text, *digits));
        currency.ok_or_else(|| MoneyError::UnknownCurrency { value: shown(text) })
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
