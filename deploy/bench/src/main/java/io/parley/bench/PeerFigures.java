package io.parley.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures of one gateway, by round.
 *
 * @param toSmsc messages per second from the request to the SMSC
 * @param toCallback messages per second from the request to the callback about the delivery
 * @param cpuMicros CPU microseconds of each process per message, from the request to the callback
 * @param megabytes resident memory after a round
 */
record PeerFigures(
        List<Double> toSmsc, List<Double> toCallback, List<Map<String, Double>> cpuMicros, List<Double> megabytes) {

    PeerFigures() {
        this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** Returns the CPU microseconds per message of all processes together. */
    Spread cpu() {
        return Spread.of(cpuMicros.stream().map(PeerFigures::total).toList());
    }

    /** Returns the median CPU microseconds per message by process. */
    Map<String, Double> cpuByProcess() {
        var medians = new LinkedHashMap<String, Double>();
        for (var process : cpuMicros.getFirst().keySet()) {
            var rounds = cpuMicros.stream().map(round -> round.get(process)).toList();
            medians.put(process, Spread.of(rounds).median());
        }
        return medians;
    }

    private static double total(Map<String, Double> round) {
        return round.values().stream().mapToDouble(micros -> micros).sum();
    }

    JsonObject json() {
        return new JsonObject()
                .put("toSmscPerSecond", json(toSmsc))
                .put("toCallbackPerSecond", json(toCallback))
                .put(
                        "cpuMicrosPerMessage",
                        json(cpuMicros.stream().map(PeerFigures::total).toList()))
                .put("cpuMicrosByProcess", new JsonObject(Map.copyOf(cpuByProcess())))
                .put("megabytes", json(megabytes));
    }

    private static JsonObject json(List<Double> rounds) {
        var spread = Spread.of(rounds);
        return new JsonObject()
                .put("median", spread.median())
                .put("low", spread.low())
                .put("high", spread.high())
                .put("rounds", new JsonArray(List.copyOf(rounds)));
    }
}
