package io.parley.bench;

import io.parley.local.Service;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * (f) How soon requests beyond the maximum get their 503, while the others are served: at messaging-service itself and
 * through the front, for clients that wait as long as Retry-After asks for, and for clients that hardly wait.
 */
final class OverloadBench {
    /** About three times the default of {@code parley.http.max-requests}. */
    private static final int CONNECTIONS = 1_500;

    private static final Duration POLITE = Duration.ofSeconds(1);
    private static final Duration IMPATIENT = Duration.ofMillis(100);
    private static final double TARGET_MILLIS = 50;

    private final Path home;
    private final Pace pace;
    private final Report report;

    OverloadBench(Path home, Pace pace, Report report) {
        this.home = home;
        this.pace = pace;
        this.report = report;
    }

    void run() {
        report.print(
                "(f) overload: " + CONNECTIONS + " connections; 503s within " + TARGET_MILLIS + " ms are the target");
        try (var stack = Stack.start(home, pace.jvm(), Set.of(Service.MESSAGING), true)) {
            load(stack, stack.messaging(), POLITE, pace.warmUp());
            measure(stack, "overload", "messaging-service, retry after 1 s", stack.messaging(), POLITE);
            measure(stack, "overloadRetries", "messaging-service, retry after 0.1 s", stack.messaging(), IMPATIENT);
            measure(stack, "overloadFront", "front, retry after 1 s", stack.front(), POLITE);
        }
    }

    private void measure(Stack stack, String name, String label, URI server, Duration pause) {
        stack.clear();
        report.overload(name, label, load(stack, server, pause, pace.load()), pace.load());
    }

    private OverloadClient.Result load(Stack stack, URI server, Duration pause, Duration time) {
        var texts = BenchContents.texts();
        return new OverloadClient(server, () -> stack.message("whatsapp", texts.get()), pause).run(CONNECTIONS, time);
    }
}
