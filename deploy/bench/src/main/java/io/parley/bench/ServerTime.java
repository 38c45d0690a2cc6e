package io.parley.bench;

import java.util.regex.Pattern;

/**
 * Time that a service has spent on an operation, by its own metric: from the head of a request to the end of its response.
 * Without the client, which shares the processors of the machine.
 */
record ServerTime(double seconds, double requests) {

    /**
     * Reads the totals since the start of the service.
     *
     * @param metrics text of {@code /q/metrics}
     * @param uri path of the operation, with the names of its parameters
     */
    static ServerTime of(String metrics, String uri) {
        return new ServerTime(sum(metrics, "sum", uri), sum(metrics, "count", uri));
    }

    /** Returns the mean of the requests since then, in milliseconds. */
    double meanMillisSince(ServerTime before) {
        return (seconds - before.seconds) * 1000 / Math.max(1, requests - before.requests);
    }

    private static double sum(String metrics, String suffix, String uri) {
        var sample = Pattern.compile("(?m)^http_server_requests_seconds_" + suffix + "\\{[^}]*uri=\""
                + Pattern.quote(uri) + "\"[^}]*} (\\S+)$");
        return sample.matcher(metrics)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
    }
}
