package io.parley.messaging.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.message.Tenant;
import io.parley.messaging.model.ProviderError;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.work.InstanceSignal;
import io.parley.runtime.work.InstanceSignals;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Instances notify each other of due work, independent of the poll interval. */
@QuarkusTest
@TestProfile(InstancesShareWorkTest.LongPollInterval.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class InstancesShareWorkTest {

    /** Polls less often than the duration of a test. */
    public static final class LongPollInterval extends ScriptedNetwork {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = super.getConfigOverrides();
            settings.put("parley.dispatch.poll", "PT10M");
            settings.put("parley.dispatch.call-timeout", "PT5S");
            settings.put("parley.dispatch.lease", "PT20S");
            return settings;
        }
    }

    private static final int SLOTS = 24;

    @Inject
    Tenant tenant;

    @Inject
    ScriptedChannel channel;

    @Inject
    Pool pool;

    @Inject
    Vertx vertx;

    private final AtomicInteger notified = new AtomicInteger();
    private InstanceSignals otherInstance;
    private InstanceSignal signal;

    @BeforeEach
    void startOtherInstance() {
        otherInstance = new InstanceSignals("messaging", pool, vertx);
        signal = otherInstance.signal("dispatch/viber", notified::incrementAndGet);
        otherInstance.start();
        Eventually.holds(() -> assertEquals(1, notified.get()));
    }

    @AfterEach
    void stopOtherInstance() {
        otherInstance.stop();
    }

    @Test
    void notifiesOthersOnlyIfAllSlotsAreOccupied() {
        for (var i = 0; i < SLOTS - 1; i++) {
            var person = Tenant.person();
            channel.script(person, call -> Uni.createFrom().nothing());
            tenant.send(person, "occupies a slot");
            Eventually.holds(() -> assertEquals(1, channel.callsTo(person).size()));
        }
        assertEquals(1, notified.get());

        for (var i = 0; i < 2 * SLOTS; i++) {
            tenant.send(Tenant.person(), "finds no slot");
        }

        Eventually.holds(() -> assertTrue(notified.get() > 1));
    }

    @Test
    void claimsAtOnceWhenNotified() {
        var person = Tenant.person();
        channel.script(person, call -> Uni.createFrom()
                .item(new Submission.Deferred(ProviderError.ours("unreachable", "down"), Duration.ofHours(1), false)));
        var id = tenant.send(person, "left by another instance");
        Eventually.holds(() -> assertEquals(
                1, query("select count(*) from dispatch_job where message_id = $1 and state = 'due'", id)));
        channel.script(person, ScriptedChannel::accepted);
        query("update dispatch_job set due_at = now() where message_id = $1 returning 1", id);

        signal.notifyOthers();

        Eventually.holds(() -> assertEquals("dispatched", tenant.status(id)));
    }

    private long query(String sql, Object parameter) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(parameter))
                .await()
                .atMost(Duration.ofSeconds(5))
                .iterator()
                .next()
                .getLong(0);
    }
}
