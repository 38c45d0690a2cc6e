package io.parley.messaging.channel.whatsapp.graph;

import io.parley.messaging.model.ProviderError;
import io.parley.runtime.graph.GraphError;

/** Meta's errors as customers get them. */
public final class MetaErrors {
    private MetaErrors() {}

    /** Supplies a code and a text where Meta leaves them out. */
    public static ProviderError error(GraphError error) {
        if (error.code() <= 0) {
            return error.text().isEmpty() ? unknown() : new ProviderError(code("failed"), error.text());
        }
        var code = Integer.toString(error.code());
        return new ProviderError(code(code), error.text().isEmpty() ? "WhatsApp error " + code : error.text());
    }

    public static ProviderError unknown() {
        return new ProviderError(code("failed"), "WhatsApp could not deliver the message and gave no reason.");
    }

    private static String code(String code) {
        return WhatsAppNames.CHANNEL + "::error::" + code;
    }
}
