package io.parley.runtime.problem;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;

/** Titles of statuses: the current name where the registry renamed one, else Netty's. */
final class StatusTitles {
    private static final Map<Integer, String> RENAMED = Map.of(
            413, "Payload Too Large",
            414, "URI Too Long",
            422, "Unprocessable Content",
            431, "Request Header Fields Too Large");

    private StatusTitles() {}

    static String of(int status) {
        return RENAMED.getOrDefault(status, HttpResponseStatus.valueOf(status).reasonPhrase());
    }
}
