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
    private final boolean stores;

    Service(String module, boolean stores) {
        this.module = module;
        this.stores = stores;
    }

    /** Its Maven module, which is its name to people. */
    public String module() {
        return module;
    }

    /** Its name in the table of routes. */
    public String route() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean stores() {
        return stores;
    }

    static Stream<Service> storing() {
        return Arrays.stream(values()).filter(Service::stores);
    }

    /** Where the build puts what runs in production too. */
    Path jar(Path home) {
        return home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }

    static Service routed(String route) {
        return valueOf(route.toUpperCase(Locale.ROOT));
    }
}
