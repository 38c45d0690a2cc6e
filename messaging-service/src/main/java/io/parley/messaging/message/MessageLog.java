package io.parley.messaging.message;

import io.parley.messaging.model.StatusFacts;
import io.parley.runtime.logging.Masked;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Logs one line per change of state. Has its own category, so that a busy deployment can turn it off. */
@Singleton
class MessageLog {

    private static final Logger LOG = Logger.getLogger("io.parley.messaging.journal");

    void happened(StatusFacts fact) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        var message = fact.message();
        var event = fact.event();
        LOG.infof(
                "%s messageId=%s accountId=%s channel=%s sender=%s providerMessageId=%s errorCode=%s",
                event.state().value(),
                message.id(),
                message.accountId(),
                message.channel(),
                Masked.number(message.identity()),
                Masked.providerId(event.providerId()),
                event.errorCode());
    }
}
