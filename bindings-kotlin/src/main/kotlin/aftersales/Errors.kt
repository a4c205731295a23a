package aftersales

/** The stable code, the same in every language, such as `calendar.break.reversed`. */
val AftersalesException.code: String
    get() = when (this) {
        is AftersalesException.Refused -> this.code
    }

/** One sentence with the value in question and what would be right. */
val AftersalesException.detail: String
    get() = when (this) {
        is AftersalesException.Refused -> this.detail
    }

/** Where in the document, if the error has a place there, such as `weekly.mon[0].close`. */
val AftersalesException.path: String?
    get() = when (this) {
        is AftersalesException.Refused -> this.path
    }
