package io.parley.runtime.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that have no effect. */
class UnknownSettingsTest {
    private static final KnownSettings KNOWN = new KnownSettings(List.of(
            "parley.http.max-requests",
            "parley.http.max-connections",
            "parley.egress.ports",
            "parley.egress.ports[*]",
            "parley.http.large-bodies.*",
            "parley.channels.sms.smscs.*.host",
            "parley.channels.sms.smscs.*.receipt-states.*"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parley.http.max-requests",
                "PARLEY_HTTP_MAX_REQUESTS",
                "parley.egress.ports",
                "parley.egress.ports[1]",
                "parley.http.large-bodies.\"/conversations/v3/media\"",
                "PARLEY_HTTP_LARGE_BODIES__CONVERSATIONS_V3_MEDIA_",
                "parley.channels.sms.smscs.main.host",
                "PARLEY_CHANNELS_SMS_SMSCS_MAIN_HOST",
                "parley.channels.sms.smscs.main.receipt-states.DELIVRD",
                "quarkus.http.port",
                "HOME"
            })
    void aKnownSettingAndOtherNamesAreNotReported(String name) {
        assertEquals(List.of(), UnknownSettings.describe(Stream.of(name), KNOWN));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            parley.http.max-request             | ; did you mean parley.http.max-requests?
            parley.htpp.max-requests            | ; did you mean parley.http.max-requests?
            PARLEY_HTTP_MAX_CONECTIONS          | ; did you mean PARLEY_HTTP_MAX_CONNECTIONS?
            parley.http.max.requests            | ; did you mean parley.http.max-requests?
            parley.channels.sms.smscs.main.hots | ; did you mean parley.channels.sms.smscs.*.host?
            parley.colour                       | ''
            PARLEY_COLOUR                       | ''
            """)
    void anUnknownSettingIsReportedWithTheSimilarOne(String name, String suggestion) {
        assertEquals(
                List.of("unknown setting " + name + " has no effect" + suggestion),
                UnknownSettings.describe(Stream.of(name), KNOWN));
    }

    @Test
    void aSettingOfSeveralSourcesIsReportedOnce() {
        assertEquals(
                1,
                UnknownSettings.describe(Stream.of("parley.colour", "parley.colour"), KNOWN)
                        .size());
    }
}
