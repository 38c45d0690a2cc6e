package io.parley.messaging.template;

import io.parley.model.fact.TemplateFact;
import io.parley.model.fact.TemplateFact.Localization;
import io.parley.runtime.bus.FactFeed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Templates of all WhatsApp accounts in memory. Lookups neither block nor do I/O. Until the facts published before the
 * start of this process have been read, every template is unknown.
 */
@ApplicationScoped
public class TemplateCache implements FactFeed.FactCache<TemplateFact> {
    private static final String DELETED = "DELETED";

    private final Map<String, TemplateFact> facts = new ConcurrentHashMap<>();
    private final Map<Name, Map<String, Localization>> byName = new ConcurrentHashMap<>();
    private volatile boolean caughtUp;

    /**
     * Looks up a template.
     *
     * @param whatsAppAccountId null if the sender has none
     * @param language in any spelling in use: {@code en_US}, {@code en-US}; case-insensitive
     */
    public TemplateLookup find(@Nullable UUID whatsAppAccountId, String name, String language) {
        if (!caughtUp || whatsAppAccountId == null) {
            return new TemplateLookup.Unknown();
        }
        var languages = byName.getOrDefault(new Name(whatsAppAccountId, name), Map.of());
        var known = languages.get(normalize(language));
        if (known != null && exists(known)) {
            return new TemplateLookup.Found(known);
        }
        return known != null || isListed(whatsAppAccountId)
                ? new TemplateLookup.NotFound(existing(languages).toList())
                : new TemplateLookup.Unknown();
    }

    /** The templates of an account, ordered by name and language. Scans all facts, so use it for operators only. */
    List<Localization> ofAccount(UUID accountId) {
        return facts.values().stream()
                .filter(Localization.class::isInstance)
                .map(Localization.class::cast)
                .filter(template -> template.accountId().equals(accountId))
                .sorted(Comparator.comparing(Localization::name)
                        .thenComparing(Localization::language)
                        .thenComparing(Localization::whatsAppAccountId))
                .toList();
    }

    @Override
    public synchronized void apply(TemplateFact fact) {
        var known = facts.get(fact.key());
        if (known != null && known.version() >= fact.version()) {
            return;
        }
        facts.put(fact.key(), fact);
        if (fact instanceof Localization template) {
            byName.computeIfAbsent(Name.of(template), name -> new ConcurrentHashMap<>())
                    .put(normalize(template.language()), template);
        }
    }

    @Override
    public synchronized void remove(String key) {
        if (facts.remove(key) instanceof Localization template) {
            byName.computeIfPresent(Name.of(template), (name, languages) -> {
                languages.remove(normalize(template.language()));
                return languages.isEmpty() ? null : languages;
            });
        }
    }

    @Override
    public void markCaughtUp() {
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

    private static String normalize(String language) {
        return language.replace('-', '_').toLowerCase(Locale.ROOT);
    }

    private record Name(UUID whatsAppAccountId, String name) {
        static Name of(Localization template) {
            return new Name(template.whatsAppAccountId(), template.name());
        }
    }
}
