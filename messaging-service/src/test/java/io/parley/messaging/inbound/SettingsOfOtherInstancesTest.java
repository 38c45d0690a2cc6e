package io.parley.messaging.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.callback.delivery.DeliveryProfile;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Revoked;
import io.parley.messaging.configuration.CallbackSettingsCache;
import io.parley.messaging.configuration.GivenCallbacks;
import io.parley.messaging.configuration.OtherInstance;
import io.parley.messaging.model.MoContent;
import io.parley.messaging.notification.NotifyBusiness;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What arrives after another instance has answered a {@code PUT} of a customer's first callback URLs results in a callback.
 * Each step is repeated, since the settings could have been polled just before.
 */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DeliveryProfile.class)
class SettingsOfOtherInstancesTest {
    private static final Instant AT = Instant.parse("2026-03-02T09:23:00.000Z");
    private static final int REPEATS = 3;

    @Inject
    @RegisterExtension
    CallbackAccount account;

    @Inject
    CallbackSettingsCache settings;

    @Inject
    OtherInstance otherInstance;

    @Inject
    EventRouter router;

    @Inject
    NotifyBusiness notifyBusiness;

    @Test
    void anInboundMessageResultsInACallback() {
        for (var repeat = 1; repeat <= REPEATS; repeat++) {
            otherInstanceSets("inboundMessageUrl", "/in");

            handle(received(Integer.toString(repeat)));

            assertEquals(repeat, planned("MoMessage"));
            awaitDelivered(repeat, "/in");
        }
    }

    @Test
    void aRevocationResultsInACallback() {
        for (var repeat = 1; repeat <= REPEATS; repeat++) {
            handle(received(Integer.toString(repeat)));
            otherInstanceSets("messageStatusUrl", "/status");

            handle(new Revoked("whatsapp", wamid(Integer.toString(repeat)), account.number.sender.providerId(), AT));

            assertEquals(repeat, planned("MessageStatus::deleted"));
            awaitDelivered(repeat, "/status");
        }
    }

    @Test
    void aChangeOfATemplateResultsInACallback() {
        for (var repeat = 1; repeat <= REPEATS; repeat++) {
            otherInstanceSets("businessNotificationUrl", "/biz");

            notifyBusiness
                    .publish(account.template(CallbackAccount.change("status", "PENDING", "APPROVED", null)), null)
                    .await()
                    .atMost(Duration.ofSeconds(20));

            assertEquals(
                    repeat,
                    account.number.count("callback where account_id = '%s' and kind = 'business'"
                            .formatted(account.number.sender.accountId())));
            awaitDelivered(repeat, "/biz");
        }
    }

    private void awaitDelivered(int calls, String path) {
        Eventually.equal(calls, () -> account.number.customer.calls(path).size());
        Eventually.equal(0L, account.number::pendingCallbacks);
    }

    /** This instance knows no URL of the account until it learns of the change. */
    private void otherInstanceSets(String member, String path) {
        var accountId = account.number.sender.accountId();
        GivenCallbacks.ofAccount(settings, accountId, "{}");
        otherInstance.put(
                accountId, "{'callbackVersion':'2.13','%s':'%s'}".formatted(member, account.number.customer.url(path)));
    }

    private void handle(ChannelEvent event) {
        var outcome = router.handle(
                        account.number.sender.channel(),
                        event,
                        new EventSource(account.number.run, "test", "meta", "message", event::toString, null))
                .await()
                .atMost(Duration.ofSeconds(20));
        assertEquals(EventOutcome.ACCEPTED, outcome);
    }

    private Received received(String name) {
        return new Received(
                "whatsapp",
                wamid(name),
                account.number.sender.providerId(),
                "4915550001111",
                wamid(name),
                AT,
                new MoContent.Text("Hello"),
                null,
                null,
                null,
                null);
    }

    private String wamid(String name) {
        return "wamid." + account.number.run + "-" + name;
    }

    private long planned(String event) {
        return account.number.count("callback where account_id = '%s' and event = '%s'"
                .formatted(account.number.sender.accountId(), event));
    }
}
