package io.parley.sandbox.meta.account;

import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphRejection;
import io.parley.sandbox.web.HttpCall;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Resumable uploads: {@code POST /{app_id}/uploads}, {@code POST} and {@code GET /{upload_id}}. The id contains a colon and
 * a question mark, which callers must not encode. The bytes are sent with {@code Authorization: OAuth}, the other calls
 * with {@code Bearer} or {@code OAuth}.
 */
public final class UploadApi {
    /** Path of the call that sends bytes, which is read as a stream. */
    public static final Pattern BYTES = Pattern.compile("/graph/[^/]+/upload:[^/]+");

    private static final long MEGABYTE = 1024L * 1024;
    private static final Map<String, Long> MAX_BYTES = Map.of(
            "image/jpeg", 5 * MEGABYTE,
            "image/jpg", 5 * MEGABYTE,
            "image/png", 5 * MEGABYTE,
            "video/mp4", 16 * MEGABYTE,
            "application/pdf", 100 * MEGABYTE);

    private final SandboxContext context;
    private final GraphAccess access;
    private final AccountCallFaults faults;
    private final UploadSessions sessions;

    UploadApi(SandboxContext context, GraphAccess access, AccountCallFaults faults, UploadSessions sessions) {
        this.context = context;
        this.access = access;
        this.faults = faults;
        this.sessions = sessions;
    }

    /** Handles {@code POST /{app_id}/uploads} with the parameters file_length, file_type and file_name. */
    void start(HttpCall call) {
        var type = required(call, "file_type");
        var length = required(call, "file_length");
        required(call, "file_name");
        var max = MAX_BYTES.get(type);
        if (max == null) {
            throw GraphRejection.badParameter("Param file_type must be one of " + MAX_BYTES.keySet());
        }
        if (!length.matches("\\d{1,12}") || Long.parseLong(length) == 0 || Long.parseLong(length) > max) {
            throw GraphRejection.badParameter("Param file_length must be between 1 and " + max + " bytes.");
        }
        var session = sessions.start(type, Long.parseLong(length));
        call.respond(200, json -> {
            json.writeStartObject();
            json.writeStringField("id", session.fullId());
            json.writeEndObject();
        });
    }

    private static String required(HttpCall call, String name) {
        var value = call.request().getParam(name);
        if (value == null || value.isEmpty()) {
            throw new GraphRejection(GraphErrorResponse.required(name));
        }
        return value;
    }

    /** Handles {@code GET /{upload_id}}. */
    void describe(HttpCall call) {
        var session = session(call);
        call.respond(200, json -> {
            json.writeStartObject();
            json.writeStringField("id", session.fullId());
            json.writeNumberField("file_offset", session.offset);
            json.writeEndObject();
        });
    }

    /** Handles {@code POST /{upload_id}}: reads the bytes as they arrive. */
    public void receive(HttpServerRequest request) {
        request.pause();
        var call = new HttpCall(request, request.path().substring(1).split("/"), new byte[0]);
        faults.pass(call, () -> begin(call));
    }

    private void begin(HttpCall call) {
        reject(access.tokenRejection(call.credential("OAuth")));
        reject(access.permissionRejection(GraphAccess.MANAGEMENT));
        var session = session(call);
        checkOffset(call, session);
        session.busy = true;
        call.request()
                .handler(bytes -> append(call, session, bytes))
                .exceptionHandler(broken -> session.busy = false)
                .endHandler(end -> faults.guarded(call, () -> end(call, session)))
                .resume();
    }

    private static void reject(Optional<GraphErrorResponse> error) {
        error.ifPresent(response -> {
            throw new GraphRejection(response);
        });
    }

    private UploadSession session(HttpCall call) {
        return sessions.find(call.path()[2], call.request().getParam("sig"))
                .orElseThrow(() -> new GraphRejection(unknown(call)));
    }

    private static GraphErrorResponse unknown(HttpCall call) {
        return GraphErrorResponse.unknownObject(call.method(), call.path()[2]);
    }

    private static void checkOffset(HttpCall call, UploadSession session) {
        var offset = call.request().getHeader("file_offset");
        if (offset == null) {
            throw new GraphRejection(GraphErrorResponse.required("file_offset"));
        }
        if (session.busy) {
            throw GraphRejection.badParameter("Another request of this upload session is in progress.");
        }
        if (session.isComplete() || !offset.equals(Long.toString(session.offset))) {
            throw GraphRejection.badParameter("Request starting offset is invalid: file_offset must be "
                    + session.offset + " of " + session.length + " bytes.");
        }
        var announced = call.request().getHeader("Content-Length");
        if (announced != null && session.offset + Long.parseLong(announced) > session.length) {
            throw tooLong(session);
        }
    }

    private void append(HttpCall call, UploadSession session, Buffer bytes) {
        if (session.busy && !session.append(bytes)) {
            session.busy = false;
            faults.reject(
                    call, session.deleted ? unknown(call) : tooLong(session).response());
        }
    }

    private static GraphRejection tooLong(UploadSession session) {
        return GraphRejection.badParameter("The file is longer than file_length, " + session.length + " bytes.");
    }

    private void end(HttpCall call, UploadSession session) {
        if (!session.busy) {
            return;
        }
        session.busy = false;
        if (session.deleted) {
            throw new GraphRejection(unknown(call));
        }
        if (!session.isComplete()) {
            throw GraphRejection.badParameter("Partial request (did not match length of file): " + session.offset
                    + " of " + session.length + " bytes received.");
        }
        context.counters().add("accounts", "uploads", 1);
        var handle = sessions.complete(session);
        call.respond(200, json -> {
            json.writeStartObject();
            json.writeStringField("h", handle);
            json.writeEndObject();
        });
    }
}
