package io.parley.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.LogManager;

/**
 * The program of deploy/prove/hosts.sh: runs a platform on several hosts, injects one fault after the other under load,
 * and prints a line of figures for each. Arguments: the name of the run, a folder for data and logs, and the names of the
 * scenarios; all without names. It has to run in the namespace of the host for the data.
 */
public final class HostScenarios {
    private final Set<String> selected;
    private int passed;
    private int failed;

    private HostScenarios(Set<String> selected) {
        this.selected = selected;
    }

    /** A scenario; returns the figures of its line. */
    interface Scenario {
        String run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        var names = List.of(arguments);
        var scenarios = new HostScenarios(Set.copyOf(names.subList(2, names.size())));
        var home = Path.of(System.getProperty("parley.home"));
        var state = Files.createDirectories(Path.of(names.get(1)));
        LogManager.getLogManager().reset(); // nothing else on the terminal
        LibraryLog.into(state.resolve("libraries.log"));
        scenarios.runAll(new HostNetwork(names.get(0)), home, state);
        System.out.println(scenarios.passed + " passed, " + scenarios.failed + " failed");
        System.exit(scenarios.failed == 0 ? 0 : 1);
    }

    private void runAll(HostNetwork network, Path home, Path state) {
        var groups = new ArrayList<AutoCloseable>();
        try {
            var faults = new FaultScenarios(network, home, state);
            groups.add(faults);
            faults.runIn(this);
            var cells = new CellScenarios(network, home, state, faults);
            groups.add(cells);
            cells.runIn(this);
        } catch (Exception e) {
            report("set-up", false, e.toString());
            e.printStackTrace();
        } finally {
            groups.reversed().forEach(HostScenarios::close);
        }
    }

    private static void close(AutoCloseable group) {
        try {
            group.close();
        } catch (Exception e) {
            e.printStackTrace();
        }
    }

    boolean isSelected(String name) {
        return selected.isEmpty() || selected.contains(name);
    }

    /** Runs a scenario if it is selected. A failure does not end the run. */
    void run(String name, Scenario scenario) {
        if (!isSelected(name)) {
            return;
        }
        var begin = System.nanoTime();
        try {
            var figures = scenario.run();
            report(name, true, "%s (%d s)".formatted(figures, (System.nanoTime() - begin) / 1_000_000_000));
        } catch (Exception | AssertionError e) {
            report(name, false, e.toString());
        }
    }

    private void report(String name, boolean success, String text) {
        System.out.printf("%-8s %-6s %s%n", name, success ? "passed" : "FAILED", text);
        if (success) {
            passed++;
        } else {
            failed++;
        }
    }
}
