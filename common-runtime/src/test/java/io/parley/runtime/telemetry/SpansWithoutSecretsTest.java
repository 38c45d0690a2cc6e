package io.parley.runtime.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.parley.runtime.app.WithoutBroker;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutBroker.class)
class SpansWithoutSecretsTest {

    private final List<SpanData> exported = new CopyOnWriteArrayList<>();

    @Test
    void tokensAndPhoneNumbersAreMaskedInSpans() {
        try (var provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new Collector()))
                .addSpanProcessor(
                        Arc.container().instance(SpansWithoutSecrets.class).get())
                .build()) {
            provider.get("test")
                    .spanBuilder("POST")
                    .setSpanKind(SpanKind.CLIENT)
                    .setAttribute("url.full", "https://u:pw@shop.example:8443/hook/4915112345678?token=wombat")
                    .setAttribute("url.path", "/channels/sms/phone-numbers/4915112345678/callbacks")
                    .setAttribute("url.query", "token=wombat")
                    .setAttribute("messaging.kafka.message.key", "4915112345678")
                    .setAttribute("http.request.method", "POST")
                    .startSpan()
                    .end();
        }

        var attributes = new TreeMap<String, String>();
        exported.getFirst().getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value.toString()));
        assertEquals(
                Map.of(
                        "http.request.method", "POST",
                        "messaging.kafka.message.key", "…678",
                        "url.full", "https://…@shop.example:8443/hook/…678?…",
                        "url.path", "/channels/sms/phone-numbers/…678/callbacks",
                        "url.query", "…"),
                attributes);
    }

    @Test
    void theProcessorIsRegistered() {
        assertTrue(Arc.container().select(io.opentelemetry.sdk.trace.SpanProcessor.class).stream()
                .anyMatch(SpansWithoutSecrets.class::isInstance));
    }

    private final class Collector implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            exported.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
