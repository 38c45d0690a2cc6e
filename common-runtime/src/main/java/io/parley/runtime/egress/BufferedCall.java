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

/**
 * One call in flight. Completes with the head of the response: it is the endpoint's result, and an accepted call must
 * not be repeated because its body came late or was truncated. The body is read only so that the connection can be
 * reused. Everything happens on one context.
 */
final class BufferedCall {

    private final ContextInternal context;
    private final Buffer body;
    private final EgressConfig settings;
    private final InstantSource time;
    private final Promise<Answer> answer;
    private HttpClientRequest request;
    private long timer = -1;
    private long received;

    BufferedCall(ContextInternal context, Buffer body, EgressConfig settings, InstantSource time) {
        this.context = context;
        this.body = body;
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
            request.send(body).onSuccess(this::complete).onFailure(this::fail);
        }
    }

    private void complete(HttpClientResponse response) {
        var retryAfter = RetryAfter.parse(response.getHeader(HttpHeaders.RETRY_AFTER), time.instant());
        stopTimer();
        if (answer.tryComplete(new Answer(response.statusCode(), retryAfter))) {
            discardBody(response);
        }
    }

    private void discardBody(HttpClientResponse response) {
        startTimer(settings.bodyTimeout(), this::reset);
        response.exceptionHandler(cut -> stopTimer())
                .endHandler(end -> stopTimer())
                .handler(this::count);
    }

    private void count(Buffer chunk) {
        received += chunk.length();
        if (received > settings.maxAnswer().asLongValue()) {
            stopTimer();
            reset();
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
