package bench

import java.time.DayOfWeek
import java.time.LocalDateTime
import java.time.LocalTime
import java.time.ZoneOffset
import org.dhatim.businesshours.BusinessHours
import org.mpxj.DayType
import org.mpxj.LocalTimeRange
import org.mpxj.ProjectCalendar
import org.mpxj.ProjectFile
import org.mpxj.TimeUnit

/** Monday to Friday from nine to five, as MPXJ, the library of project plans, has it. */
class Mpxj {
    private val calendar: ProjectCalendar = ProjectFile().addCalendar().apply {
        for (day in DayOfWeek.entries) {
            val isOpen = day < DayOfWeek.SATURDAY
            setCalendarDayType(day, if (isOpen) DayType.WORKING else DayType.NON_WORKING)
            val hours = addCalendarHours(day)
            if (isOpen) hours.add(LocalTimeRange(LocalTime.of(9, 0), LocalTime.of(17, 0)))
        }
    }

    fun minutes(from: LocalDateTime, to: LocalDateTime): Double = calendar.getWork(from, to, TimeUnit.MINUTES).duration
}

/** The same hours as business-hours-java has them; it says whether they are open and does not add them up. */
class Dhatim {
    private val hours = BusinessHours("wday{Mon-Fri} hour{9-16}")

    fun isOpen(at: LocalDateTime): Boolean = hours.isOpen(at)
}

fun localTime(micros: Long): LocalDateTime = LocalDateTime.ofEpochSecond(micros / 1_000_000, 0, ZoneOffset.UTC)
