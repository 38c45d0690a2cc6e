package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.delivery.CallbackResult.Exhausted;
import org.jboss.logging.Logger;

/**
 * What the person on call reads about calls. Single tries are for debugging, since a dead address would write thousands
 * of lines; what changes, and what is given up, is said aloud.
 */
final class CallbackLog {
    private static final Logger LOG = Logger.getLogger("io.parley.messaging.callback");

    private CallbackLog() {}

    static void taken(CallbackResult result) {
        LOG.debugf("callback taken %s", facts(result));
    }

    static void notTaken(CallbackResult result) {
        if (result instanceof Exhausted) {
            LOG.infof("callback given up %s", facts(result));
        } else {
            LOG.debugf("callback put off %s", facts(result));
        }
    }

    static void failing(Destination target, CallbackResult result) {
        LOG.warnf(
                "callback endpoint fails, calls to it are repeated accountId=%s url=%s statusCode=%d outcome=%s",
                result.job().row().accountId(),
                target.address(),
                result.tried().status(),
                result.tried().error());
    }

    static void recovered(Destination target) {
        LOG.infof("callback endpoint recovered url=%s", target.address());
    }

    /** Written out only if the line is. */
    private static Object facts(CallbackResult result) {
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
                                result.job().attempt() + 1,
                                result.tried().status(),
                                result.tried().error(),
                                result.tried().took().toMillis());
            }
        };
    }
}
