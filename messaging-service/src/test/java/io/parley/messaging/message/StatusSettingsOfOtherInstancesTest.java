package io.parley.messaging.message;

import static io.parley.messaging.message.StatusRecorder.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.RowCount;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.configuration.CallbackSettingsCache;
import io.parley.messaging.configuration.GivenCallbacks;
import io.parley.messaging.configuration.OtherInstance;
import io.parley.messaging.model.MessageState;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.ServiceDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * The settings of callbacks that another instance has acknowledged apply to the next message and status here. Each step is
 * repeated, since the settings could have been polled just before.
 */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
class StatusSettingsOfOtherInstancesTest {
    private static final int REPEATS = 3;

    @Inject
    Tenant tenant;

    @Inject
    ScriptedChannel channel;

    @Inject
    StatusRecorder recorder;

    @Inject
    CallbackSettingsCache settings;

    @Inject
    OtherInstance otherInstance;

    @Inject
    Pool pool;

    @Test
    void theFirstStatusOfAMessageResultsInACallback() {
        for (var repeat = 0; repeat < REPEATS; repeat++) {
            GivenCallbacks.ofAccount(settings, tenant.account(), "{}");
            otherInstance.put(tenant.account(), "{'messageStatusUrl':'https://crm.invalid/status'}");

            var id = tenant.send(Tenant.person(), "hi");

            assertEquals(1, callbacks(id, "MessageStatus::accepted"));
        }
    }

    @Test
    void aChangedFilterAppliesToTheNextStatus() {
        for (var repeat = 0; repeat < REPEATS; repeat++) {
            var id = tenant.sendDispatched();
            otherInstancePutsFilter("['MessageStatus::seen']");
            recorder.record(List.of(status(ScriptedChannel.providerId(id), MessageState.DELIVERED)));

            otherInstancePutsFilter("[]");
            recorder.record(List.of(status(ScriptedChannel.providerId(id), MessageState.SEEN)));

            assertEquals(0, callbacks(id, "MessageStatus::delivered"));
            assertEquals(1, callbacks(id, "MessageStatus::seen"));
        }
    }

    @Test
    void theResultOfACallToTheProviderResultsInACallback() {
        for (var repeat = 0; repeat < REPEATS; repeat++) {
            var person = Tenant.person();
            var response = new CompletableFuture<Void>();
            channel.script(
                    person,
                    call -> Uni.createFrom().completionStage(response).chain(() -> ScriptedChannel.accepted(call)));
            GivenCallbacks.ofAccount(settings, tenant.account(), "{}");
            var id = tenant.send(person, "hi");
            Eventually.equal(1, () -> channel.callsTo(person).size());

            otherInstance.put(tenant.account(), "{'messageStatusUrl':'https://crm.invalid/status'}");
            response.complete(null);

            Eventually.equal("dispatched", () -> tenant.status(id));
            assertEquals(0, callbacks(id, "MessageStatus::accepted"));
            assertEquals(1, callbacks(id, "MessageStatus::dispatched"));
        }
    }

    @Test
    void noMessageIsAcceptedWhileTheSettingsCannotBeRead() throws SQLException {
        otherInstance.put(tenant.account(), "{'messageStatusUrl':'https://crm.invalid/status'}");
        tenant.send(Tenant.person(), "before");
        var messages = "message where account_id = '%s'".formatted(tenant.account());

        try (var connection = ServiceDatabase.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table messaging.callback_setting in access exclusive mode");
            otherInstance.awaitNextLoad();
            var sent = System.nanoTime();

            tenant.post(tenant.text(Tenant.person(), "meanwhile")).then().statusCode(503);

            assertTrue(System.nanoTime() - sent < 1_000_000_000L, "503 within a second");
            connection.rollback();
        }

        var after = tenant.send(Tenant.person(), "after");
        assertEquals(1, callbacks(after, "MessageStatus::accepted"));
        assertEquals(2, RowCount.of(pool, messages));
    }

    private void otherInstancePutsFilter(String events) {
        otherInstance.put(
                tenant.account(),
                "{'messageStatusUrl':'https://crm.invalid/status','eventFilter':%s}".formatted(events));
    }

    private long callbacks(UUID message, String event) {
        return RowCount.of(pool, "callback where message_id = '%s' and event = '%s'".formatted(message, event));
    }
}
