package io.parley.messaging.template;

import io.parley.model.fact.TemplateFact;
import io.parley.model.fact.TemplateFact.Localization;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The templates of all WhatsApp accounts in this process's memory. Asking never blocks and never does I/O. Until
 * everything was heard that was said before this process started, nothing is known.
 */
@ApplicationScoped
public class TemplateCache {
    private static final String DELETED = "DELETED";

    private final Map<String, TemplateFact> facts = new ConcurrentHashMap<>();
    private final Map<Name, Map<String, Localization>> byName = new ConcurrentHashMap<>();
    private volatile boolean caughtUp;

    /**
     * What is known of a template.
     *
     * @param whatsAppAccountId null if the sender has none
     * @param language in any of the spellings in use: {@code en_US}, {@code en-US}; case does not matter
     */
    public TemplateLookup ask(UUID whatsAppAccountId, String name, String language) {
        if (!caughtUp || whatsAppAccountId == null) {
            return new TemplateLookup.Nothing();
        }
        var languages = byName.getOrDefault(new Name(whatsAppAccountId, name), Map.of());
        var known = languages.get(plain(language));
        if (known != null && exists(known)) {
            return new TemplateLookup.State(known);
        }
        return known != null || isListed(whatsAppAccountId)
                ? new TemplateLookup.Absence(existing(languages).toList())
                : new TemplateLookup.Nothing();
    }

    /** Takes a fact over, unless ours is as new or newer. */
    synchronized void apply(TemplateFact fact) {
        var known = facts.get(fact.key());
        if (known != null && known.version() >= fact.version()) {
            return;
        }
        facts.put(fact.key(), fact);
        if (fact instanceof Localization template) {
            byName.computeIfAbsent(Name.of(template), name -> new ConcurrentHashMap<>())
                    .put(plain(template.language()), template);
        }
    }

    /** Forgets what {@link TemplateFact#key()} stands for. */
    synchronized void forget(String key) {
        if (facts.remove(key) instanceof Localization template) {
            byName.computeIfPresent(Name.of(template), (name, languages) -> {
                languages.remove(plain(template.language()));
                return languages.isEmpty() ? null : languages;
            });
        }
    }

    void markCaughtUp() {
        caughtUp = true;
    }

    private boolean isListed(UUID whatsAppAccountId) {
        return facts.containsKey(TemplateFact.Inventory.key(whatsAppAccountId));
    }

    private static Stream<String> existing(Map<String, Localization> languages) {
        return languages.values().stream()
                .filter(TemplateCache::exists)
                .map(Localization::language)
                .sorted();
    }

    private static boolean exists(Localization template) {
        return !DELETED.equals(template.status());
    }

    private static String plain(String language) {
        return language.replace('-', '_').toLowerCase(Locale.ROOT);
    }

    private record Name(UUID whatsAppAccountId, String name) {
        static Name of(Localization template) {
            return new Name(template.whatsAppAccountId(), template.name());
        }
    }
}
