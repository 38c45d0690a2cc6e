package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.embedded.FreePorts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Faults are planted in the set-up of a running platform, one after the other: {@code ./dev doctor} names each with its
 * remedy, and finds nothing after the repair.
 */
@Tag("slow")
@Timeout(180)
class PlantedFaultsTest {
    static final String SMSC = "parley.channels.sms.smscs." + LocalIdentities.SMSC + ".";

    @TempDir
    static Path folder;

    private static Options options;
    private static Platform platform;

    @BeforeAll
    static void start() {
        options = Options.of(Path.of(System.getProperty("parley.home")), folder.resolve("state"))
                .withPorts(Ports.free())
                .withSetting(Service.MESSAGING, "parley.channels.whatsapp.accounts.timeout", "1s")
                .withSetting(
                        Service.MESSAGING, "parley.channels.whatsapp.token", file("meta", LocalIdentities.META_TOKEN))
                .withSetting(
                        Service.MESSAGING,
                        "parley.webhooks.meta.verify-token",
                        file("verify", LocalIdentities.META_VERIFY_TOKEN))
                .withSetting(
                        Service.MESSAGING,
                        "parley.channels.viber.tokens.\"" + LocalIdentities.VIBER_SERVICE + "\"",
                        file("viber", LocalIdentities.VIBER_TOKEN))
                .withSetting(Service.MESSAGING, SMSC + "rebind-first", "PT0.1S")
                .withSetting(Service.MESSAGING, SMSC + "max-rebind-pause", "PT0.5S");
        platform = Platform.start(options, line -> {});
        awaitFine();
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            platform.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void faultsAreNamedWithTheirRemedyUntilTheyAreRepaired(List<PlantedFault> faults) throws Exception {
        for (var fault : faults) {
            fault.plant().run();
        }
        try {
            var named = await(faults.toString(), platform.endpoints().front(), found -> faults.stream()
                    .allMatch(fault -> found.names(fault.result(), fault.finding(), fault.remedy())));

            assertEquals(
                    faults.stream().mapToInt(PlantedFault::status).max().orElseThrow(),
                    named.status(),
                    named::toString);
        } finally {
            for (var fault : faults) {
                fault.repair().run();
            }
        }
        awaitFine();
    }

    @Test
    void aGatewayThatDoesNotRunIsNamedByItsHeartbeatAndItsWebhook() {
        var gateway = platform.service(Service.GATEWAY);
        gateway.stop();

        var named = awaitNamed("failed", "no heartbeat of webhook-gateway", "webhook-gateway runs");

        assertTrue(named.names("failed", "no webhook-gateway behind it", "Start webhook-gateway"), named::toString);
        assertEquals(1, named.status());
        gateway.start();
        platform.awaitReady(gateway);
        awaitFine();
    }

    @Test
    void anInstanceWithWrongSettingsNamesEachOfThem() {
        var closed = Integer.toString(FreePorts.next());
        var settings = Map.of(
                "parley.api.public-url",
                "",
                "parley.channels.whatsapp.token",
                "",
                SMSC + "password",
                "wrong",
                "parley.channels.sms.smscs.closed.host",
                "127.0.0.1",
                "parley.channels.sms.smscs.closed.port",
                closed,
                "parley.channels.sms.smscs.closed.system-id",
                "parley",
                "parley.channels.sms.smscs.closed.password",
                "secret1");
        try (var instance = new SecondInstance(options, platform, "wrong", settings)) {
            var url = instance.api().replace("/conversations/v3", "");

            var named = awaitNamed(url, "failed", "password is invalid (0x0E)", SMSC + "password");

            assertEquals(1, named.status());
            assertTrue(
                    named.names("failed", "no access token is set", "parley.channels.whatsapp.token"), named::toString);
            assertTrue(named.names("warning", "public-url is not set", "customers reach the API"), named::toString);
            assertTrue(named.names("warning", "webhook", "parley.api.public-url"), named::toString);
            assertTrue(
                    named.names("failed", "connection refused", "smscs.closed.port (" + closed + ")"), named::toString);
            assertFalse(named.toString().contains("secret1"), named::toString);
        }
        awaitFine();
    }

    static Stream<List<PlantedFault>> faults() {
        return new SetupFaults(platform, PlantedFaultsTest::file).all();
    }

    /** Writes a secret to its file. Returns the setting's value. */
    private static String file(String name, String secret) {
        var file = folder.resolve("secrets").resolve(name);
        StateFolder.writeSecret(file, secret);
        return "file:" + file;
    }

    private static Diagnosis awaitNamed(String result, String finding, String remedy) {
        return awaitNamed(platform.endpoints().front(), result, finding, remedy);
    }

    private static Diagnosis awaitNamed(String url, String result, String finding, String remedy) {
        return await(finding, url, found -> found.names(result, finding, remedy));
    }

    private static void awaitFine() {
        await("nothing is wrong", platform.endpoints().front(), Diagnosis::isFine);
    }

    /** Repeats the command until its result is as expected; a changed secret takes up to ten seconds. */
    private static Diagnosis await(String what, String url, Predicate<Diagnosis> expected) {
        var last = new AtomicReference<Diagnosis>();
        try {
            return eventually(what, () -> {
                last.set(Diagnosis.of(url, platform.credentials()));
                return expected.test(last.get()) ? last.get() : null;
            });
        } catch (AssertionError e) {
            throw new AssertionError(what + "\n" + last.get(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
