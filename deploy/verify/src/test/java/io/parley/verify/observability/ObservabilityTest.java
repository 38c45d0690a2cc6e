package io.parley.verify.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Alerts, runbooks and dashboards of the repository keep all rules. */
@Tag("observability")
@Tag("slow")
class ObservabilityTest {
    private static final int DASHBOARDS = 8;

    private final AlertFiles alerts = AlertFiles.ofRepository();
    private final DashboardFiles dashboards = DashboardFiles.ofRepository();
    private final RecordedMetrics recorded = RecordedMetrics.read();

    @Test
    void promtoolAcceptsTheRules() {
        Promtool.require();

        assertEquals(List.of(), Promtool.check(alerts));
    }

    @Test
    void unitTestsOfTheAlertsPass() {
        Promtool.require();

        assertEquals(List.of(), Promtool.test(alerts.tests()));
    }

    @Test
    void promtoolAcceptsEveryQueryOfADashboard() {
        Promtool.require();
        var expressions = dashboards.expressions();

        assertTrue(expressions.size() > 50, expressions.size() + " queries");
        assertEquals(List.of(), Promtool.parse(expressions));
    }

    @Test
    void alertsKeepAllRules() {
        assertTrue(alerts.alerts().size() > 30, "the alerts are read");
        assertEquals(List.of(), AlertChecks.all(alerts, recorded));
    }

    @Test
    void dashboardsKeepAllRules() {
        assertEquals(DASHBOARDS, dashboards.all().size());
        assertEquals(
                List.of(), DashboardChecks.all(dashboards, recorded.with(AlertChecks.recordings(alerts, recorded))));
    }
}
