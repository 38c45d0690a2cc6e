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
 * A component with its own JVM.
 *
 * @see Spec
 */
final class JavaComponent implements Component {

    /** Completing requests in flight takes seconds; writing a start-up cache takes minutes on a busy machine. */
    private static final int SECONDS_TO_STOP = 45;

    private static final int SECONDS_TO_WRITE_CACHE = 300;

    /** Makes the process's files private to the user. The JVM replaces the shell, so it has the shell's process id. */
    private static final List<String> PRIVATE = List.of("/bin/sh", "-c", "umask 077 && exec \"$0\" \"$@\"");

    private final Spec spec;
    private final Supplier<StartCaches.Flags> cache;
    private final BooleanSupplier isResponding;
    private volatile Process process;
    private volatile boolean shouldRun;
    private volatile boolean writesCache;

    /**
     * The command.
     *
     * @param name name of the component
     * @param prefix program and arguments that start the JVM, for example in a network namespace; empty for none. It
     *     must be replaced by the JVM
     * @param flags JVM flags, ending with the class path or jar
     * @param arguments program arguments
     * @param folder working folder
     * @param log log file, appended to
     */
    record Spec(String name, List<String> prefix, List<String> flags, List<String> arguments, Path folder, Path log) {

        Spec(String name, List<String> flags, List<String> arguments, Path folder, Path log) {
            this(name, List.of(), flags, arguments, folder, log);
        }
    }

    JavaComponent(Spec spec, BooleanSupplier isResponding) {
        this(spec, () -> StartCaches.Flags.NONE, isResponding);
    }

    /**
     * @param cache cache flags, evaluated at each start
     * @param isResponding readiness check
     */
    JavaComponent(Spec spec, Supplier<StartCaches.Flags> cache, BooleanSupplier isResponding) {
        this.spec = spec;
        this.cache = cache;
        this.isResponding = isResponding;
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
        command.addAll(spec.prefix());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        var flags = cache.get();
        writesCache = flags.writes();
        command.addAll(flags.flags());
        command.addAll(spec.flags());
        command.addAll(spec.arguments());
        try {
            OwnerOnly.folder(spec.folder());
            OwnerOnly.file(spec.log());
            shouldRun = true;
            var builder = new ProcessBuilder(command)
                    .directory(spec.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(spec.log().toFile()));
            builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2"); // glibc retains freed memory per arena
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean ready() {
        return process != null && process.isAlive() && isResponding.getAsBoolean();
    }

    @Override
    public boolean crashed() {
        return shouldRun && process != null && !process.isAlive();
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
        terminateAndWait(Process::destroy);
    }

    @Override
    public synchronized void kill9() {
        terminateAndWait(Process::destroyForcibly);
    }

    private void terminateAndWait(Consumer<Process> terminate) {
        shouldRun = false;
        if (process == null) {
            return;
        }
        terminate.accept(process);
        try {
            if (!process.waitFor(writesCache ? SECONDS_TO_WRITE_CACHE : SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the process id, for measurements; it changes with every start. */
    long pid() {
        return process.pid();
    }
}
