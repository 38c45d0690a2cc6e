package io.parley.local;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** The services, in the order of their ports. */
public enum Service {
    MESSAGING("messaging-service", true),
    TEMPLATE("template-service", true),
    FLOW("flow-service", true),
    GATEWAY("webhook-gateway", false);

    private final String module;
    private final boolean hasDatabase;

    Service(String module, boolean hasDatabase) {
        this.module = module;
        this.hasDatabase = hasDatabase;
    }

    /** Returns the Maven module, which is also the display name. */
    public String module() {
        return module;
    }

    /** Returns the name in the table of routes. */
    public String route() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean hasDatabase() {
        return hasDatabase;
    }

    static Stream<Service> withDatabase() {
        return Arrays.stream(values()).filter(Service::hasDatabase);
    }

    /** Returns the built jar, which is the one for production. */
    Path jar(Path home) {
        return home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }

    static Service ofRoute(String route) {
        return valueOf(route.toUpperCase(Locale.ROOT));
    }
}
