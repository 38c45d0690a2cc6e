package io.parley.runtime.startup;

import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of the settings that this process reads, {@code *} for a part that is chosen freely. A variable may spell them
 * as {@code PARLEY_HTTP_MAX_BODY}.
 */
final class KnownSettings {
    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^A-Z0-9*]");
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    /** Collected while the configuration is built, which is before any bean exists. */
    private static final Set<String> DECLARED = new ConcurrentSkipListSet<>();

    private final Set<String> names;
    private final Set<String> variables;

    KnownSettings(Collection<String> names) {
        this.names = withoutIndex(names);
        this.variables =
                this.names.stream().map(KnownSettings::variable).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Adds the settings of an interface. */
    static void declare(ConfigClass type) {
        DECLARED.addAll(type.getProperties().keySet());
    }

    static KnownSettings declared() {
        return new KnownSettings(DECLARED);
    }

    /** Whether a setting has this name, as a property or as a variable. */
    boolean contains(String name) {
        return isVariable(name)
                ? matches(name, variables, ".+")
                : matches(INDEX.matcher(name).replaceAll(""), names, "(\"[^\"]+\"|[^.]+)");
    }

    /** The names with which an unknown one is compared, in its own spelling. */
    Set<String> spelledAs(String name) {
        return Collections.unmodifiableSet(isVariable(name) ? variables : names);
    }

    private static boolean isVariable(String name) {
        return name.startsWith("PARLEY_");
    }

    private static boolean matches(String name, Set<String> patterns, String part) {
        return patterns.contains(name)
                || patterns.stream()
                        .filter(pattern -> pattern.contains("*"))
                        .anyMatch(pattern -> name.matches(Pattern.quote(pattern).replace("*", "\\E" + part + "\\Q")));
    }

    private static Set<String> withoutIndex(Collection<String> names) {
        return names.stream().map(name -> name.replace("[*]", "")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String variable(String name) {
        return NEITHER_LETTER_NOR_DIGIT.matcher(name.toUpperCase(Locale.ROOT)).replaceAll("_");
    }
}
