package io.parley.verify.chart;

import io.parley.verify.Repository;
import io.parley.verify.Update;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each preset renders is in the repository, so that a review shows what a change of a template changes. {@code ./dev
 * docs} writes it. The content of alerts and dashboards is left out: their files are in the repository as they are.
 */
@Tag("static")
class GoldenTest {
    private static final String FOLDER = "deploy/verify/src/test/resources/golden/";
    private static final Pattern DASHBOARD = Pattern.compile("(?m)(^  [\\w-]+\\.json: \\|\\n)(?:    .*+\\n|\\n)++");
    private static final Pattern RULES =
            Pattern.compile("(?s)(kind: PrometheusRule\\n.*?\\nspec:\\n).*?(?=\\n---\\n|\\z)");

    @TempDir
    static Path folder;

    private static Chart chart;

    @BeforeAll
    static void copy() {
        chart = Chart.ofRepository().copiedTo(folder);
    }

    static List<String> presets() {
        return Chart.ofRepository().presets();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void renderedAsBefore(String preset) throws IOException {
        var text = DASHBOARD.matcher(chart.render(preset).text()).replaceAll("$1    (content)\n");

        Update.assertCurrent(
                Repository.path(FOLDER + preset + ".yaml"), RULES.matcher(text).replaceAll("$1  (content)"));
    }
}
