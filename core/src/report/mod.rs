//! Figures, estimates and readings as text for people, in English and Chinese.
