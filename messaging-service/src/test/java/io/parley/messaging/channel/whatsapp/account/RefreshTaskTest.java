package io.parley.messaging.channel.whatsapp.account;

import static io.parley.runtime.test.WhatsAppCustomer.newAccount;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.channel.ChannelEvents;
import io.parley.messaging.channel.Channels;
import io.parley.messaging.channel.whatsapp.account.GraphServer.Reply;
import io.parley.model.ProviderEvent;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Accounts are read when they are due, and paused when Meta limits the calls. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@WithTestResource(GraphServer.class)
@ExtendWith(GraphServer.class)
@TestProfile(RefreshTaskTest.Refreshing.class)
@Tag("slow")
class RefreshTaskTest {
    /** Looks for due accounts all the time; one that was read is due after an hour. */
    public static class Refreshing implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "parley.channels.whatsapp.accounts.refresh-interval", "1h",
                    "parley.channels.whatsapp.accounts.refresh-poll", "20ms");
        }
    }

    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @Inject
    CallbackTable table;

    @Inject
    Channels channels;

    @Inject
    ChannelEvents events;

    @Test
    void aNewAccountIsReadOnceAndAgainForANewNumber() {
        var known = accountThatAnswers();
        awaitReads(known, 1);
        awaitIdle(known);
        customer.addNumber(known, EnumSet.allOf(Scope.class));
        awaitReads(known, 2);

        awaitReads(accountThatAnswers(), 1);

        assertEquals(2, reads(known));
    }

    @Test
    void aWebhookAboutTheWholeAccountLetsItBeReadAgain() throws JsonProcessingException {
        var known = accountThatAnswers();
        awaitReads(known, 1);
        awaitIdle(known);

        receive(known, "business_capability_update", "{\"max_daily_conversations_per_business\":\"TIER_10K\"}");
        awaitReads(known, 2);
        awaitIdle(known);
        receive(known, "account_update", "{\"event\":\"ACCOUNT_RECONNECTED\"}");

        awaitReads(known, 3);
    }

    @Test
    void anAccountWhoseCallsAreLimitedIsPausedAndOthersAreNot() {
        var limited = accountThatFails(400, 80007);
        awaitPause(limited.id(), 50);
        awaitReads(accountThatAnswers(), 1);

        assertEquals(1, reads(limited));
    }

    @Test
    void allAccountsArePausedIfTheCallsOfTheAppAreLimited() {
        var other = accountThatAnswers();
        awaitReads(other, 1);
        awaitIdle(other);
        table.run("update whatsapp_refresh set due_at = now() + interval '10 seconds' where id = '%s'"
                .formatted(other.id()));

        var limited = accountThatFails(400, 4);

        awaitPause(limited.id(), 50);
        awaitPause(other.id(), 50);
    }

    @Test
    void anInvalidTokenPausesTheAccount() {
        var rejected = accountThatFails(401, 190);
        awaitPause(rejected.id(), 4);
        awaitReads(accountThatAnswers(), 1);

        assertEquals(1, reads(rejected));
    }

    private WhatsAppAccount accountThatAnswers() {
        var known = newAccount(customer.id());
        GraphServer.on(read(known), "{'id':'%s'}".formatted(known.wabaId()));
        GraphServer.on(read(known) + "/phone_numbers", "{'data':[]}");
        return customer.add(known);
    }

    private WhatsAppAccount accountThatFails(int status, int code) {
        var known = newAccount(customer.id());
        GraphServer.on(read(known), Reply.error(status, code));
        return customer.add(known);
    }

    private static String read(WhatsAppAccount known) {
        return "GET /" + known.wabaId();
    }

    private static int reads(WhatsAppAccount known) {
        return GraphServer.calls(read(known)).size();
    }

    private static void awaitReads(WhatsAppAccount known, int times) {
        Eventually.holds(() -> assertTrue(reads(known) >= times));
    }

    private void awaitIdle(WhatsAppAccount known) {
        Eventually.holds(() -> assertTrue(pauseSeconds(known.id()) > 1_000));
    }

    private void awaitPause(UUID id, int seconds) {
        Eventually.holds(() -> assertTrue(pauseSeconds(id) > seconds));
    }

    /** Seconds until the account is due, once it is not being read. */
    private double pauseSeconds(UUID id) {
        return table.all("""
                        select extract(epoch from due_at - now())::float8 from whatsapp_refresh
                         where id = '%s' and leased_until is null""".formatted(id)).stream()
                .mapToDouble(row -> row.getDouble(0))
                .findFirst()
                .orElse(0);
    }

    private void receive(WhatsAppAccount known, String field, String value) throws JsonProcessingException {
        var payload = new ObjectMapper().readTree("{\"entry\":\"%s\",\"value\":%s}".formatted(known.wabaId(), value));
        var event = new ProviderEvent(1, UUID.randomUUID().toString(), "meta", field, "", "k", Instant.now(), payload);
        var channel = channels.named("whatsapp").orElseThrow();
        assertEquals(1, channel.read(event).size());
        channel.read(event).forEach(read -> events.accept(channel, read).await().atMost(Duration.ofSeconds(10)));
    }
}
