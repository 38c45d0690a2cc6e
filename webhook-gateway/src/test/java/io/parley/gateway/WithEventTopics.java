package io.parley.gateway;

import io.parley.model.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Base class of tests that read the topic of messaging-service from the start of the test. */
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
