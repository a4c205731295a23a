//! Who must hear of a ticket, and which functional level holds it: rules over readings.
