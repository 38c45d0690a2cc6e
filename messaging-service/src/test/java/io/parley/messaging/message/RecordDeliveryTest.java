package io.parley.messaging.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.MessageState;
import io.parley.messaging.channel.ProviderError;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
class RecordDeliveryTest {

    @Inject
    Pool pool;

    @Inject
    Directory directory;

    @Inject
    ScriptedChannel channel;

    @Inject
    RecordDelivery deliveries;

    Tenant tenant;

    @BeforeEach
    void newTenant() {
        tenant = Tenant.create(directory);
    }

    @Test
    void repeatsAndReorderingsChangeNothing() {
        var id = dispatched();
        var statuses = new ArrayList<Status>();
        for (var i = 0; i < 4; i++) {
            statuses.add(status(ScriptedChannel.providerId(id), MessageState.SEEN));
            statuses.add(status(ScriptedChannel.providerId(id), MessageState.DELIVERED));
            statuses.add(status(ScriptedChannel.providerId(id), MessageState.DISPATCHED));
        }
        Collections.shuffle(statuses, new Random(7));

        recordTogether(statuses);

        assertEquals("seen", tenant.status(id));
        assertEquals(
                List.of(
                        "MessageStatus::accepted",
                        "MessageStatus::dispatched",
                        "MessageStatus::delivered",
                        "MessageStatus::seen"),
                tenant.events(id));
    }

    @Test
    void seenImpliesDelivered() {
        var id = dispatched();

        recordTogether(List.of(status(ScriptedChannel.providerId(id), MessageState.SEEN)));

        assertEquals("MessageStatus::delivered", tenant.events(id).get(2));
    }

    @Test
    void aFailureOfTheNetworkIsFollowedByTheEnd() {
        var id = dispatched();

        recordTogether(List.of(status(ScriptedChannel.providerId(id), MessageState.FAILED)));

        assertEquals("failed", tenant.status(id));
        assertEquals(
                List.of(
                        "MessageStatus::accepted",
                        "MessageStatus::dispatched",
                        "MessageStatus::channelFailed",
                        "MessageStatus::failed"),
                tenant.events(id));
        var body = tenant.get(id + "/events").asString();
        Contract.check("MessageDeliveryEvents", body);
    }

    @Test
    void aFailureAfterTheDeliveryIsNoNews() {
        var id = dispatched();
        recordTogether(List.of(status(ScriptedChannel.providerId(id), MessageState.DELIVERED)));

        recordTogether(List.of(status(ScriptedChannel.providerId(id), MessageState.FAILED)));

        assertEquals("delivered", tenant.status(id));
        assertEquals(3, tenant.events(id).size());
    }

    @Test
    void aLongMessageHasArrivedWhenAllItsPartsHave() {
        var to = Tenant.person();
        channel.script(to, call -> Uni.createFrom().item(new Submission.Accepted("viber", parts(call.messageId()))));
        var id = tenant.send(to, "long");
        Eventually.holds(() -> assertEquals("dispatched", tenant.status(id)));
        var parts = parts(id);

        recordTogether(List.of(
                status(parts.get(0), MessageState.DELIVERED),
                status(parts.get(0), MessageState.DELIVERED),
                status(parts.get(2), MessageState.DELIVERED)));
        assertEquals("dispatched", tenant.status(id));
        recordTogether(List.of(status(parts.get(1), MessageState.DELIVERED)));

        assertEquals("delivered", tenant.status(id));
    }

    @Test
    void remembersInHowManyPartsAndWhichAlphabetAMessageTravelled() {
        var to = Tenant.person();
        channel.script(
                to, call -> Uni.createFrom().item(new Submission.Accepted("viber", parts(call.messageId()), "UCS-2")));

        var id = tenant.send(to, "long");

        Eventually.holds(() -> assertEquals("dispatched", tenant.status(id)));
        var row = pool.preparedQuery("select segments, encoding from message where id = $1")
                .execute(Tuple.of(id))
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next();
        assertEquals(3, row.getInteger("segments"));
        assertEquals("UCS-2", row.getString("encoding"));
    }

    @Test
    void statusesOfUnknownMessagesNeverSurface() {
        var unknown = "nobody-" + UUID.randomUUID();

        recordTogether(List.of(status(unknown, MessageState.DELIVERED), status(unknown, MessageState.DELIVERED)));

        tenant.get(UUID.randomUUID() + "/events").then().statusCode(404);
    }

    private UUID dispatched() {
        var id = tenant.send(Tenant.person(), "hi");
        Eventually.holds(() -> assertEquals("dispatched", tenant.status(id)));
        return id;
    }

    private void recordTogether(List<Status> statuses) {
        var all = statuses.stream().map(deliveries::record).toList();
        Uni.join().all(all).andFailFast().await().atMost(Duration.ofSeconds(10));
    }

    private static List<String> parts(UUID id) {
        return List.of(id + "-1", id + "-2", id + "-3");
    }

    private static Status status(String providerId, MessageState state) {
        var error = state == MessageState.FAILED ? new ProviderError("viber::error::12", "lost") : null;
        return new Status("viber", providerId, null, state, Instant.now(), error, null);
    }
}
