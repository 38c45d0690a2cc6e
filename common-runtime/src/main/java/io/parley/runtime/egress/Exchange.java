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

/** One call under way: sends, counts what comes back, ends at the deadline. Everything happens on one context. */
final class Exchange {

    private final ContextInternal context;
    private final Buffer body;
    private final long maxAnswer;
    private final InstantSource time;
    private final Promise<Answer> answer;
    private HttpClientRequest request;
    private long timer = -1;
    private long received;

    Exchange(ContextInternal context, Buffer body, long maxAnswer, InstantSource time) {
        this.context = context;
        this.body = body;
        this.maxAnswer = maxAnswer;
        this.time = time;
        this.answer = context.promise();
    }

    Future<Answer> answer() {
        return answer.future();
    }

    void startDeadline(Duration deadline) {
        timer = context.setTimer(Math.max(1, deadline.toMillis()), late -> {
            fail(new TimeoutException("no answer within " + deadline));
            reset();
        });
    }

    void over(HttpClient client, RequestOptions options) {
        if (!answer.future().isComplete()) {
            client.request(options).onSuccess(this::send).onFailure(this::fail);
        }
    }

    void fail(Throwable failure) {
        if (answer.tryFail(failure)) {
            context.owner().cancelTimer(timer);
        }
    }

    private void send(HttpClientRequest made) {
        request = made;
        if (answer.future().isComplete()) {
            reset(); // the deadline passed while the connection was made
        } else {
            request.send(body).onSuccess(this::read).onFailure(this::fail);
        }
    }

    private void read(HttpClientResponse response) {
        response.exceptionHandler(this::fail)
                .endHandler(end -> succeed(response))
                .handler(chunk -> count(chunk, response));
    }

    private void count(Buffer chunk, HttpClientResponse response) {
        received += chunk.length();
        if (received > maxAnswer) {
            succeed(response);
            reset();
        }
    }

    private void succeed(HttpClientResponse response) {
        var retryAfter = RetryAfter.parse(response.getHeader(HttpHeaders.RETRY_AFTER), time.instant());
        if (answer.tryComplete(new Answer(response.statusCode(), retryAfter, (int) received))) {
            context.owner().cancelTimer(timer);
        }
    }

    private void reset() {
        if (request != null) {
            request.reset();
        }
    }
}
