package io.parley.runtime.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.parley.runtime.logging.Masked;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Masks what instrumentations write into spans: addresses of customers with tokens in their query, and numbers of people in
 * paths and keys of records. Spans leave for a collector, which is as little a place for them as a log.
 */
@Singleton
class SpansWithoutSecrets implements SpanProcessor {
    private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");

    private static final List<AttributeKey<String>> TEXTS = List.of(
            AttributeKey.stringKey("url.full"),
            AttributeKey.stringKey("url.path"),
            AttributeKey.stringKey("http.url"),
            AttributeKey.stringKey("http.target"),
            AttributeKey.stringKey("messaging.kafka.message.key"));

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        if (span.getAttribute(QUERY) != null) {
            span.setAttribute(QUERY, "…");
        }
        for (var key : TEXTS) {
            var text = span.getAttribute(key);
            if (text != null) {
                span.setAttribute(key, Masked.text(text));
            }
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // Everything is done at the start.
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
