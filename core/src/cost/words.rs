use core::fmt;
use core::str::FromStr;

use super::CostError;
use crate::time::shown;

/// Declares a closed list of words with their wire form.
macro_rules! words {
    ($(#[$about:meta])* $list:ident, $title:literal { $($(#[$doc:meta])* $word:ident = $text:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $list {
            $($(#[$doc])* $word,)+
        }

        impl $list {
            /// All words of the list, in order.
            pub const ALL: &'static [Self] = &[$(Self::$word,)+];

            /// The word as it stands in documents.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$word => $text,)+
                }
            }
        }

        impl FromStr for $list {
            type Err = CostError;

            fn from_str(text: &str) -> Result<Self, CostError> {
                Self::ALL.iter().copied().find(|word| word.as_str() == text).ok_or_else(|| CostError::Undefined {
                    path: $title.to_owned(),
                    value: shown(text),
                    known: super::error::known(Self::ALL.iter().map(|word| word.as_str())),
                })
            }
        }

        impl fmt::Display for $list {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

words! {
    /// Who pays (domain fact CO-9). The order is that in which a minor unit that cannot be split is given.
    ///
    /// ```
    /// use aftersales::cost::Payer;
    ///
    /// assert_eq!("service_side".parse(), Ok(Payer::ServiceSide));
    /// ```
    Payer, "payer" {
        /// The customer.
        Customer = "customer",
        /// The maker's warranty.
        Warranty = "warranty",
        /// A service contract.
        Contract = "contract",
        /// The desk, out of goodwill.
        Goodwill = "goodwill",
        /// An insurer.
        Insurer = "insurer",
        /// The desk, for what is its own fault, such as a wrong diagnosis (domain fact DG-3).
        ServiceSide = "service_side",
    }
}

words! {
    /// The kind of a line (domain facts CO-1, CO-2, CO-6).
    LineKind, "kind" {
        /// Finding the fault.
        Diagnosis = "diagnosis",
        /// Labour.
        Labour = "labour",
        /// Travel.
        Travel = "travel",
        /// A part.
        Part = "part",
        /// The deposit for a part until the replaced one comes back.
        CoreCharge = "core_charge",
        /// Procuring a part.
        Procurement = "procurement",
        /// Freight.
        Freight = "freight",
        /// Small material.
        Consumables = "consumables",
        /// Work that is bought in.
        Outsourcing = "outsourcing",
        /// A fee.
        Fee = "fee",
        /// A discount or credit.
        Discount = "discount",
        /// A tax.
        Tax = "tax",
        /// What closes a sum of rounded amounts, or rounds cash.
        Rounding = "rounding",
    }
}

words! {
    /// The hours in which somebody works.
    WorkHours, "hours" {
        /// Open time of the calendar.
        Regular = "regular",
        /// On a working day outside open time.
        AfterHours = "after_hours",
        /// On a day on which no shift starts.
        RestDay = "rest_day",
        /// On a holiday.
        Holiday = "holiday",
    }
}

words! {
    /// The unit of a quantity or of a price.
    Unit, "unit" {
        /// A second.
        Second = "second",
        /// An hour.
        Hour = "hour",
        /// A piece.
        Piece = "piece",
        /// A kilometre.
        Kilometre = "kilometre",
        /// A kilogram.
        Kilogram = "kilogram",
        /// A journey.
        Journey = "journey",
        /// A consignment.
        Consignment = "consignment",
    }
}

words! {
    /// What of a line differs between two versions of an estimate.
    ChangeReason, "reason" {
        /// What is charged.
        Item = "item",
        /// How much of it.
        Quantity = "quantity",
        /// Its price.
        Rate = "rate",
        /// What the price is multiplied by.
        Multiplier = "multiplier",
        /// The per cent.
        Percent = "percent",
        /// The amount.
        Amount = "amount",
        /// Who pays.
        Payers = "payers",
    }
}

words! {
    /// What the cost of the service side is made of (domain fact CO-6).
    CostShare, "share" {
        /// Labour.
        Labour = "labour",
        /// Parts.
        Parts = "parts",
        /// Transport.
        Transport = "transport",
        /// The rest, such as outsourcing.
        Other = "other",
    }
}
