package io.parley.local;

import io.parley.embedded.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A part that is a JVM of its own.
 *
 * @see Spec
 */
final class JavaComponent implements Component {

    /** Finishing what is in flight takes a moment; writing a start-up cache takes minutes on a busy machine. */
    private static final int SECONDS_TO_STOP = 45;

    private static final int SECONDS_TO_WRITE_CACHE = 300;

    /** No other user may read what the process writes. The shell is replaced by the JVM, so its process id is the JVM's. */
    private static final List<String> PRIVATE = List.of("/bin/sh", "-c", "umask 077 && exec \"$0\" \"$@\"");

    private final Spec spec;
    private final Supplier<StartCaches.Flags> cache;
    private final BooleanSupplier answers;
    private volatile Process process;
    private volatile boolean wanted;
    private volatile boolean writesCache;

    /**
     * What is run.
     *
     * @param name the part's name
     * @param flags of the JVM, last the class path or jar
     * @param arguments of the program
     * @param folder working folder
     * @param log where it writes, appended
     */
    record Spec(String name, List<String> flags, List<String> arguments, Path folder, Path log) {}

    JavaComponent(Spec spec, BooleanSupplier answers) {
        this(spec, () -> StartCaches.Flags.NONE, answers);
    }

    /**
     * @param cache asked at each start
     * @param answers whether it does its work
     */
    JavaComponent(Spec spec, Supplier<StartCaches.Flags> cache, BooleanSupplier answers) {
        this.spec = spec;
        this.cache = cache;
        this.answers = answers;
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public synchronized void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        var command = new ArrayList<>(PRIVATE);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        var flags = cache.get();
        writesCache = flags.writes();
        command.addAll(flags.flags());
        command.addAll(spec.flags());
        command.addAll(spec.arguments());
        try {
            OwnerOnly.folder(spec.folder());
            OwnerOnly.file(spec.log());
            wanted = true;
            var builder = new ProcessBuilder(command)
                    .directory(spec.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(spec.log().toFile()));
            builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2"); // glibc keeps freed memory in every arena
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean ready() {
        return process != null && process.isAlive() && answers.getAsBoolean();
    }

    @Override
    public boolean fell() {
        return wanted && process != null && !process.isAlive();
    }

    @Override
    public long cpuMillis() {
        var running = process;
        return running == null
                ? 0
                : running.toHandle()
                        .info()
                        .totalCpuDuration()
                        .map(Duration::toMillis)
                        .orElse(0L);
    }

    @Override
    public synchronized void stop() {
        end(Process::destroy);
    }

    @Override
    public synchronized void kill9() {
        end(Process::destroyForcibly);
    }

    private void end(Consumer<Process> how) {
        wanted = false;
        if (process == null) {
            return;
        }
        how.accept(process);
        try {
            if (!process.waitFor(writesCache ? SECONDS_TO_WRITE_CACHE : SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The process's id, for measurements; it changes with every start. */
    long pid() {
        return process.pid();
    }
}
