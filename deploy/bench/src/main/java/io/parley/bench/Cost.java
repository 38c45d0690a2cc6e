package io.parley.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** CPU time per message. */
final class Cost {

    private Cost() {}

    /** Returns the microseconds per message between two measurements, by process. */
    static Map<String, Double> micros(Map<String, Double> before, Map<String, Double> after, long messages) {
        var cost = new LinkedHashMap<String, Double>();
        after.forEach((name, seconds) -> cost.put(name, (seconds - before.get(name)) * 1e6 / Math.max(1, messages)));
        return cost;
    }
}
