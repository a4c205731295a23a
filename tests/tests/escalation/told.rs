//! The core tells the same as the oracle, tick by tick.

use aftersales_tests::oracle::escalations;
use proptest::prelude::*;

use crate::generate::{DAYS, Range, cases};
use crate::host::{Host, minute, told};
use crate::share;

proptest! {
    #![proptest_config(share(100))]

    #[test]
    fn every_firing_is_as_the_oracle_tells_it(case in cases(Range::All)) {
        let mut host = Host::new(&case);
        host.live(&case, minute(DAYS));
        let got: Vec<_> = host.log.iter().map(told).collect();
        let expected = escalations(&case.rules, &case.desk, &case.life, DAYS);
        // The oracle looks one microsecond further.
        let expected: Vec<_> = expected.into_iter().filter(|firing| firing.at <= DAYS * 60_000_000).collect();
        prop_assert_eq!(got, expected);
    }
}
