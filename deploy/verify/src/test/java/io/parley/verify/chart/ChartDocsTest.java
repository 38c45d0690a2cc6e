package io.parley.verify.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.verify.Update;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Documents that are written from values.yaml are current; {@code ./dev docs} writes them. */
@Tag("static")
class ChartDocsTest {
    private final Chart chart = Chart.ofRepository();
    private final ChartDocs docs = new ChartDocs(chart);

    @Test
    void descriptionsOfTheSchemaAreThoseOfTheValues() throws IOException {
        Update.assertCurrent(chart.path(ValuesSchema.FILE), docs.schema());
    }

    @Test
    void tableOfTheReadmeIsCurrent() throws IOException {
        Update.assertCurrent(chart.path(ChartDocs.README), docs.readme());
    }

    /** One version of everything: the chart's application version is that of the project. */
    @Test
    void theChartHasTheVersionOfTheProject() {
        var version = io.parley.verify.Repository.text("pom.xml")
                .replaceFirst("(?s).*?<artifactId>parley</artifactId>\\s*<version>([^<]+)<.*", "$1");

        assertEquals(
                List.of(version, version.replace("-SNAPSHOT", "")),
                List.of(
                        chart.yaml("Chart.yaml").path("appVersion").asText(),
                        chart.yaml("Chart.yaml").path("version").asText()));
    }
}
