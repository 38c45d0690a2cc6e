package io.parley.runtime.egress;

import io.parley.runtime.egress.GuardedHttp.FullResponse;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.ContextInternal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A call in flight whose whole response is needed: it completes with the last byte of the body, whatever the status, and
 * fails at the deadline or beyond the maximum size. Everything happens on one context.
 */
final class FullResponseCall {
    private final Buffer body;
    private final int maxBody;
    private final Promise<FullResponse> answer;
    private final Buffer received = Buffer.buffer();
    private @Nullable HttpClientRequest request;

    FullResponseCall(ContextInternal context, Buffer body, Duration deadline, int maxBody) {
        this.body = body;
        this.maxBody = maxBody;
        this.answer = context.promise();
        var timer = context.setTimer(
                Math.max(1, deadline.toMillis()),
                late -> abort(new TimeoutException("no complete response within " + deadline)));
        answer.future().onComplete(done -> context.owner().cancelTimer(timer));
    }

    Future<FullResponse> answer() {
        return answer.future();
    }

    void send(HttpClient client, RequestOptions options) {
        if (!answer.future().isComplete()) {
            client.request(options).onSuccess(this::send).onFailure(this::fail);
        }
    }

    void fail(Throwable failure) {
        answer.tryFail(failure);
    }

    private void send(HttpClientRequest opened) {
        request = opened;
        if (answer.future().isComplete()) {
            opened.reset(); // the deadline passed while connecting
        } else {
            opened.send(body).onSuccess(this::receive).onFailure(this::fail);
        }
    }

    private void receive(HttpClientResponse head) {
        head.exceptionHandler(this::fail)
                .endHandler(end -> answer.tryComplete(new FullResponse(head.statusCode(), received.getBytes())))
                .handler(this::receive);
    }

    private void receive(Buffer chunk) {
        if (received.length() + chunk.length() > maxBody) {
            abort(new IOException("the response has more than " + maxBody + " bytes"));
        } else {
            received.appendBuffer(chunk);
        }
    }

    private void abort(Exception reason) {
        if (answer.tryFail(reason) && request != null) {
            request.reset();
        }
    }
}
