package io.parley.local;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.net.ConnectException;

/** Sets the X-Forwarded headers, and returns a problem document if a service is not reachable. */
final class FrontInterceptor implements ProxyInterceptor {

    private final Service service;

    FrontInterceptor(Service service) {
        this.service = service;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        var customer = context.request().proxiedRequest();
        context.request()
                .putHeader("X-Forwarded-For", customer.remoteAddress().hostAddress())
                .putHeader("X-Forwarded-Proto", "http")
                .putHeader("X-Forwarded-Host", host(customer));
        return context.sendRequest().recover(failure -> Future.succeededFuture(unreachable(context, failure)));
    }

    private static String host(HttpServerRequest customer) {
        return customer.authority() == null ? "127.0.0.1" : customer.authority().toString();
    }

    private ProxyResponse unreachable(ProxyContext context, Throwable failure) {
        var down = failure instanceof ConnectException;
        var status = down ? 503 : 502;
        var body = down
                ? FrontProxy.problem(503, "Service Unavailable", service.module() + " is not available (yet).")
                : FrontProxy.problem(502, "Bad Gateway", service.module() + " closed the connection.");
        return context.request()
                .release()
                .response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Retry-After", "1")
                .setBody(Body.body(Buffer.buffer(body)));
    }
}
