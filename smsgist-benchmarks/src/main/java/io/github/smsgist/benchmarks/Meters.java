package io.github.smsgist.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * What this process has used up to now.
 *
 * @param nanos the time it is
 * @param cpuNanos processor time of all threads, the JVM's own among them
 * @param allocatedBytes what the threads that live now have allocated in their lives.
 * Java 17 has no such figure for threads that are gone; no client here starts threads per
 * call
 * @param server processor time of the server's process
 */
record Meters(long nanos, long cpuNanos, long allocatedBytes, Duration server) {

	private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	static Meters read(ProcessHandle server) {
		return new Meters(System.nanoTime(), processorNanos(), allocated(),
				server.info().totalCpuDuration().orElse(Duration.ZERO));
	}

	static long processorNanos() {
		return SYSTEM.getProcessCpuTime();
	}

	static int threads() {
		return THREADS.getThreadCount();
	}

	/**
	 * How long the compiler has worked up to now.
	 */
	static long compilationMillis() {
		return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
	}

	/**
	 * The heap in use after everything that is garbage has been collected.
	 */
	static long liveBytes() {
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 3; i++) {
			System.gc();
			least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
		}
		return least;
	}

	private static long allocated() {
		long sum = 0;
		for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
			sum += Math.max(0, bytes);
		}
		return sum;
	}

}
