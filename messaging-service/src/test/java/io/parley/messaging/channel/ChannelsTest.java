package io.parley.messaging.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the contract states of each channel. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ChannelsTest {

    @Inject
    Channels channels;

    @Test
    void inboundCallbacksAreRetriedAsTheContractPromises() {
        assertEquals(
                Map.of(
                        "whatsapp", InboundRetries.EXPONENTIAL_LONG,
                        "viber", InboundRetries.EXPONENTIAL,
                        "sms", InboundRetries.PERIODIC,
                        "pigeon", InboundRetries.EXPONENTIAL),
                channels.kinds().stream()
                        .collect(Collectors.toMap(kind -> kind.name().value(), ChannelKind::inboundRetries)));
    }

    @Test
    void templatesAreOfWhatsApp() {
        assertEquals(
                List.of("whatsapp"),
                channels.kinds().stream()
                        .filter(ChannelKind::hasTemplates)
                        .map(kind -> kind.name().value())
                        .toList());
    }
}
