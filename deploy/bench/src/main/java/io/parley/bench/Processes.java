package io.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** CPU time and resident memory of the stack's processes, read from Linux's {@code /proc}. */
final class Processes {

    private static final double TICKS_PER_SECOND = 100;

    private final Map<String, Long> roots;

    /** Measures these processes by name, each with all its descendants. */
    Processes(Map<String, Long> roots) {
        this.roots = roots;
    }

    /** Returns the others. */
    Processes without(String name) {
        var others = new LinkedHashMap<>(roots);
        others.remove(name);
        return new Processes(others);
    }

    /** Returns the CPU seconds used so far, by name. */
    Map<String, Double> cpuSeconds() {
        return measure(Processes::cpuSeconds);
    }

    /** Returns the resident megabytes, by name. Sums proportional sizes: shared pages of Postgres count once. */
    Map<String, Double> residentMegabytes() {
        return measure(Processes::residentMegabytes);
    }

    private Map<String, Double> measure(java.util.function.ToDoubleFunction<Long> one) {
        var all = new LinkedHashMap<String, Double>();
        roots.forEach((name, pid) ->
                all.put(name, tree(pid, name).mapToDouble(one::applyAsDouble).sum()));
        return all;
    }

    /** Excludes descendants that are measured under another name. */
    private Stream<Long> tree(long pid, String name) {
        var self = Stream.of(pid);
        var others = roots.values();
        return ProcessHandle.of(pid)
                .map(process -> Stream.concat(
                        self,
                        process.descendants().map(ProcessHandle::pid).filter(child -> !isOther(child, others, name))))
                .orElse(Stream.empty());
    }

    private boolean isOther(long child, java.util.Collection<Long> others, String name) {
        return ProcessHandle.of(child)
                .map(process -> Stream.iterate(
                                process, p -> p != null, p -> p.parent().orElse(null))
                        .map(ProcessHandle::pid)
                        .takeWhile(pid -> !pid.equals(roots.get(name)))
                        .anyMatch(others::contains))
                .orElse(true);
    }

    private static double cpuSeconds(long pid) {
        var stat = read(pid, "stat");
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        if (fields.length < 16) {
            return 0;
        }
        var ticks = 0L;
        for (var i = 11; i <= 14; i++) { // utime, stime and those of ended children
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static double residentMegabytes(long pid) {
        return read(pid, "smaps_rollup")
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .sum();
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (java.nio.file.NoSuchFileException e) {
            return ") ";
        } catch (IOException e) {
            if (!ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
                return ") ";
            }
            throw new UncheckedIOException(e);
        }
    }
}
