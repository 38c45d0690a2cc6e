package io.parley.bench;

import io.parley.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The largest resident memory of each kind of process while benchmarks run, whichever of them started it: of a JVM what
 * Linux records (VmHWM), of PostgreSQL the sum of its processes at the samples, shared pages counted once.
 */
final class PeakMemory implements AutoCloseable {

    private static final long SAMPLE_SECONDS = 2;

    /** By a part of the command line. */
    private static final Map<String, String> JVMS = Stream.concat(
                    Arrays.stream(Service.values())
                            .map(service -> Map.entry("/" + service.module() + "/target/", service.module())),
                    Stream.of(Map.entry("/parley-sandbox-", "sandbox"), Map.entry("EmbeddedKafka", "kafka")))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final Map<String, Double> megabytes = new TreeMap<>();
    private final ScheduledExecutorService samples = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    private PeakMemory() {}

    static PeakMemory start() {
        var peaks = new PeakMemory();
        peaks.samples.scheduleWithFixedDelay(peaks::sample, SAMPLE_SECONDS, SAMPLE_SECONDS, TimeUnit.SECONDS);
        return peaks;
    }

    /** Returns the megabytes by kind of process. */
    synchronized Map<String, Double> megabytes() {
        return new TreeMap<>(megabytes);
    }

    private synchronized void sample() {
        var children =
                ProcessHandle.current().descendants().map(ProcessHandle::pid).toList();
        for (var pid : children) {
            var command = read(pid, "cmdline");
            kindOfJvm(command).ifPresent(kind -> merge(kind, megabytes(pid, "status", "VmHWM:")));
        }
        merge(Stack.POSTGRES, postgresMegabytes());
    }

    /** The server is no descendant: it detaches itself when it starts. */
    private static double postgresMegabytes() {
        return ProcessHandle.allProcesses()
                .filter(process -> isServer(read(process.pid(), "cmdline")))
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                .mapToDouble(process -> megabytes(process.pid(), "smaps_rollup", "Pss:"))
                .sum();
    }

    private static boolean isServer(String command) {
        return command.contains("/bin/postgres") && command.contains("/" + Stack.FOLDER);
    }

    private void merge(String kind, double value) {
        if (value > 0) {
            megabytes.merge(kind, value, Math::max);
        }
    }

    private static Optional<String> kindOfJvm(String command) {
        return JVMS.entrySet().stream()
                .filter(jvm -> command.contains(jvm.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static double megabytes(long pid, String file, String label) {
        return read(pid, file)
                .lines()
                .filter(line -> line.startsWith(label))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .sum();
    }

    /** Returns the text, empty if the process has ended. */
    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        samples.shutdownNow();
    }
}
