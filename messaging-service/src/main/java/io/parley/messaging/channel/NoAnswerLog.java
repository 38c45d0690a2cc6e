package io.parley.messaging.channel;

import io.parley.model.ChannelName;
import io.parley.runtime.failure.Failures;
import io.parley.runtime.logging.OutageLog;
import org.jboss.logging.Logger;

/**
 * Logs calls to a provider that ended without an answer. Each message in doubt gets its own line, so that it can be
 * found; an unreachable provider is logged as one outage, not once per message.
 */
public final class NoAnswerLog {
    private static final Logger LOG = Logger.getLogger(NoAnswerLog.class);

    private final ChannelName channel;
    private final OutageLog outage;

    public NoAnswerLog(ChannelName channel) {
        this.channel = channel;
        this.outage = new OutageLog(LOG, "provider unreachable, messages wait channel=" + channel);
    }

    public void failed(OutboundMessage<?> message, Throwable failure) {
        if (TransportFailure.outcome(failure) instanceof Submission.InDoubt) {
            LOG.warnf(
                    "no answer messageId=%s channel=%s attempt=%d cause=%s",
                    message.messageId(), channel, message.attempt(), Failures.describe(failure));
        } else {
            outage.failed(failure);
        }
    }

    /** The provider answered, positively or negatively: ends an outage. */
    public void answered() {
        outage.succeeded();
    }
}
