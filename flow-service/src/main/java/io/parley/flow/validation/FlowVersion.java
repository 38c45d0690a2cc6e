package io.parley.flow.validation;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A version of Flow JSON, such as 7.3. */
public record FlowVersion(int major, int minor) implements Comparable<FlowVersion> {
    static final FlowVersion ALWAYS = new FlowVersion(0, 0);

    private static final Pattern NOTATION = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})");

    /** Reads a version of the schema; {@code always} is before all versions. */
    @JsonCreator
    static FlowVersion of(String text) {
        return text.equals("always")
                ? ALWAYS
                : parse(text).orElseThrow(() -> new IllegalArgumentException(text + " is not a version"));
    }

    /** Returns nothing if the text is not two numbers with a point between them. */
    static Optional<FlowVersion> parse(String text) {
        var match = NOTATION.matcher(text);
        return match.matches()
                ? Optional.of(new FlowVersion(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2))))
                : Optional.empty();
    }

    /** Whether this version has what exists from one version on and until another; null is no bound. */
    boolean isWithin(@Nullable FlowVersion since, @Nullable FlowVersion until) {
        return (since == null || compareTo(since) >= 0) && (until == null || compareTo(until) < 0);
    }

    @Override
    public int compareTo(FlowVersion other) {
        return major == other.major ? Integer.compare(minor, other.minor) : Integer.compare(major, other.major);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
