package io.parley.runtime.test;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text of {@code /q/metrics}; checks our own metrics against Prometheus' conventions (<a
 * href="https://prometheus.io/docs/practices/naming/">naming</a>).
 */
public record MetricsPage(String text) {
    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (parley_\\w+) (\\w+)$");
    private static final Pattern TIME = Pattern.compile(".*_(age|delay|wait|duration|time)");

    /** Names of all our metric families. */
    public List<String> families() {
        return FAMILY.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /** One sentence for each family without help or without its unit. */
    public List<String> violations() {
        return FAMILY.matcher(text)
                .results()
                .flatMap(match -> Stream.of(help(match.group(1)), unit(match.group(1), match.group(2))))
                .filter(violation -> !violation.isEmpty())
                .toList();
    }

    private String help(String family) {
        var line = Pattern.compile("(?m)^# HELP " + family + " \\S.*$");
        return line.matcher(text).find() ? "" : family + " has no help";
    }

    private static String unit(String family, String type) {
        if (type.equals("counter") && !family.endsWith("_total")) {
            return family + " is a counter and does not end in _total";
        }
        return TIME.matcher(family).matches() ? family + " does not end in _seconds" : "";
    }
}
