package io.parley.template.content;

import io.parley.runtime.json.Violations;
import java.util.ArrayList;
import java.util.List;

/**
 * Sample values of placeholders may be missing, but if one placeholder of the template has one, all have: the contract's
 * rule. Without them Meta refuses or rejects the template.
 */
final class SampleRules {
    private final Violations out;
    private final List<String> missing = new ArrayList<>();
    private boolean given;

    SampleRules(Violations out) {
        this.out = out;
    }

    /**
     * Adds the placeholders of one text.
     *
     * @param expected number of placeholders
     * @param samples number of values
     * @param path of the values
     */
    void placeholders(int expected, int samples, String path) {
        if (samples > 0 && samples != expected) {
            out.add(
                    path,
                    expected == 0
                            ? "must be left out: the text has no placeholder"
                            : "must have one value for each placeholder: " + expected + ", not " + samples);
            return;
        }
        given |= samples > 0;
        if (expected > 0 && samples == 0) {
            missing.add(path);
        }
    }

    void finish() {
        if (given) {
            missing.forEach(path -> out.add(path, "must be given: other placeholders of the template have samples"));
        }
    }
}
