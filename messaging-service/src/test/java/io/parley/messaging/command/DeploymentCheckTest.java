package io.parley.messaging.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.message.Tenant;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.Waiting;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
class DeploymentCheckTest {
    @Inject
    Tenant tenant;

    @Inject
    ScriptedChannel channel;

    private final String person = Tenant.person();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aMessageIsSentAndItsStatusRead() {
        assertEquals(
                DeploymentCheck.OK,
                run(
                        tenant.key(),
                        Waiting.ofSystem(),
                        "--ready",
                        origin() + "/openapi",
                        "--url",
                        origin(),
                        "--channel",
                        "viber",
                        "--from",
                        tenant.serviceId(),
                        "--to",
                        person,
                        "--rate-type",
                        "transaction"),
                this::printed);

        assertEquals(1, channel.callsTo(person).size());
        assertTrue(printed().contains("status   dispatched"), this::printed);
    }

    @Test
    void anInvalidKeyFails() {
        assertEquals(
                DeploymentCheck.FAILED,
                run(
                        "invalid",
                        Waiting.ofSystem(),
                        "--url",
                        origin(),
                        "--channel",
                        "viber",
                        "--from",
                        "1",
                        "--to",
                        person));

        assertTrue(printed().contains("status 401"), this::printed);
    }

    @Test
    void aServiceThatDoesNotBecomeReadyIsNamed() {
        assertEquals(DeploymentCheck.FAILED, run("", new LateWaiting(), "--ready", origin() + "/none"));

        assertEquals("failed   " + origin() + "/none returns status 404\n", printed());
    }

    @Test
    void incompleteArgumentsAreReported() {
        assertEquals(DeploymentCheck.USAGE, run("key", Waiting.ofSystem(), "--url", origin(), "--from", "1"));

        assertEquals("--url needs --channel as well.\n", printed());
    }

    private int run(String key, Waiting waiting, String... words) {
        var environment = Map.of("PARLEY_API_KEY", key);
        return new DeploymentCheck(environment, waiting, new PrintStream(out, true)).run(List.of(words));
    }

    private static String origin() {
        return "http://localhost:" + RestAssured.port;
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Time that passes with every look at the clock, so that no test waits for a deadline. */
    private static final class LateWaiting implements Waiting {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant now() {
            now = now.plus(Duration.ofMinutes(1));
            return now;
        }

        @Override
        public void pause(Duration time) {
            throw new CommandFailure("The deadline has passed already.");
        }
    }
}
