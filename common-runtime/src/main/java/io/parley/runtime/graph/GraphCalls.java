package io.parley.runtime.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.runtime.background.DeadlineTimer;
import io.parley.runtime.background.SafeContext;
import io.parley.runtime.http.ProviderAnswer;
import io.parley.runtime.logging.OutageLog;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Evaluates calls of the Graph API about accounts, numbers and templates: each returns Meta's JSON or fails with a
 * {@link GraphFailure} in time, and is not repeated here.
 */
@Singleton
public class GraphCalls {
    private static final Logger LOG = Logger.getLogger(GraphCalls.class);
    private static final OutageLog OUTAGE = new OutageLog(LOG, "calls about WhatsApp accounts fail");

    private final GraphConfig settings;
    private final ObjectMapper json;

    GraphCalls(GraphConfig settings, ObjectMapper json) {
        this.settings = settings;
        this.json = json;
    }

    /** @param call what is called, for the log */
    public Uni<JsonNode> result(String call, Uni<Response> response) {
        return result(call, settings.accounts().timeout(), response.map(answer -> ProviderAnswer.of(answer, json)));
    }

    /** As {@link #result}, for a call that transfers a file and so has a timeout of its own. */
    public Uni<JsonNode> transferred(String call, Duration timeout, Uni<Response> response) {
        return result(call, timeout, response.map(answer -> ProviderAnswer.of(answer, json)));
    }

    /** As {@link #result}. A change that Meta reports as unsuccessful without an error is refused, too. */
    public Uni<JsonNode> changed(String call, Uni<Response> response) {
        return result(call, response).invoke(body -> {
            if (body.path("success").isBoolean() && !body.path("success").booleanValue()) {
                throw GraphFailure.refused();
            }
        });
    }

    /** Fails with a {@link GraphFailure} if there is no successful response in time, and logs it. Completes on the caller's context. */
    static Uni<JsonNode> result(String call, Duration timeout, Uni<ProviderAnswer> response) {
        return response.ifNoItem()
                .after(timeout)
                .on(DeadlineTimer.shared())
                .fail()
                .emitOn(SafeContext.executor())
                .map(GraphCalls::successful)
                .invoke(OUTAGE::succeeded)
                .invoke(GraphMetrics::succeeded)
                .onFailure()
                .transform(GraphFailure::of)
                .onFailure(GraphFailure.class)
                .invoke(failure -> failed(call, (GraphFailure) failure));
    }

    private static JsonNode successful(ProviderAnswer answer) {
        GraphFailure.of(answer).ifPresent(failure -> {
            throw failure;
        });
        return answer.body();
    }

    private static void failed(String call, GraphFailure failure) {
        GraphMetrics.failed(failure.kind());
        log(call, failure);
    }

    private static void log(String call, GraphFailure failure) {
        switch (failure.kind()) {
            case UNREACHABLE, NO_RESPONSE, OUTAGE -> OUTAGE.failed(failure);
            case TOKEN -> LOG.errorf("token is not valid: call=%s %s", call, failure.getMessage());
            default -> LOG.infof("WhatsApp call failed call=%s kind=%s %s", call, failure.kind(), failure.getMessage());
        }
    }
}
