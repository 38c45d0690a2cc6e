package io.parley.runtime.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.runtime.graph.GraphFailure.Kind;
import io.parley.runtime.http.ProviderAnswer;
import io.parley.runtime.json.ProviderJson;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Meta's Resumable Upload API: a session is created, then the file is sent, and if that fails, once more from where Meta
 * has received it. The result is a handle that another call uses. The id of a session contains characters with a meaning
 * in URLs and is sent as it was received.
 */
@Singleton
public class ResumableUpload {
    private static final Pattern SESSION = Pattern.compile("upload:[A-Za-z0-9:/?=&%._~+-]{1,1000}");
    private static final Set<Kind> RESUMABLE = Set.of(Kind.UNREACHABLE, Kind.NO_RESPONSE, Kind.OUTAGE);
    /** Callers have lower limits of their own. */
    private static final int MAX_CONNECTIONS = 64;

    private static final String OFFSET = "file_offset";

    private final GraphConfig settings;
    private final ObjectMapper json;
    private final HttpClient client;

    ResumableUpload(GraphConfig settings, ObjectMapper json, Vertx vertx) {
        this.settings = settings;
        this.json = json;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) settings.connectTimeout().toMillis())
                        .setKeepAliveTimeout((int) settings.keepAlive().toSeconds()),
                new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
    }

    /**
     * Uploads a file and returns its handle. Fails with a {@link GraphFailure}.
     *
     * @param token access token of the WhatsApp account
     * @param contentType of the file
     * @param name of the file, only letters, digits and dots
     */
    public Uni<String> upload(String token, String contentType, String name, Buffer file) {
        return createSession(token, contentType, name, file.length())
                .chain(session -> send(token, session, file, 0)
                        .onFailure(ResumableUpload::isResumable)
                        .recoverWithUni(() -> resume(token, session, file)))
                .map(answer -> text(answer, "h"));
    }

    private Uni<String> createSession(String token, String contentType, String name, int length) {
        var path = "/" + settings.accounts().appId() + "/uploads?file_length=" + length + "&file_type="
                + contentType.replace("/", "%2F") + "&file_name=" + name;
        var options = options(HttpMethod.POST, path).putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        return call(
                        "upload session",
                        options,
                        Buffer.buffer(),
                        settings.accounts().timeout())
                .map(answer -> text(answer, "id"))
                .invoke(ResumableUpload::requireSession);
    }

    private Uni<JsonNode> send(String token, String session, Buffer file, int offset) {
        var options = ofSession(HttpMethod.POST, token, session)
                .putHeader(OFFSET, Integer.toString(offset))
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
        return call(
                "upload",
                options,
                file.slice(offset, file.length()),
                settings.media().timeout());
    }

    private Uni<JsonNode> resume(String token, String session, Buffer file) {
        return call(
                        "upload offset",
                        ofSession(HttpMethod.GET, token, session),
                        null,
                        settings.accounts().timeout())
                .map(answer -> Math.clamp(answer.path(OFFSET).asLong(0), 0, file.length()))
                .chain(offset -> send(token, session, file, offset));
    }

    /** Only these calls have another scheme than Bearer. */
    private RequestOptions ofSession(HttpMethod method, String token, String session) {
        return options(method, "/" + session).putHeader(HttpHeaders.AUTHORIZATION, "OAuth " + token);
    }

    private RequestOptions options(HttpMethod method, String path) {
        return new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(settings.baseUrl() + "/" + settings.version() + path);
    }

    /** @param body null for none */
    private Uni<JsonNode> call(String name, RequestOptions options, @Nullable Buffer body, Duration timeout) {
        return GraphCalls.result(name, timeout, Uni.createFrom().completionStage(() -> execute(options, body)
                .toCompletionStage()));
    }

    private Future<ProviderAnswer> execute(RequestOptions options, @Nullable Buffer body) {
        return client.request(options)
                .compose(request -> body == null ? request.send() : request.send(body))
                .compose(this::answer);
    }

    private Future<ProviderAnswer> answer(HttpClientResponse response) {
        return response.body()
                .map(body -> ProviderAnswer.of(
                        response.statusCode(), response.getHeader(HttpHeaders.RETRY_AFTER), body.getBytes(), json));
    }

    private static boolean isResumable(Throwable failure) {
        return failure instanceof GraphFailure known && RESUMABLE.contains(known.kind());
    }

    private static String text(JsonNode answer, String member) {
        return ProviderJson.scalar(answer.path(member)).orElseThrow(() -> GraphFailure.unexpected(member));
    }

    private static void requireSession(String id) {
        if (!SESSION.matcher(id).matches()) {
            throw GraphFailure.unexpected("id of an upload");
        }
    }
}
