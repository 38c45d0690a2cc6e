package io.parley.verify.chart;

import io.parley.verify.Finding;
import io.parley.verify.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A mistake that a change of the chart could make.
 *
 * @param name what is wrong
 * @param file file of the chart
 * @param correct text that is in it
 * @param wrong text in its place
 * @param preset preset that shows the mistake
 * @param rule rule that finds it
 */
record PlantedMistake(String name, String file, String correct, String wrong, String preset, String rule) {

    /** Makes the mistake in a copy of the chart and returns what the checks find. */
    List<Finding> findings(Path folder) {
        var chart = Chart.ofRepository().copiedTo(folder);
        var path = chart.path(file);
        var text = Repository.text(path);
        if (!text.contains(correct)) {
            throw new IllegalStateException(file + " does not contain " + correct);
        }
        try {
            Files.writeString(path, text.replace(correct, wrong));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var findings = new ArrayList<>(ChartChecks.of(chart));
        try {
            findings.addAll(ChartChecks.of(chart, chart.render(preset)));
        } catch (IllegalStateException e) {
            findings.add(new Finding("rendering", file, e.getMessage()));
        }
        return findings;
    }

    @Override
    public String toString() {
        return name;
    }
}
