package io.parley.local;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.parley.embedded.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One running platform on free ports, shared by all test classes of a process that do not restart it. */
final class OnePlatform implements BeforeAllCallback, ParameterResolver {

    /** Name of an SMSC that only runs if a test starts it; messaging-service tries to bind every second. */
    static final String PEER = "peer";

    static final int PEER_PORT = FreePorts.next();
    static final String PEER_SYSTEM_ID = "parley-peer";
    static final String PEER_PASSWORD = "secret2";

    /** Of the folder; the end of the process releases it. */
    private static FileLock lock;

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

    private static Platform platform(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(OnePlatform.class))
                .computeIfAbsent(Running.class, none -> start(), Running.class)
                .platform();
    }

    private static Running start() {
        var home = Path.of(System.getProperty("parley.home"));
        var state = freeFolder(home.resolve("deploy/local/target"));
        if (Files.exists(state)) {
            new StateFolder(state).reset();
        }
        var options = withPeer(Options.of(home, state).withPorts(Ports.free()));
        return new Running(Platform.start(options, System.out::println));
    }

    /** The first folder that no other process of the tests uses; it is in use until this process ends. */
    private static Path freeFolder(Path parent) {
        return IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> parent.resolve("end-to-end-" + i))
                .filter(OnePlatform::tryLock)
                .findFirst()
                .orElseThrow();
    }

    private static boolean tryLock(Path folder) {
        try {
            var file = FileChannel.open(folder.resolveSibling(folder.getFileName() + ".lock"), CREATE, WRITE);
            lock = file.tryLock();
            return lock != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
