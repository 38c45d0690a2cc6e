package io.parley.local;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One running platform, on free ports, for all test classes that only talk to it; stopped when the last is through. */
final class OnePlatform implements BeforeAllCallback, ParameterResolver {

    /** Closed by JUnit at the end of the run. */
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
        var state = home.resolve("deploy/local/target/end-to-end");
        if (Files.exists(state)) {
            new StateFolder(state).reset();
        }
        var options = Options.of(home, state).withPorts(Ports.free());
        return new Running(Platform.start(options, System.out::println));
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
