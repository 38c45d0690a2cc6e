package io.parley.runtime.egress;

import io.parley.runtime.egress.GuardedHttp.Opened;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A call in flight whose response is read as a stream. Completes with the head, or fails at the deadline. Runs on one
 * context.
 */
final class StreamingCall {
    private final Promise<Opened> opened;
    private @Nullable HttpClientRequest request;

    StreamingCall(ContextInternal context, Duration deadline) {
        this.opened = context.promise();
        var timer = context.setTimer(Math.max(1, deadline.toMillis()), late -> {
            fail(new TimeoutException("no response within " + deadline));
            reset();
        });
        opened.future().onComplete(done -> context.owner().cancelTimer(timer));
    }

    Future<Opened> opened() {
        return opened.future();
    }

    void send(HttpClient client, RequestOptions options) {
        if (!opened.future().isComplete()) {
            client.request(options).onSuccess(this::send).onFailure(this::fail);
        }
    }

    void fail(Throwable failure) {
        opened.tryFail(failure);
    }

    private void send(HttpClientRequest sent) {
        request = sent;
        if (opened.future().isComplete()) {
            reset(); // the deadline passed while connecting
        } else {
            sent.send().onSuccess(this::open).onFailure(this::fail);
        }
    }

    private void open(HttpClientResponse response) {
        response.pause().exceptionHandler(aborted -> {}); // until the reader sets its own
        var answer = new Opened(response.statusCode(), length(response), response, this::reset);
        if (!opened.tryComplete(answer)) {
            reset();
        }
    }

    /** Returns the length of the whole resource: the total of a {@code Content-Range} if there is one. */
    private static long length(HttpClientResponse response) {
        var range = response.getHeader(HttpHeaders.CONTENT_RANGE);
        return range == null
                ? number(response.getHeader(HttpHeaders.CONTENT_LENGTH))
                : number(range.substring(range.indexOf('/') + 1));
    }

    private static long number(@Nullable String value) {
        try {
            return value == null ? -1 : Long.parseLong(value.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private void reset() {
        if (request != null) {
            request.reset();
        }
    }
}
