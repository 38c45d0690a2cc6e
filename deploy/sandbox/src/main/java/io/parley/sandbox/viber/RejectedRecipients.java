package io.parley.sandbox.viber;

import io.parley.sandbox.fault.HttpFaults;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recipients with a status other than 0: listed in the plan, or ending in 90000NN. */
final class RejectedRecipients {

    private static final Pattern MAGIC = Pattern.compile(".*90000(\\d\\d)");

    private RejectedRecipients() {}

    static Optional<Integer> rejection(String to, HttpFaults plan) {
        var listed = plan.rejectCodes().get(to);
        if (listed != null) {
            return Optional.of(listed);
        }
        var magic = MAGIC.matcher(to);
        return plan.magicRecipients() && magic.matches()
                ? Optional.of(Integer.valueOf(magic.group(1))).filter(code -> code > 0)
                : Optional.empty();
    }
}
