package io.parley.messaging.callback;

import static io.parley.messaging.callback.SampleFacts.ACCOUNT;
import static io.parley.messaging.callback.SampleFacts.SENDER;
import static io.parley.messaging.callback.SampleFacts.business;
import static io.parley.messaging.callback.SampleFacts.inbound;
import static io.parley.messaging.callback.SampleFacts.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.callback.BusinessFacts.Entity;
import io.parley.messaging.channel.ChannelEvent.Change;
import io.parley.messaging.configuration.CallbackSettingsCache;
import io.parley.messaging.configuration.GivenCallbacks;
import io.parley.messaging.model.MessageState;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which facts result in a callback. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class CallbackFilterTest {
    @Inject
    SampleFacts facts;

    @Inject
    PlanCallbacks plan;

    @Inject
    CallbackSettingsCache settings;

    @Test
    void filterSelectsItsEventsAndAnEmptyFilterAll() {
        GivenCallbacks.ofSender(
                settings, SENDER, "{'eventFilter':['MessageStatus::delivered','MessageStatus::failed']}");

        for (var state : MessageState.values()) {
            var wanted = Set.of(MessageState.DELIVERED, MessageState.FAILED).contains(state);
            assertEquals(
                    wanted, plan.status(status(state, null, null, null, null)).isPresent(), state.value());
        }
        GivenCallbacks.ofSender(settings, SENDER, "{'eventFilter':[]}");
        for (var state : MessageState.values()) {
            assertTrue(plan.status(status(state, null, null, null, null)).isPresent(), state.value());
        }
    }

    @Test
    void noCallbackIsPlannedWithoutUrls() {
        GivenCallbacks.ofAccount(settings, ACCOUNT, "{}");

        assertTrue(plan.status(status(MessageState.DELIVERED, null, null, null, null))
                .isEmpty());
        assertTrue(plan.inbound(inbound("viber", "1", "7042", null)).isEmpty());
        assertTrue(plan.business(business(
                        Entity.phoneNumber("Shop", null, "4930555100"),
                        new Change("status", null, "FLAGGED", null, List.of())))
                .isEmpty());
    }

    @Test
    void urlOfTheMessageSufficesForItsStatuses() {
        GivenCallbacks.ofAccount(settings, ACCOUNT, "{}");
        var own = "https://shop.example/orders/42";

        var row = plan.status(status(MessageState.DELIVERED, null, own, null, null))
                .orElseThrow();

        assertEquals(own, row.urlOverride());
    }

    @Test
    void statusesAreNotSentToTheInboundUrl() {
        GivenCallbacks.ofAccount(settings, ACCOUNT, "{'inboundMessageUrl':'https://shop.example/in'}");

        assertTrue(plan.status(status(MessageState.DELIVERED, null, null, null, null))
                .isEmpty());
    }
}
