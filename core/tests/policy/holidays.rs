//! The holidays that ship with the library.

use std::collections::BTreeSet;

use aftersales::presets::{HolidayPreset, Preset};
use aftersales::time::Date;

/// Monday is 0; the first day of 1970 was a Thursday.
fn weekday(date: Date) -> i64 {
    (date.days() + 3).rem_euclid(7)
}

#[test]
fn dates_stand_under_their_year_and_once() {
    for preset in HolidayPreset::ALL {
        let document = preset.document().unwrap();
        assert_eq!(HolidayPreset::named(&document.name), Some(*preset));
        let years: Vec<i32> = document.years.iter().map(|year| year.year).collect();
        let (first, last) = (document.first_year().unwrap(), document.last_year().unwrap());
        assert_eq!(years, (first..=last).collect::<Vec<_>>(), "{preset}");
        document.as_of.parse::<Date>().unwrap();
        for year in &document.years {
            let dates: Vec<Date> = year.holidays.iter().map(|text| text.parse().unwrap()).collect();
            assert!(dates.is_sorted() && dates.len() >= 9, "{preset} {}", year.year);
            let all: Vec<&String> = year.holidays.iter().chain(&year.make_up_days).collect();
            assert!(
                all.iter().all(|text| text.starts_with(&year.year.to_string())),
                "{preset} {}",
                year.year
            );
            assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{preset} {}", year.year);
        }
    }
}

#[test]
fn make_up_days_are_days_of_a_weekend() {
    let china = HolidayPreset::China.document().unwrap();
    assert!(china.make_up_days().all(|text| weekday(text.parse().unwrap()) >= 5));
    assert!(china.years.iter().all(|year| !year.make_up_days.is_empty() && !year.sources.is_empty()));
    let us = HolidayPreset::UsFederal.document().unwrap();
    assert!(us.holidays().all(|text| weekday(text.parse().unwrap()) < 5));
    assert_eq!(us.make_up_days().count(), 0);
}

#[test]
fn the_preset_bundles_keep_the_holidays_of_china() {
    let china = HolidayPreset::China.document().unwrap();
    for preset in Preset::ALL {
        for calendar in preset.document().unwrap().calendars.values() {
            let listed: BTreeSet<&str> = calendar.holidays.iter().map(String::as_str).collect();
            if !listed.is_empty() {
                let expected = china.holidays().filter(|text| text.starts_with("2026")).collect();
                assert_eq!(listed, expected, "{preset}");
            }
        }
    }
}
