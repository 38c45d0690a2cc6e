package io.parley.runtime.egress;

import io.parley.runtime.egress.GuardedHttp.Answer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One call in flight. A 2xx completes it with the head of the response: it is the endpoint's result, and an accepted
 * call must not be repeated because its body came late or was truncated; its body is read only so that the connection
 * can be reused. Any other status completes it with the beginning of the body, as far as that arrives in time.
 * Everything happens on one context.
 */
final class BufferedCall {

    private static final Buffer EMPTY = Buffer.buffer(0);

    private final ContextInternal context;
    private final Buffer body;
    private final int maxExcerpt;
    private final EgressConfig settings;
    private final InstantSource time;
    private final Promise<Answer> answer;
    private @Nullable HttpClientRequest request;
    private Buffer excerpt = EMPTY;
    private long timer = -1;
    private long received;

    /** @param maxExcerpt bytes to return of the body of a failure */
    BufferedCall(ContextInternal context, Buffer body, int maxExcerpt, EgressConfig settings, InstantSource time) {
        this.context = context;
        this.body = body;
        this.maxExcerpt = maxExcerpt;
        this.settings = settings;
        this.time = time;
        this.answer = context.promise();
    }

    Future<Answer> answer() {
        return answer.future();
    }

    void startDeadline(Duration deadline) {
        startTimer(deadline, () -> {
            fail(new TimeoutException("no response within " + deadline));
            reset();
        });
    }

    void send(HttpClient client, RequestOptions options) {
        if (!answer.future().isComplete()) {
            client.request(options).onSuccess(this::send).onFailure(this::fail);
        }
    }

    /** Fails the call, if it is not completed yet. */
    void fail(Throwable failure) {
        stopTimer();
        answer.tryFail(failure);
    }

    private void send(HttpClientRequest opened) {
        request = opened;
        if (answer.future().isComplete()) {
            reset(); // the deadline passed while connecting
        } else {
            opened.send(body).onSuccess(this::receive).onFailure(this::fail);
        }
    }

    private void receive(HttpClientResponse head) {
        stopTimer();
        if (answer.future().isComplete()) {
            return; // the deadline passed, which reset the request
        }
        if (head.statusCode() / 100 == 2 || maxExcerpt == 0) {
            complete(head, true);
        } else {
            excerpt = Buffer.buffer();
        }
        readBody(head);
    }

    private void readBody(HttpClientResponse head) {
        startTimer(settings.bodyTimeout(), () -> {
            complete(head, false);
            reset();
        });
        head.exceptionHandler(cut -> end(head, false))
                .endHandler(end -> end(head, true))
                .handler(chunk -> receive(head, chunk));
    }

    private void end(HttpClientResponse head, boolean complete) {
        stopTimer();
        complete(head, complete);
    }

    private void receive(HttpClientResponse head, Buffer chunk) {
        received += chunk.length();
        if (!answer.future().isComplete()) {
            excerpt.appendBuffer(chunk, 0, Math.min(chunk.length(), maxExcerpt - excerpt.length()));
            if (received > maxExcerpt) {
                complete(head, false);
            }
        }
        if (received > settings.maxAnswer().asLongValue()) {
            stopTimer();
            complete(head, false);
            reset();
        }
    }

    /** @param wholeBody whether the excerpt is the whole body, and not a part that may end within a character */
    private void complete(HttpClientResponse head, boolean wholeBody) {
        if (!answer.future().isComplete()) {
            var retryAfter = RetryAfter.parse(head.getHeader(HttpHeaders.RETRY_AFTER), time.instant());
            answer.tryComplete(new Answer(head.statusCode(), retryAfter, BodyExcerpt.of(excerpt, wholeBody)));
        }
    }

    private void startTimer(Duration duration, Runnable late) {
        timer = context.setTimer(Math.max(1, duration.toMillis()), fired -> late.run());
    }

    private void stopTimer() {
        context.owner().cancelTimer(timer);
    }

    private void reset() {
        if (request != null) {
            request.reset();
        }
    }
}
