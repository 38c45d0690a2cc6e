package io.parley.local;

import io.parley.embedded.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One running platform on free ports, shared by all test classes that do not restart it. */
final class OnePlatform implements BeforeAllCallback, ParameterResolver {

    /** Name of an SMSC that only runs if a test starts it; messaging-service tries to bind every second. */
    static final String PEER = "peer";

    static final int PEER_PORT = FreePorts.next();
    static final String PEER_SYSTEM_ID = "parley-peer";
    static final String PEER_PASSWORD = "secret2";

    /** Closed by JUnit at the end of the test run. */
    private record Running(Platform platform) implements AutoCloseable {
        @Override
        public void close() {
            platform.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        platform(context);
    }

    static Platform platform(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(OnePlatform.class))
                .computeIfAbsent(Running.class, none -> start(), Running.class)
                .platform();
    }

    private static Running start() {
        var home = Path.of(System.getProperty("parley.home"));
        var state = home.resolve("deploy/local/target/end-to-end");
        if (Files.exists(state)) {
            new StateFolder(state).reset();
        }
        var options = withPeer(Options.of(home, state).withPorts(Ports.free()));
        return new Running(Platform.start(options, System.out::println));
    }

    private static Options withPeer(Options options) {
        var settings = Map.of(
                "host", "127.0.0.1",
                "port", Integer.toString(PEER_PORT),
                "system-id", PEER_SYSTEM_ID,
                "password", PEER_PASSWORD,
                "enquire-link", "PT0.5S",
                "rebind-first", "PT0.1S",
                "max-rebind-pause", "PT1S");
        for (var setting : settings.entrySet()) {
            var name = "parley.channels.sms.smscs." + PEER + "." + setting.getKey();
            options = options.withSetting(Service.MESSAGING, name, setting.getValue());
        }
        return withFrequentComparisons(options);
    }

    /** Templates and flows are compared with Meta's every few seconds. */
    private static Options withFrequentComparisons(Options options) {
        var changed = options;
        for (var interval : List.of("interval", "pending-after", "full-interval")) {
            changed = changed.withSetting(Service.TEMPLATE, "parley.templates.reconcile." + interval, "2s");
        }
        return changed.withSetting(Service.FLOW, "parley.flows.reconcile.interval", "2s")
                .withSetting(Service.FLOW, "parley.flows.reconcile.poll", "500ms");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Platform.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return platform(context);
    }
}
