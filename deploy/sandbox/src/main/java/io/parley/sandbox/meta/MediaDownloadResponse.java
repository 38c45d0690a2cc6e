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

/** Response to the download of one file: its content, complete or with the defect of the file. */
record MediaDownloadResponse(HttpCall call, Item item, DueQueue dueQueue, long hangMs) {
    private static final int CHUNK = 64 * 1024;
    private static final int MAX_HALF = 1024 * 1024;

    void send() {
        var defect = item.defect();
        if (defect.occurs(MediaFault.missing)) {
            response().setStatusCode(404).end();
            return;
        }
        response().putHeader("Content-Type", item.mimeType());
        if (defect.occurs(MediaFault.hang)) {
            writeHalf().onSuccess(sent -> dueQueue.after(hangMs, call::reset));
        } else if (defect.occurs(MediaFault.cut)) {
            writeHalf().onSuccess(sent -> call.reset());
        } else if (defect.occurs(MediaFault.endless)) {
            response().setChunked(true);
            writeEndlessly(firstBytes(CHUNK));
        } else {
            response().sendFile(item.file().toString());
        }
    }

    /** Writes the first half, at most a megabyte because it is read into memory. */
    private Future<Void> writeHalf() {
        response().putHeader("Content-Length", Long.toString(item.size()));
        return response().write(firstBytes((int) Math.min(MAX_HALF, item.size() / 2)));
    }

    private void writeEndlessly(Buffer chunk) {
        if (!response().closed()) {
            response().write(chunk).onSuccess(sent -> writeEndlessly(chunk));
        }
    }

    private Buffer firstBytes(int length) {
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
