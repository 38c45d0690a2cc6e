package io.parley.cli;

import io.parley.cli.CallbackServer.Answer;
import io.parley.cli.CallbackServer.Call;
import io.parley.cli.DemoData.Callbacks;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Receivers of callbacks for messages of the demo data, on this machine, while the data is loaded. One refuses the first
 * attempt of each callback about a delivery, so that the platform repeats it; the other one refuses everything, and cannot
 * be reached afterwards.
 */
final class DemoCallbackReceivers implements AutoCloseable {
    private static final Answer RECEIVED = new Answer(204, new byte[0]);
    private static final Answer REFUSED = new Answer(503, "The shop is closed.".getBytes(StandardCharsets.UTF_8));

    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Set<String> repeated = ConcurrentHashMap.newKeySet();
    private final CallbackServer recovering = CallbackServer.start(0, this::receive);
    private final CallbackServer broken = CallbackServer.start(0, call -> REFUSED);

    private Answer receive(Call call) {
        if (!new String(call.body(), StandardCharsets.UTF_8).contains("MessageStatus::delivered")) {
            return RECEIVED;
        }
        var id = call.headers().getOrDefault("webhook-id", "");
        if (refused.add(id)) {
            return REFUSED;
        }
        repeated.add(id);
        return RECEIVED;
    }

    String url(Callbacks receiver) {
        var server = receiver == Callbacks.BROKEN ? broken : recovering;
        return "http://127.0.0.1:" + server.port() + CallbackServer.PATH;
    }

    /** Returns how many callbacks were repeated after they had been refused. */
    int repeated() {
        return repeated.size();
    }

    @Override
    public void close() {
        recovering.close();
        broken.close();
    }
}
