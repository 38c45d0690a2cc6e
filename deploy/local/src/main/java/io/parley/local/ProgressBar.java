package io.parley.local;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows on the last line of a terminal how far the start is and how long it takes, by the duration of the last one; lines
 * of progress are printed above it. Where the output is no terminal, it prints the lines only.
 */
final class ProgressBar implements Progress, AutoCloseable {
    private static final int WIDTH = 30;
    private static final int REDRAW_MS = 200;
    private static final double MAX_FRACTION = 0.99;
    private static final String CLEAR = "\r\u001b[K";
    private static final String CYAN = "\u001b[36m";
    private static final String RESET = "\u001b[0m";

    private final PrintStream out;
    private final Duration expected;
    private final InstantSource time;
    private final java.time.Instant begin;
    private final ScheduledExecutorService timer;
    private boolean isOpen;

    private ProgressBar(PrintStream out, boolean isTerminal, Duration expected, InstantSource time) {
        this.out = out;
        this.expected = expected;
        this.time = time;
        this.begin = time.instant();
        this.isOpen = isTerminal;
        this.timer = isTerminal
                ? Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("progress").factory())
                : null;
    }

    /** @param expected duration of the last start */
    static ProgressBar of(PrintStream out, boolean isTerminal, Duration expected, InstantSource time) {
        var bar = new ProgressBar(out, isTerminal, expected, time);
        if (isTerminal) {
            bar.timer.scheduleAtFixedRate(bar::draw, 0, REDRAW_MS, TimeUnit.MILLISECONDS);
        }
        return bar;
    }

    Duration elapsed() {
        return Duration.between(begin, time.instant());
    }

    @Override
    public synchronized void print(String line) {
        out.println(isOpen ? CLEAR + line : line);
        draw();
    }

    private synchronized void draw() {
        if (isOpen) {
            out.print(CLEAR + render(elapsed(), expected));
            out.flush();
        }
    }

    /** Returns the bar, with the time that is left by the last start. */
    static String render(Duration elapsed, Duration expected) {
        var fraction = Math.min(MAX_FRACTION, (double) elapsed.toMillis() / Math.max(1, expected.toMillis()));
        var full = (int) Math.round(fraction * WIDTH);
        var left = expected.minus(elapsed).plusMillis(999).toSeconds();
        var text = left > 0 ? "about %d s left".formatted(left) : "it takes longer than the last time";
        return "  %s%s%s%s %3d %%  %s"
                .formatted(CYAN, "█".repeat(full), RESET, "░".repeat(WIDTH - full), Math.round(fraction * 100), text);
    }

    /** Removes the bar. */
    @Override
    public synchronized void close() {
        if (isOpen) {
            isOpen = false;
            timer.shutdownNow();
            out.print(CLEAR);
            out.flush();
        }
    }
}
