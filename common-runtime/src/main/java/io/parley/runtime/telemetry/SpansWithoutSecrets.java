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
 * Masks attributes that instrumentations add to spans: customers' URLs with tokens in their query, and phone numbers in
 * paths and record keys. Spans are sent to a collector and, like logs, must not contain them.
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
        // Spans are masked in onStart.
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
