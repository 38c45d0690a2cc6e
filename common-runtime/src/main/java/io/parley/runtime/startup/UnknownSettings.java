package io.parley.runtime.startup;

import io.parley.runtime.json.Suggestion;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Warns of settings that have no effect, most of them misspelled. The framework ignores them, and a setting in effect
 * by its default looks like one that was set.
 */
@ApplicationScoped
class UnknownSettings {

    /** Files that are part of a service have at most this ordinal; what operators set has a higher one. */
    private static final int OWN_FILES = 250;

    private final Config config;

    UnknownSettings(Config config) {
        this.config = config;
    }

    void warn(@Observes StartupEvent started) {
        var names = StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .filter(source -> source.getOrdinal() > OWN_FILES)
                .map(ConfigSource::getPropertyNames)
                .flatMap(Collection::stream);
        describe(names, KnownSettings.declared()).forEach(Log::warn);
    }

    static List<String> describe(Stream<String> names, KnownSettings known) {
        return names.filter(name -> name.startsWith("parley.") || name.startsWith("PARLEY_"))
                .filter(name -> !known.contains(name))
                .distinct()
                .sorted()
                .map(name -> "unknown setting " + name + " has no effect" + Suggestion.of(name, known.spelledAs(name)))
                .toList();
    }
}
