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
        // Not by a format, the parsing of which costs more than all the rest.
        LOG.info(
                event.state().value() + " messageId=" + message.id() + " accountId=" + message.accountId() + " channel="
                        + message.channel() + " sender=" + Masked.number(message.identity()) + " providerMessageId="
                        + Masked.providerId(event.providerId()) + " errorCode=" + event.errorCode());
    }
}
