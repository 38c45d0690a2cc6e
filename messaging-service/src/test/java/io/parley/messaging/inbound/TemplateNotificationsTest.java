package io.parley.messaging.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.callback.delivery.DeliveryProfile;
import io.parley.model.fact.FactChange;
import io.parley.model.fact.TemplateFact.Localization;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Callbacks for facts of template-service. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DeliveryProfile.class)
class TemplateNotificationsTest extends AccountWithCallbacks {

    @Test
    void aRepeatedTemplateChangeIsPublishedOnce() throws IOException {
        var rejected = change("status", "PENDING", "REJECTED", "INVALID_FORMAT");
        var recategorized = change("category", null, "MARKETING", null);
        bus.send(Collections.nCopies(3, template(rejected, recategorized)));
        bus.send(List.of(template(), template(rejected), template(recategorized)));

        var callbacks = callbacks(2);

        assertEquals(tree("""
                {'eventId':'%s','channel':'whatsapp',
                 'entity':{'type':'template','name':'visit_reminder','waba':'%s','language':'en'},
                 'changedValue':{'property':'status','oldValue':'PENDING','newValue':'REJECTED','reason':'INVALID_FORMAT'}}""".formatted(rejected.id(), account.id())), of("status", callbacks));
        assertEquals(
                tree("{'property':'category','newValue':'MARKETING'}"),
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

        bus.send(List.of(template(old, now)));

        assertEquals("qualityRating", property(callbacks(1).getFirst()));
    }

    @Test
    void anUnreadableFactIsParkedAndTheNextIsPublished() throws IOException {
        bus.send("localization:" + run, "{\"kind\":\"localization\",\"name\":\"" + run + "\"}");
        bus.send("riddle:" + run, "{\"kind\":\"riddle\",\"of\":\"" + run + "\"}");
        bus.send("localization:" + run, null);
        bus.send(List.of(template(change("status", null, "APPROVED", null))));

        callbacks(1);
        Eventually.equal(2L, this::parked);
    }

    @Test
    void manyRepeatedChangesArePublishedOnceEach() throws IOException {
        var facts = new ArrayList<Localization>();
        for (var i = 0; i < 50; i++) {
            facts.addAll(Collections.nCopies(3, template(change("status", "PENDING", "APPROVED", null))));
        }
        Collections.shuffle(facts, new Random(42));

        bus.send(facts);

        assertEquals(
                50,
                callbacks(50).stream()
                        .map(body -> body.path("eventId"))
                        .distinct()
                        .count());
    }
}
