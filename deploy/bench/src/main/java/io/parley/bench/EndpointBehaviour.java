package io.parley.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** Behaviour of a callback endpoint. */
enum EndpointBehaviour {
    WELL {
        @Override
        void respond(Vertx vertx, HttpServerRequest call, String canary) {
            call.response().end();
        }
    },
    HANGS {
        @Override
        void respond(Vertx vertx, HttpServerRequest call, String canary) {}
    },
    /** Writes a byte from time to time, without end. */
    DRIPS {
        @Override
        void respond(Vertx vertx, HttpServerRequest call, String canary) {
            writeEndlessly(vertx, call, ".");
        }
    },
    /** Writes large chunks, without end. */
    STREAMS {
        @Override
        void respond(Vertx vertx, HttpServerRequest call, String canary) {
            writeEndlessly(vertx, call, ".".repeat(16_384));
        }
    },
    /** Redirects to a URL of this machine that must not be followed. */
    REDIRECTS {
        @Override
        void respond(Vertx vertx, HttpServerRequest call, String canary) {
            call.response().setStatusCode(307).putHeader("location", canary).end();
        }
    };

    /** @param canary target of redirects */
    abstract void respond(Vertx vertx, HttpServerRequest call, String canary);

    private static void writeEndlessly(Vertx vertx, HttpServerRequest call, String chunk) {
        var response = call.response().setChunked(true);
        var timer = vertx.setPeriodic(1, 10, tick -> response.write(chunk));
        response.closeHandler(closed -> vertx.cancelTimer(timer));
    }
}
