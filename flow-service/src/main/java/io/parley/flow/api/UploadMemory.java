package io.parley.flow.api;

import io.parley.runtime.http.HttpConfig;
import io.parley.runtime.problem.Problems;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Limits the memory of the bodies that are received at a time, and refuses further uploads before they are read. */
@Provider
@Singleton
@UsesUploadMemory
public class UploadMemory implements ContainerRequestFilter {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final AtomicLong used = new AtomicLong();
    private final CurrentVertxRequest request;

    /** Looked up at a request: filters are created at build time, before the settings exist. */
    private final Instance<FlowUploadConfig> settings;

    private final Instance<HttpConfig> http;

    UploadMemory(CurrentVertxRequest request, Instance<FlowUploadConfig> settings, Instance<HttpConfig> http) {
        this.request = request;
        this.settings = settings;
        this.http = http;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        var size = size(context);
        if (used.addAndGet(size) > settings.get().memory().asLongValue()) {
            used.addAndGet(-size);
            throw Problems.unavailable(
                    RETRY_AFTER,
                    "Too many files are uploaded at the moment; nothing of the request was"
                            + " kept. Repeat it after the time in Retry-After.");
        }
        request.getCurrent().addEndHandler(end -> used.addAndGet(-size));
    }

    /** The maximum if the request does not state its length. */
    private long size(ContainerRequestContext context) {
        var maxBody = http.get().maxBody().asLongValue();
        var length = context.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.strip().matches("[0-9]{1,12}")
                ? Math.min(Long.parseLong(length.strip()), maxBody)
                : maxBody;
    }
}
