package io.parley.runtime.command;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The options and operands of one command line. The methods throw {@link InvalidArguments} for a value of another form. */
public final class CommandArguments {
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#]+/?");

    private final Map<String, List<String>> given;
    private final List<String> operands;

    CommandArguments(Map<String, List<String>> given, List<String> operands) {
        this.given = given;
        this.operands = List.copyOf(operands);
    }

    /** Whether an option or flag was given. */
    public boolean has(String option) {
        return given.containsKey(option);
    }

    /** Words that are neither options nor their values, in their order. */
    public List<String> operands() {
        return operands;
    }

    /** All values of an option that may be repeated, in their order. */
    public List<String> values(String option) {
        return List.copyOf(given.getOrDefault(option, List.of()));
    }

    /** The value of an option; the last one if it is repeated. */
    public Optional<String> value(String option) {
        var values = values(option);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
    }

    /**
     * The value of an option in another form.
     *
     * @param convert throws {@link IllegalArgumentException} with what is required, to follow the name of the option
     */
    public <T> Optional<T> value(String option, Function<String, T> convert) {
        return value(option).map(text -> {
            try {
                return convert.apply(text);
            } catch (IllegalArgumentException e) {
                throw new InvalidArguments(option + " " + e.getMessage() + ".");
            }
        });
    }

    /** The absolute path that an option names, relative to the working folder. */
    public Optional<Path> path(String option) {
        return value(option).map(text -> Path.of(text).toAbsolutePath().normalize());
    }

    /** The whole number of an option. */
    public Optional<Integer> number(String option, int min, int max) {
        return value(option, text -> parseNumber(text, min, max));
    }

    /** The scheme, host and port of a deployment's API. */
    public Optional<URI> origin(String option) {
        return value(option, text -> {
            if (!ORIGIN.matcher(text).matches()) {
                throw new IllegalArgumentException(
                        "must be the scheme, host and port of the API, such as https://api.example.com");
            }
            return URI.create(text);
        });
    }

    private static int parseNumber(String text, int min, int max) {
        try {
            var number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new IllegalArgumentException("must be a number from " + min + " to " + max + ", not " + text);
    }
}
