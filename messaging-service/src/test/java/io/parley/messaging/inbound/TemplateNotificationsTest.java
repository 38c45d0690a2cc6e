package io.parley.messaging.inbound;

import static io.parley.messaging.inbound.CallbackAccount.change;
import static io.parley.messaging.inbound.CallbackAccount.of;
import static io.parley.messaging.inbound.CallbackAccount.property;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.callback.delivery.DeliveryProfile;
import io.parley.model.fact.FactChange;
import io.parley.model.fact.TemplateFact.Localization;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Callbacks for facts of template-service. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DeliveryProfile.class)
class TemplateNotificationsTest {
    @Inject
    @RegisterExtension
    CallbackAccount account;

    @Inject
    TestTopics bus;

    @Test
    void aRepeatedTemplateChangeIsPublishedOnce() throws IOException {
        var rejected = change("status", "PENDING", "REJECTED", "INVALID_FORMAT");
        var recategorized = change("category", null, "MARKETING", null);
        bus.send(Collections.nCopies(3, account.template(rejected, recategorized)));
        bus.send(List.of(account.template(), account.template(rejected), account.template(recategorized)));

        var callbacks = account.callbacks(2);

        assertEquals(account.tree("""
                {'eventId':'%s','channel':'whatsapp',
                 'entity':{'type':'template','name':'visit_reminder','waba':'%s','language':'en'},
                 'changedValue':{'property':'status','oldValue':'PENDING','newValue':'REJECTED','reason':'INVALID_FORMAT'}}""".formatted(rejected.id(), account.whatsAppAccount.id())), of("status", callbacks));
        assertEquals(
                account.tree("{'property':'category','newValue':'MARKETING'}"),
                of("category", callbacks).path("changedValue"));
    }

    @Test
    void anOldChangeIsNotPublished() throws IOException {
        var old = new FactChange(
                UUID.randomUUID(),
                "status",
                null,
                "APPROVED",
                null,
                Instant.now().minus(Duration.ofDays(8)));
        var now = change("qualityRating", "GREEN", "RED", null);

        bus.send(List.of(account.template(old, now)));

        assertEquals("qualityRating", property(account.callbacks(1).getFirst()));
    }

    @Test
    void anUnreadableFactIsParkedAndTheNextIsPublished() throws IOException {
        bus.send(
                "localization:" + account.number.run,
                "{\"kind\":\"localization\",\"name\":\"" + account.number.run + "\"}");
        bus.send("riddle:" + account.number.run, "{\"kind\":\"riddle\",\"of\":\"" + account.number.run + "\"}");
        bus.send("localization:" + account.number.run, null);
        bus.send(List.of(account.template(change("status", null, "APPROVED", null))));

        account.callbacks(1);
        Eventually.equal(2L, account.number::parked);
    }

    @Test
    void manyRepeatedChangesArePublishedOnceEach() throws IOException {
        var facts = new ArrayList<Localization>();
        for (var i = 0; i < 50; i++) {
            facts.addAll(Collections.nCopies(3, account.template(change("status", "PENDING", "APPROVED", null))));
        }
        Collections.shuffle(facts, new Random(42));

        bus.send(facts);

        assertEquals(
                50,
                account.callbacks(50).stream()
                        .map(body -> body.path("eventId"))
                        .distinct()
                        .count());
    }
}
