package io.parley.junit;

import io.parley.sandbox.Sandbox;
import io.parley.sandbox.SandboxConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The sandbox in a test: it stands in for WhatsApp, Viber and an SMSC, and has a phone for every person. Either a
 * running one, usually that of {@code ./dev up}, or one that is started in this JVM for all tests of the run.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final ParleySandbox sandbox = ParleySandbox.at("http://localhost:8085");
 *
 * @Test
 * void customerConfirmsTheVisit() {
 *     shop.remind("+4915550001111");
 *     sandbox.phone("+4915550001111").tap("Confirm");
 *     // …
 * }
 * }</pre>
 *
 * <p>With {@code @ExtendWith(ParleySandbox.class)} it is the one at the address in the system property {@code
 * parley.sandbox.url} or the environment variable {@code PARLEY_SANDBOX_URL}, or else one in this JVM. Tests can have
 * parameters of the types {@code ParleySandbox} and {@link Phone}; such a phone has a number that no other test uses.
 */
public final class ParleySandbox implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String PROPERTY = "parley.sandbox.url";
    private static final String VARIABLE = "PARLEY_SANDBOX_URL";

    /** Null for a sandbox in this JVM. Read at the start of the first test, as another extension may set it. */
    private final Supplier<String> address;

    private final List<String> arguments = new ArrayList<>();
    private Duration timeout = TIMEOUT;
    private volatile Running running;
    private volatile Instant testStarted = Instant.EPOCH;

    /** For {@code @ExtendWith}; use {@link #at} or {@link #inThisJvm} otherwise. */
    public ParleySandbox() {
        this(() -> System.getProperty(PROPERTY, System.getenv(VARIABLE)));
    }

    private ParleySandbox(Supplier<String> address) {
        this.address = address;
        onPorts(0, 0);
    }

    /** Uses a running sandbox. */
    public static ParleySandbox at(String url) {
        var plain = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        return new ParleySandbox(() -> plain);
    }

    /** Starts a sandbox in this JVM, on free ports. */
    public static ParleySandbox inThisJvm() {
        return new ParleySandbox(() -> null);
    }

    /** Sets the ports of the sandbox in this JVM: of HTTP and of the SMSC; 0 for free ones. */
    public ParleySandbox onPorts(int http, int smsc) {
        return with("http-port", "" + http).with("smsc-port", "" + smsc);
    }

    /** Sets an option of the sandbox in this JVM, as on its command line: {@code with("meta-webhook-url", "http://…")}. */
    public ParleySandbox with(String option, String value) {
        arguments.add("--" + option);
        arguments.add(value);
        return this;
    }

    /** Sets how long phones wait for a message; 10 s unless set. */
    public ParleySandbox withTimeout(Duration timeout) {
        this.timeout = timeout;
        return this;
    }

    /** Returns the phone of a person with WhatsApp. */
    public Phone phone(String number) {
        return phone("whatsapp", number);
    }

    /**
     * Returns the phone of a person.
     *
     * @param channel {@code whatsapp}, {@code viber}, {@code viber-partner} (Viber by a partner) or {@code sms}
     * @param number with or without {@code +}
     */
    public Phone phone(String channel, String number) {
        return new Phone(
                client(), channel, number.startsWith("+") ? number.substring(1) : number, timeout, testStarted);
    }

    /** The address of the sandbox, for the control API and as the base URL of Meta and Viber. */
    public String url() {
        return client().url();
    }

    /** The port of the SMSC; only of a sandbox in this JVM. */
    public int smscPort() {
        var sandbox = running().sandbox();
        if (sandbox == null) {
            throw new IllegalStateException("the sandbox at " + url() + " was not started here");
        }
        return sandbox.smscPort();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start(context);
        testStarted = Instant.now();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == ParleySandbox.class || type == Phone.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        start(context);
        return parameter.getParameter().getType() == Phone.class ? phone(unusedNumber()) : this;
    }

    private static String unusedNumber() {
        return "+49155" + ThreadLocalRandom.current().nextLong(10_000_000L, 100_000_000L);
    }

    private SandboxClient client() {
        return running().client();
    }

    private Running running() {
        if (running == null) {
            throw new IllegalStateException(
                    "ParleySandbox must be registered: @RegisterExtension static, or @ExtendWith");
        }
        return running;
    }

    /** A sandbox with the same options is started once for all test classes, and closed after the last one. */
    @SuppressWarnings("deprecation") // the newer method does not exist in JUnit 5
    private void start(ExtensionContext context) {
        if (running == null) {
            var url = address.get();
            var key = List.of(String.valueOf(url), arguments);
            running = context.getRoot()
                    .getStore(Namespace.create(ParleySandbox.class))
                    .getOrComputeIfAbsent(key, none -> launch(url), Running.class);
            running.client().requireRunning();
        }
    }

    private Running launch(String url) {
        if (url != null) {
            return new Running(new SandboxClient(url), null);
        }
        try {
            var sandbox = Sandbox.start(SandboxConfig.of(arguments.toArray(String[]::new), Map.of()));
            return new Running(new SandboxClient("http://127.0.0.1:" + sandbox.httpPort()), sandbox);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param sandbox null if it was not started here */
    @SuppressWarnings("deprecation") // JUnit before 5.13 closes only these
    private record Running(SandboxClient client, Sandbox sandbox) implements CloseableResource, AutoCloseable {

        @Override
        public void close() throws IOException {
            if (sandbox != null) {
                sandbox.close();
            }
        }
    }
}
