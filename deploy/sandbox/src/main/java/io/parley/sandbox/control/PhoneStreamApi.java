package io.parley.sandbox.control;

import io.parley.sandbox.phone.PhoneId;
import io.parley.sandbox.phone.PhoneStreams;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.Set;

/** {@code GET /phones/api/stream}: the changes of phones as server-sent events. */
record PhoneStreamApi(PhoneStreams streams) {
    private static final int MAX_PHONES = 50;

    /** Writes on the event loop; ready when the event before was written. */
    private static final class ResponseOutput implements PhoneStreams.Output {
        private final Context context = Vertx.currentContext();
        private final HttpServerResponse response;
        private volatile boolean ready = true;

        ResponseOutput(HttpServerResponse response) {
            this.response = response;
        }

        @Override
        public void write(Buffer event) {
            ready = false;
            context.runOnContext(nothing -> {
                if (!response.closed()) {
                    response.write(event).onComplete(written -> ready = true);
                }
            });
        }

        @Override
        public boolean isReady() {
            return ready;
        }
    }

    void open(RoutingContext call) {
        var request = call.request();
        var last = request.getHeader("Last-Event-ID");
        var output = new ResponseOutput(call.response());
        var close = streams.open(
                output,
                phones(request.getParam("phones", "")),
                Boolean.parseBoolean(request.getParam("list", "false")),
                last == null ? request.getParam("lastEventId") : last);
        if (close == null) {
            ControlJson.respondError(call, 503, "too many streams are open");
            return;
        }
        call.response()
                .setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .closeHandler(closed -> close.run())
                .exceptionHandler(failed -> close.run());
        call.response().write("retry: 1000\n\n");
    }

    /** Reads {@code channel:person}, separated by commas. */
    private static Set<PhoneId> phones(String list) {
        var phones = new HashSet<PhoneId>();
        for (var item : list.isEmpty() ? new String[0] : list.split(",")) {
            var parts = item.split(":", 2);
            if (parts.length != 2 || phones.size() >= MAX_PHONES) {
                throw new IllegalArgumentException("phones must be up to " + MAX_PHONES + " of channel:person");
            }
            phones.add(PhoneId.of(parts[0], parts[1]));
        }
        return Set.copyOf(phones);
    }
}
