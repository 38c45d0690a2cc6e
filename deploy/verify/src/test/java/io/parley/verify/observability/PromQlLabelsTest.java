package io.parley.verify.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.verify.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("observability")
class PromQlLabelsTest {
    private static final RecordedMetrics METRICS = new RecordedMetrics(Map.of(
            "requests_total", Set.of("pod", "status"),
            "duration_bucket", Set.of("pod", "le"),
            "up", Set.of("pod", "job")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    requests_total                                                        | pod status
                    sum(requests_total)                                                   | ''
                    sum by (pod) (rate(requests_total{status="200"}[5m]))                 | pod
                    sum(rate(requests_total[5m])) by (pod)                                | pod
                    sum without (status) (requests_total)                                 | pod
                    topk(5, requests_total)                                               | pod status
                    histogram_quantile(0.9, sum by (le) (rate(duration_bucket[5m])))      | ''
                    1 - 2 * requests_total / 5                                            | pod status
                    time() - up                                                           | job pod
                    requests_total * on (pod) group_left (job) up                         | job pod status
                    requests_total * on (pod) up                                          | pod
                    requests_total and on (pod) up                                        | pod status
                    sum by (pod) (requests_total) or vector(0)                            | pod
                    label_replace(up, "instance", "$1", "pod", "(.*)")                    | instance job pod
                    requests_total unless requests_total offset 5m                        | pod status
                    max_over_time(rate(requests_total[1m])[10m:1m])                       | pod status
                    """)
    void labelsOfTheResult(String expression, String labels) {
        var findings = new ArrayList<Finding>();

        var result = PromQlLabels.of(METRICS, "here", expression, findings);

        assertEquals(labels, String.join(" ", result.stream().sorted().toList()));
        assertEquals(List.of(), findings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    rate(request_total[5m])                         | no service exposes request_total
                    requests_total{code="200"}                      | requests_total has no label code
                    sum by (code) (requests_total)                  | sum by has no label code
                    sum without (code) (requests_total)             | sum without has no label code
                    sum by (job) (sum by (pod) (up))                | sum by has no label job
                    histogram_quantile(0.9, requests_total)         | histogram_quantile has no label le
                    requests_total / on (job) up                    | / has no label job
                    label_replace(up, "a", "$1", "b", "(.*)")       | label_replace has no label b
                    """)
    void wrongNamesAreFound(String expression, String problem) {
        var findings = new ArrayList<Finding>();

        PromQlLabels.of(METRICS, "here", expression, findings);

        assertEquals(List.of(problem), findings.stream().map(Finding::problem).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum by (pod) (up))", "sum(up", "up +", "{", "up $ 1"})
    void wrongSyntaxIsRefused(String expression) {
        assertThrows(
                IllegalArgumentException.class, () -> PromQlLabels.of(METRICS, "here", expression, new ArrayList<>()));
    }

    @Test
    void recordedMetricsHaveTheLabelsOfTheirTargets() {
        assertEquals(true, RecordedMetrics.read().of("up").orElseThrow().containsAll(RecordedMetrics.TARGET_LABELS));
    }
}
