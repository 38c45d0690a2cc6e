package io.parley.sandbox.meta;

import io.parley.sandbox.fault.MediaFault;
import io.parley.sandbox.meta.MediaLibrary.Item;
import io.parley.sandbox.post.DueQueue;
import io.parley.sandbox.web.HttpCall;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Hands out the bytes of one file, whole or as its flaw has it. */
record MediaDownloadCall(HttpCall call, Item item, DueQueue later, long hangMs) {
    private static final int PIECE = 64 * 1024;
    private static final int MAX_HALF = 1024 * 1024;

    void begin() {
        var flaw = item.flaw();
        if (flaw.shows(MediaFault.gone)) {
            response().setStatusCode(404).end();
            return;
        }
        response().putHeader("Content-Type", item.mimeType());
        if (flaw.shows(MediaFault.hang)) {
            half().onSuccess(sent -> later.after(hangMs, call::reset));
        } else if (flaw.shows(MediaFault.cut)) {
            half().onSuccess(sent -> call.reset());
        } else if (flaw.shows(MediaFault.endless)) {
            response().setChunked(true);
            pour(begin(PIECE));
        } else {
            response().sendFile(item.file().toString());
        }
    }

    /** At most a megabyte of it: it is read at once. */
    private Future<Void> half() {
        response().putHeader("Content-Length", Long.toString(item.size()));
        return response().write(begin((int) Math.min(MAX_HALF, item.size() / 2)));
    }

    private void pour(Buffer piece) {
        if (!response().closed()) {
            response().write(piece).onSuccess(sent -> pour(piece));
        }
    }

    private Buffer begin(int length) {
        try (var in = Files.newInputStream(item.file())) {
            return Buffer.buffer(in.readNBytes(length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpServerResponse response() {
        return call.request().response();
    }
}
