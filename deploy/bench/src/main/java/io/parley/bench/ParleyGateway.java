package io.parley.bench;

import io.parley.local.Service;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parley with the processes that short messages need. */
final class ParleyGateway implements SmsGateway {

    /** Messages in doubt are sent again only while webhook-gateway reports that it works. */
    private static final Set<Service> SERVICES = Set.of(Service.MESSAGING, Service.GATEWAY);

    /** Shorter than the defaults, so that messages in doubt after a kill are settled within the run. */
    private static final Map<String, String> SETTINGS = Map.of(
            "parley.dispatch.lease", "12s",
            "parley.dispatch.hold", "12s",
            "parley.dispatch.call-timeout", "10s");

    private static final Duration SETTLE_TIME = Duration.ofSeconds(30);

    private final Stack stack;
    private final SmscControl smsc;

    private ParleyGateway(Stack stack) {
        this.stack = stack;
        this.smsc = new SmscControl(stack.sandbox());
    }

    static ParleyGateway start(Path home, Pace pace) {
        return new ParleyGateway(Stack.start(home, pace.jvm(), SERVICES, SETTINGS));
    }

    @Override
    public String label() {
        return "Parley";
    }

    @Override
    public String durability() {
        return "synced by PostgreSQL";
    }

    @Override
    public SmscControl smsc() {
        return smsc;
    }

    @Override
    public void begin() {
        stack.clear();
        smsc.clearLedger();
    }

    @Override
    public void reportTo(String url) {
        stack.configureCallbacks(url, "MessageStatus::delivered");
    }

    @Override
    public URI server() {
        return stack.messaging();
    }

    @Override
    public Request message(String text) {
        return stack.message("sms", new JsonObject().put("contentType", "text").put("text", text));
    }

    @Override
    public Processes processes() {
        return stack.processes().without("sandbox");
    }

    @Override
    public List<String> killable() {
        return List.of("messaging-service", "postgres");
    }

    @Override
    public void killAndStart(String process, Runnable whileStopped) {
        var platform = stack.platform();
        stack.killAndStart(
                process.equals("postgres") ? platform.postgres() : platform.service(Service.MESSAGING), whileStopped);
    }

    @Override
    public Duration settleTime() {
        return SETTLE_TIME;
    }

    @Override
    public void close() {
        stack.close();
    }
}
