package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.endpoint.Destination;
import io.parley.messaging.callback.store.CallbackResult.Attempted;
import io.parley.messaging.callback.store.CallbackResult.Exhausted;
import io.parley.messaging.callback.store.FailingEndpoint;
import java.net.URI;
import org.jboss.logging.Logger;

/**
 * Log lines of callbacks. Single attempts are logged at DEBUG, since a dead endpoint would write thousands of lines;
 * changes of an endpoint's state and exhausted callbacks at INFO or WARN.
 */
final class CallbackLog {
    private static final Logger LOG = Logger.getLogger("io.parley.messaging.callback");

    private CallbackLog() {}

    static void delivered(Attempted result) {
        LOG.debugf("callback delivered %s", facts(result));
    }

    static void notDelivered(Attempted result) {
        if (result instanceof Exhausted) {
            LOG.infof("callback exhausted %s", facts(result));
        } else {
            LOG.debugf("callback rescheduled %s", facts(result));
        }
    }

    static void failing(Destination target, Attempted result) {
        LOG.warnf(
                "callback endpoint failing, callbacks are retried accountId=%s url=%s statusCode=%d outcome=%s",
                result.job().row().accountId(),
                target.urlWithoutQuery(),
                result.attempt().status(),
                result.attempt().error());
    }

    /** Only the host, as the path may contain a secret. */
    static void disabled(FailingEndpoint endpoint) {
        LOG.warnf(
                "callback endpoint disabled, its callbacks are kept until it is enabled"
                        + " accountId=%s endpointId=%s host=%s failingSince=%s",
                endpoint.endpoint().accountId(),
                endpoint.id(),
                URI.create(endpoint.url()).getHost(),
                endpoint.failingSince());
    }

    static void enabled(FailingEndpoint endpoint) {
        LOG.infof(
                "callback endpoint enabled, its callbacks are replayed accountId=%s endpointId=%s host=%s",
                endpoint.endpoint().accountId(),
                endpoint.id(),
                URI.create(endpoint.url()).getHost());
    }

    static void recovered(Destination target) {
        LOG.infof("callback endpoint recovered url=%s", target.urlWithoutQuery());
    }

    /** Formatted only if the line is logged. */
    private static Object facts(Attempted result) {
        return new Object() {
            @Override
            public String toString() {
                var row = result.job().row();
                return "callbackId=%s accountId=%s messageId=%s channel=%s event=%s attempt=%d statusCode=%d outcome=%s durationMs=%d"
                        .formatted(
                                row.id(),
                                row.accountId(),
                                row.messageId(),
                                row.channel(),
                                row.event(),
                                result.job().attempts() + 1,
                                result.attempt().status(),
                                result.attempt().error(),
                                result.attempt().took().toMillis());
            }
        };
    }
}
