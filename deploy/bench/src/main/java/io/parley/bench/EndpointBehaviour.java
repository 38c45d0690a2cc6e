package io.parley.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** How an address treats the calls it gets. */
enum EndpointBehaviour {
    WELL {
        @Override
        void answer(Vertx vertx, HttpServerRequest call, String canary) {
            call.response().end();
        }
    },
    HANGS {
        @Override
        void answer(Vertx vertx, HttpServerRequest call, String canary) {}
    },
    /** A byte now and then, for ever. */
    DRIPS {
        @Override
        void answer(Vertx vertx, HttpServerRequest call, String canary) {
            pour(vertx, call, ".");
        }
    },
    /** Much at a time, for ever. */
    STREAMS {
        @Override
        void answer(Vertx vertx, HttpServerRequest call, String canary) {
            pour(vertx, call, ".".repeat(16_384));
        }
    },
    /** To an address of this machine that nobody may be led to. */
    REDIRECTS {
        @Override
        void answer(Vertx vertx, HttpServerRequest call, String canary) {
            call.response().setStatusCode(307).putHeader("location", canary).end();
        }
    };

    /** @param canary where redirects lead */
    abstract void answer(Vertx vertx, HttpServerRequest call, String canary);

    private static void pour(Vertx vertx, HttpServerRequest call, String drop) {
        var response = call.response().setChunked(true);
        var timer = vertx.setPeriodic(1, 10, tick -> response.write(drop));
        response.closeHandler(closed -> vertx.cancelTimer(timer));
    }
}
