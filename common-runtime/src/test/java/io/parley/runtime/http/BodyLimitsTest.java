package io.parley.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyLimitsTest {
    private static final BodyLimits LIMITS = new BodyLimits(new SmallRyeConfigBuilder()
            .withMapping(HttpConfig.class)
            .addDiscoveredConverters()
            .withSources(new PropertiesConfigSource(
                    Map.of(
                            "parley.http.max-body", "1K",
                            "parley.http.large-bodies.\"/files\"", "2K",
                            "parley.http.large-bodies.\"/numbers/*/logo\"", "3K"),
                    "test",
                    100))
            .build()
            .getConfigMapping(HttpConfig.class));

    @ParameterizedTest
    @CsvSource({
        "/files,2048",
        "/files/1,1024",
        "/numbers/49/logo,3072",
        "/numbers/+49.1/logo,3072",
        "/numbers//logo,1024",
        "/numbers/49/50/logo,1024",
        "/numbers/49/logo/,1024",
        "/numbers/49/logos,1024",
        ",1024"
    })
    void aSegmentOfAPatternIsAnyOneSegment(String path, long limit) {
        assertEquals(limit, LIMITS.of(path));
    }
}
