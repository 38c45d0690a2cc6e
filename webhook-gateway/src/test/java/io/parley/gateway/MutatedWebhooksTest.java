package io.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.model.Topics;
import io.parley.runtime.bus.BusRecord;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signed webhooks with one defect, over HTTP: each is acknowledged, and the broker has all of its items. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class MutatedWebhooksTest {
    @RegisterExtension
    final Topic messaging = new Topic(Topics.MESSAGING_PROVIDER_EVENTS);

    @Test
    void aWebhookWithADefectIsAcknowledgedAndPublished() throws IOException {
        var webhook = SplitWebhook.of("meta");
        var expected = 0;
        for (var mutant : mutants(webhook.text())) {
            assertEquals(200, MetaCalls.post(mutant.body()).statusCode(), mutant::toString);
            expected += webhook.records(mutant.body()).stream()
                    .map(BusRecord::topic)
                    .filter(Topics.MESSAGING_PROVIDER_EVENTS::equals)
                    .count();
        }

        assertEquals(expected, messaging.next(expected).size());
        assertEquals(List.of(), messaging.poll(Duration.ofMillis(300)));
    }

    private static List<JsonMutant> mutants(String text) {
        var random = new Random(42);
        var all = JsonMutant.of(text).collect(Collectors.toList());
        Collections.shuffle(all, random);
        return Stream.of(
                        all.stream().limit(100), JsonMutant.huge(text, random, 5), JsonMutant.damaged(text, random, 20))
                .flatMap(mutants -> mutants)
                .toList();
    }
}
