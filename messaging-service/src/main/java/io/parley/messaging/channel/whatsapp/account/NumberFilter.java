package io.parley.messaging.channel.whatsapp.account;

import io.parley.runtime.json.Violations;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The filter of the list of accounts: a number in the query parameter {@code phone-number}, or in its alias
 * {@code phoneNumber}, with or without {@code +}. A {@code +} that is not percent-encoded arrives as a blank.
 */
final class NumberFilter {
    private static final List<String> NAMES = List.of("phone-number", "phoneNumber");
    private static final Pattern NUMBER = Pattern.compile("[+ ]?[0-9]{4,15}");

    private NumberFilter() {}

    /** The number's digits; empty if there is no filter. Fails with a 400 that names the parameter. */
    static Optional<String> of(UriInfo uri) {
        var violations = new Violations();
        var numbers = new TreeSet<String>();
        NAMES.forEach(name -> read(uri, name, violations).ifPresent(numbers::add));
        if (numbers.size() > 1) {
            violations.add(NAMES.getLast(), "must be the number of " + NAMES.getFirst() + ", or left out");
        }
        violations.throwIfAny();
        return numbers.stream().findFirst();
    }

    private static Optional<String> read(UriInfo uri, String name, Violations violations) {
        var given = uri.getQueryParameters().getOrDefault(name, List.of());
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (given.size() > 1) {
            violations.add(name, "must be given once");
        } else if (!NUMBER.matcher(given.getFirst()).matches()) {
            violations.add(name, "must be a phone number of 4 to 15 digits, optionally after one +");
        }
        return Optional.of(given.getFirst().replaceAll("^[+ ]", ""));
    }
}
