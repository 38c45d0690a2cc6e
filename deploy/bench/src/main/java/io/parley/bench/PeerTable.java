package io.parley.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The tables of {@code ./dev bench peer}. */
final class PeerTable {

    private static final String FIGURES = "  %-28s  %-22s  %-22s  %-20s  %8s  %s";
    private static final String RATIOS = "  %-28s  %12s  %12s  %12s";
    private static final String KILLS = "  %-28s  %-18s  %5s  %8s  %6s  %10s  %s";

    private PeerTable() {}

    static List<String> figuresHead() {
        return List.of(
                format(FIGURES, "", "messages/s", "messages/s", "CPU µs a message,", "memory", "when answered"),
                format(FIGURES, "", "to the SMSC", "to the callback", "all processes", "MB", "with 202"));
    }

    static String figures(String label, String durability, PeerFigures figures) {
        return format(
                FIGURES,
                label,
                range(Spread.of(figures.toSmsc())),
                range(Spread.of(figures.toCallback())),
                range(figures.cpu()),
                format("%.0f", Spread.of(figures.megabytes()).median()),
                durability);
    }

    /** Medians of the ratios of neighbouring rounds. */
    static List<String> ratiosHead() {
        return List.of(
                format(RATIOS, "Parley / Kannel", "to the SMSC", "to the", "CPU"),
                format(RATIOS, "", "", "callback", "a message"));
    }

    static String ratios(String label, Rounds toSmsc, Rounds toCallback, double cpuRatio) {
        return format(
                RATIOS,
                label,
                format("%.2f", toSmsc.ratio()),
                format("%.2f", toCallback.ratio()),
                format("%.2f", cpuRatio));
    }

    static List<String> killsHead() {
        return List.of(format(
                KILLS,
                "kill -9 under load",
                "process",
                "kills",
                "accepted",
                "lost",
                "sent twice",
                "not answered: sent"));
    }

    static String kills(KillResult result) {
        return format(
                KILLS,
                result.gateway(),
                result.process(),
                result.kills(),
                result.accepted(),
                result.lost(),
                result.twice(),
                result.unanswered() + ": " + result.unansweredSent());
    }

    /** Joins the CPU of each process: {@code bearerbox 12, smsbox 34}. */
    static String cpuByProcess(String label, PeerFigures figures) {
        return figures.cpuByProcess().entrySet().stream()
                .map(entry -> format("%s %.0f", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", ", "  CPU µs a message, " + label + ": ", ""));
    }

    private static String range(Spread spread) {
        return format("%.0f [%.0f to %.0f]", spread.median(), spread.low(), spread.high());
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values).stripTrailing();
    }
}
