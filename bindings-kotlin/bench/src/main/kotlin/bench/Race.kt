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

    private fun time(contender: Contender): Double {
        val started = System.nanoTime()
        blackHole = contender.run()
        return (System.nanoTime() - started).toDouble() / contender.rows
    }

    private companion object {
        const val WARM_UP = 3

        /** Keeps the compiler from leaving out work whose result nobody reads. */
        @Volatile
        var blackHole: Any? = null
    }
}
