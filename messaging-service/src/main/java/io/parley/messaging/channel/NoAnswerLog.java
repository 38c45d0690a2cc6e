package io.parley.messaging.channel;

import io.parley.model.ChannelName;
import io.parley.runtime.logging.Causes;
import io.parley.runtime.logging.OutageLog;
import org.jboss.logging.Logger;

/**
 * Logs calls to a provider that ended without an answer. A message whose outcome is unknown gets a line of its own, since
 * somebody may look for it; that nothing can be sent at all is one outage, however many messages wait for its end.
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
                    message.messageId(), channel, message.attempt(), Causes.describe(failure));
        } else {
            outage.failed(failure);
        }
    }

    /** The provider answered, whatever it said. */
    public void answered() {
        outage.worked();
    }
}
