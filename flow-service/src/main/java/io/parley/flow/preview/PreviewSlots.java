package io.parley.flow.preview;

import io.parley.runtime.problem.Problems;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Limits the files of previews that are sent at a time, since each needs memory of a few times its size, up to 10 MB. */
@ApplicationScoped
class PreviewSlots {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Semaphore free;

    PreviewSlots(FlowPreviewConfig settings) {
        this.free = new Semaphore(settings.maxConcurrent());
    }

    /** Occupies a slot until the response has ended, or fails with 503. */
    void occupy(RoutingContext request) {
        if (!free.tryAcquire()) {
            throw Problems.unavailable(
                    RETRY_AFTER,
                    "Too many previews are opened at the moment. Repeat the request after the time in Retry-After.");
        }
        request.addEndHandler(end -> free.release());
    }
}
