package io.parley.bench;

import io.parley.local.LocalIdentities;
import io.parley.local.Service;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * (g) Reads of what Meta knows about an account, against reads of a configuration: both are rows of our database, so
 * they cost the same, and Meta is not called.
 */
final class ReadsBench {
    private static final int CONNECTIONS = 64;
    private static final double TARGET = 0.8;
    private static final String API = "/conversations/v3";
    private static final String NUMBER = API + "/channels/whatsapp/phone-numbers/" + LocalIdentities.WHATSAPP_NUMBER;
    private static final String CONFIGURATION =
            API + "/configurations/channels/whatsapp/phone-numbers/" + LocalIdentities.WHATSAPP_NUMBER;

    private final Vertx vertx;
    private final Path home;
    private final Pace pace;
    private final Report report;

    ReadsBench(Vertx vertx, Path home, Pace pace, Report report) {
        this.vertx = vertx;
        this.home = home;
        this.pace = pace;
        this.report = report;
    }

    void run() {
        report.print("(g) reads of a WhatsApp number against reads of its configuration");
        try (var stack = Stack.start(home, pace.jvm(), Set.of(Service.MESSAGING), false)) {
            load(stack, NUMBER, pace.warmUp());
            load(stack, CONFIGURATION, pace.warmUp());
            var before = stack.accountCalls();
            var rounds = Rounds.interleaved(
                    pace.rounds(),
                    () -> load(stack, NUMBER, pace.round()).perSecond(),
                    () -> load(stack, CONFIGURATION, pace.round()).perSecond());
            report.ratio("accountReads", TARGET, "reads of a number", "reads of its configuration", rounds);
            report.figure("accountReadCalls", "calls to Meta meanwhile", stack.accountCalls() - before);
        }
    }

    private LoadResult load(Stack stack, String path, Duration time) {
        var request = new Request(path, stack.headers(), null);
        var result = new HttpLoad(vertx, stack.messaging(), 200).closedLoop(CONNECTIONS, time, () -> request);
        if (result.bad() > 0) {
            throw new IllegalStateException(result.bad() + " reads of " + path + " failed");
        }
        return result;
    }
}
