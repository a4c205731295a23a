package aftersales

/** The stable code, the same in every language, such as `calendar.break.reversed`. */
val AftersalesException.code: String
    get() = when (this) {
        is AftersalesException.Malformed -> this.code
        is AftersalesException.Invalid -> this.code
        is AftersalesException.Refused -> this.code
        is AftersalesException.BrokenLog -> this.code
    }

/** What is wrong, with the value in question and what would be right. */
val AftersalesException.detail: String
    get() = when (this) {
        is AftersalesException.Malformed -> this.detail
        is AftersalesException.Invalid -> this.detail
        is AftersalesException.Refused -> this.detail
        is AftersalesException.BrokenLog -> this.detail
    }

/** Where in what was handed in, if the error has a place there, such as `weekly.mon[0].close`. */
val AftersalesException.path: String?
    get() = when (this) {
        is AftersalesException.Malformed -> this.path
        is AftersalesException.Invalid -> this.path
        is AftersalesException.Refused -> null
        is AftersalesException.BrokenLog -> this.path
    }

/** What stands at that place, as JSON. */
val AftersalesException.value: String?
    get() = when (this) {
        is AftersalesException.Malformed -> this.value
        is AftersalesException.Invalid -> this.value
        is AftersalesException.Refused, is AftersalesException.BrokenLog -> null
    }

/** Everything that is wrong or stands in the way, where it can be more than one thing. */
val AftersalesException.reasons: List<Reason>
    get() = when (this) {
        is AftersalesException.Invalid -> this.reasons
        is AftersalesException.Refused -> this.reasons
        is AftersalesException.Malformed, is AftersalesException.BrokenLog -> emptyList()
    }
