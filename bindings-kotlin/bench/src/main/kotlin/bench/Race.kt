package bench

/** One contender: what it does, and over how many rows, so that slow ones need not take all day. */
class Contender(val name: String, val rows: Int, val run: () -> Any)

/** The median time a row takes each contender, in nanoseconds. */
class Race(private val contenders: List<Contender>, private val rounds: Int) {
    /** Runs all contenders in turn, round after round, so that a noisy neighbour disturbs all of them alike. */
    fun run(): Map<String, Double> {
        repeat(WARM_UP) { contenders.forEach(::time) }
        val times = contenders.associate { it.name to mutableListOf<Double>() }
        repeat(rounds) { contenders.forEach { times.getValue(it.name) += time(it) } }
        return times.mapValues { (_, rounds) -> rounds.sorted()[rounds.size / 2] }
    }

    /** One call is over before the collector and the compiler have done what they do in the long run. */
    private fun time(contender: Contender): Double {
        val started = System.nanoTime()
        var calls = 0
        do {
            blackHole = contender.run()
            calls++
        } while (System.nanoTime() - started < LONG_ENOUGH)
        return (System.nanoTime() - started).toDouble() / (calls.toDouble() * contender.rows)
    }

    private companion object {
        const val WARM_UP = 5

        /** In nanoseconds. */
        const val LONG_ENOUGH = 100_000_000L

        /** Keeps the compiler from leaving out work whose result nobody reads. */
        @Volatile
        var blackHole: Any? = null
    }
}
