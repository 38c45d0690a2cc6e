package io.parley.gateway;

import io.parley.model.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test that hears what messaging-service is told, from the test's start on. */
abstract class WithEventTopics {
    Topic messaging;

    @BeforeEach
    void open() throws Exception {
        messaging = Topic.open(Topics.MESSAGING_PROVIDER_EVENTS);
    }

    @AfterEach
    void close() {
        messaging.close();
    }
}
