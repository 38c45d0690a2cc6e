package io.parley.flow.validation;

import io.parley.flow.validation.source.SourceScalar;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers and dates of Flows: milliseconds since 1970 as text before version 5.0, days such as 2026-11-30 since. */
final class FlowDates {
    private static final Pattern EPOCH = Pattern.compile("-?[0-9]{1,17}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private FlowDates() {}

    static boolean isEpoch(String text) {
        return EPOCH.matcher(text).matches();
    }

    static boolean isDate(String text) {
        if (!DATE.matcher(text).matches()) {
            return false;
        }
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** Returns the number of a number, or of a text with digits only. */
    static Optional<BigDecimal> number(SourceScalar scalar) {
        return scalar.isString()
                ? Optional.of(scalar.textOrNull()).filter(FlowDates::isEpoch).map(BigDecimal::new)
                : scalar.number();
    }
}
