package io.parley.messaging.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.http.ProviderAnswer;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt exchanged with the provider, for operators. The channel records it while it submits; of several calls
 * the last one remains. Channels record the path and the body of a request and never its headers, so it contains no
 * credentials. The request is kept as the object that is sent: it becomes text only if the attempt is logged.
 */
public final class ProviderExchange {

    /**
     * A call and its response.
     *
     * @param endpoint method and path, or the command of another protocol
     * @param request the object that is sent as JSON
     * @param status HTTP status; null without a response or for other protocols
     * @param response null if there was none or it is not JSON
     */
    public record Call(
            String endpoint,
            Object request,
            @Nullable Integer status,
            @Nullable JsonNode response) {}

    private volatile @Nullable Call call;

    /** Records a request, before it is sent. */
    public void sent(String endpoint, Object request) {
        call = new Call(endpoint, request, null, null);
    }

    /** Records the response to the last request. */
    public void answered(ProviderAnswer answer) {
        var sent = call;
        if (sent != null) {
            var body = answer.body().isMissingNode() ? null : answer.body();
            call = new Call(sent.endpoint(), sent.request(), answer.status(), body);
        }
    }

    /** Records the response of a network that does not use HTTP to the last request. */
    public void answered(JsonNode response) {
        var sent = call;
        if (sent != null) {
            call = new Call(sent.endpoint(), sent.request(), null, response);
        }
    }

    /** The last call; null if none was made. */
    public @Nullable Call last() {
        return call;
    }
}
