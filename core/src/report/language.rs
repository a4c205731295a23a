use crate::vocabulary::words;

words! {
    /// The language of a text for people.
    ///
    /// ```
    /// use aftersales::report::Language;
    ///
    /// assert_eq!("zh".parse(), Ok(Language::Chinese));
    /// ```
    Language, "language" {
        /// English.
        English = "en",
        /// Simplified Chinese.
        Chinese = "zh",
    }
}
