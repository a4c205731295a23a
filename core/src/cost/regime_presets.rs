//! The regimes that ship with the library; each file says where it stands and as of when it was read.

macro_rules! presets {
    ($($name:literal,)+) => {
        &[$(($name, include_str!(concat!("../../presets/regimes/", $name, ".json"))),)+]
    };
}

pub(super) const PRESETS: &[(&str, &str)] = presets![
    "ca_on_motor_vehicle_repair",
    "cn_three_guarantees_car",
    "cn_three_guarantees_general",
    "cn_three_guarantees_phone",
    "eu_repair",
    "us_ca_appliance_repair",
    "us_ca_motor_vehicle_repair",
    "us_fl_motor_vehicle_repair",
];
