package io.parley.local;

import static io.parley.local.ProductTeam.eventually;

import java.nio.file.Path;
import java.util.Map;

/** A sandbox in its own process on free ports, without the platform. */
final class StandaloneSandbox implements AutoCloseable {
    private final Options options;
    private final Component sandbox;

    private StandaloneSandbox(Options options, Component sandbox) {
        this.options = options;
        this.sandbox = sandbox;
    }

    /**
     * Starts a sandbox.
     *
     * @param name folder below {@code target} for its state
     */
    static StandaloneSandbox start(String name) throws Exception {
        var home = Path.of(System.getProperty("parley.home"));
        var options = Options.of(home, home.resolve("deploy/local/target").resolve(name))
                .withPorts(Ports.free());
        var state = new StateFolder(options.state());
        var caches = new StartCaches(state.caches(), options.jvm(), false);
        var sandbox = new Components(options, state, Credentials.of(state, Map.of()), caches).sandbox();
        sandbox.start();
        eventually("the sandbox is ready", () -> sandbox.ready() ? sandbox : null);
        return new StandaloneSandbox(options, sandbox);
    }

    String url() {
        return new PlatformUrls(options.ports()).sandbox();
    }

    int smscPort() {
        return options.ports().smsc();
    }

    /** Kills the sandbox, and starts it again on the same ports. */
    void restart() throws Exception {
        sandbox.kill9();
        sandbox.start();
        eventually("the sandbox is ready again", () -> sandbox.ready() ? sandbox : null);
    }

    @Override
    public void close() {
        sandbox.kill9();
    }
}
