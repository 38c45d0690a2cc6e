package io.parley.sandbox.meta.template.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.meta.template.TemplateSendCheck;
import io.parley.sandbox.web.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The templates of each business account. Every account has the initial ones of {@code templates.json} and those that the
 * control API adds; the others belong to the account that created them. Runs on the event loop.
 */
final class TemplateLibrary {
    private static final long DAY_MS = 24 * 3_600_000L;
    private static final long NAME_LOCK_MS = 30 * DAY_MS;

    private final Map<Key, ObjectNode> common = new TreeMap<>();
    private final Map<String, Map<String, SandboxTemplate>> accounts = new HashMap<>();
    private final List<NameLock> locks = new ArrayList<>();
    private final Map<String, Deque<Long>> creations = new HashMap<>();

    /** Ids have 17 digits, which a floating-point number cannot hold, and continue after a restart. */
    private long lastId = System.currentTimeMillis() * 10_000;

    TemplateLibrary() {
        reset();
    }

    private record Key(String name, String language) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            var byName = name.compareTo(other.name);
            return byName == 0 ? language.compareTo(other.language) : byName;
        }
    }

    /** @param language null for all languages */
    private record NameLock(String wabaId, String name, String language, long until) {}

    /** Restores the initial templates. */
    void reset() {
        common.clear();
        accounts.clear();
        locks.clear();
        creations.clear();
        try (InputStream in = TemplateLibrary.class.getResourceAsStream("/templates.json")) {
            Json.MAPPER.readTree(in).forEach(template -> addForAll((ObjectNode) template));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds a template to every account, or replaces the one with this name and language.
     *
     * @throws IllegalArgumentException if the definition is invalid
     */
    void addForAll(ObjectNode json) {
        TemplateSendCheck.checkDefinition(json);
        var key = new Key(json.path("name").asText(), json.path("language").asText());
        common.put(key, json);
        accounts.forEach((wabaId, templates) -> put(wabaId, templates, key, json));
    }

    private static void put(String wabaId, Map<String, SandboxTemplate> templates, Key key, ObjectNode json) {
        templates
                .values()
                .removeIf(template -> template.name.equals(key.name) && template.language.equals(key.language));
        var id = commonId(wabaId, key);
        templates.put(id, new SandboxTemplate(id, wabaId, json));
    }

    /** Returns the id of a common template in this account, always the same. */
    private static String commonId(String wabaId, Key key) {
        var checksum = new CRC32();
        checksum.update((wabaId + "/" + key.name + "/" + key.language).getBytes(StandardCharsets.UTF_8));
        return "9000000" + "%010d".formatted(checksum.getValue());
    }

    /** Removes a template of every account in this language, or in all languages if null. Returns false if there was none. */
    boolean removeForAll(String name, String language) {
        accounts.values().forEach(templates -> templates
                .values()
                .removeIf(template ->
                        template.name.equals(name) && (language == null || template.language.equals(language))));
        return common.keySet()
                .removeIf(key -> key.name.equals(name) && (language == null || key.language.equals(language)));
    }

    Collection<ObjectNode> common() {
        return common.values();
    }

    /** Returns the templates of an account, the newest last. */
    Collection<SandboxTemplate> of(String wabaId) {
        return account(wabaId).values();
    }

    private Map<String, SandboxTemplate> account(String wabaId) {
        return accounts.computeIfAbsent(wabaId, created -> {
            var templates = new LinkedHashMap<String, SandboxTemplate>();
            common.forEach((key, json) -> put(created, templates, key, json));
            return templates;
        });
    }

    /** Returns the templates of all accounts that were used so far. */
    List<SandboxTemplate> all() {
        return accounts.values().stream()
                .flatMap(templates -> templates.values().stream())
                .toList();
    }

    Optional<SandboxTemplate> find(String id) {
        return accounts.values().stream()
                .map(templates -> templates.get(id))
                .filter(template -> template != null)
                .findFirst();
    }

    Optional<SandboxTemplate> find(String wabaId, String name, String language) {
        return of(wabaId).stream()
                .filter(template -> template.name.equals(name) && template.language.equals(language))
                .findFirst();
    }

    String nextId() {
        return Long.toString(++lastId);
    }

    void add(SandboxTemplate template) {
        account(template.wabaId).put(template.id, template);
    }

    void remove(SandboxTemplate template) {
        account(template.wabaId).remove(template.id);
    }

    /** Locks a name for 30 days. @param language null for all languages */
    void lockName(SandboxTemplate template, String language, long now) {
        locks.add(new NameLock(template.wabaId, template.name, language, now + NAME_LOCK_MS));
    }

    boolean isNameLocked(String wabaId, String name, String language, long now) {
        locks.removeIf(lock -> lock.until <= now);
        return locks.stream()
                .anyMatch(lock -> lock.wabaId.equals(wabaId)
                        && lock.name.equals(name)
                        && (lock.language == null || lock.language.equals(language)));
    }

    /** Returns the times of the creations of an account within the last hour. */
    Deque<Long> creationsOfLastHour(String wabaId, long now) {
        var times = creations.computeIfAbsent(wabaId, created -> new ArrayDeque<>());
        while (!times.isEmpty() && times.peek() <= now - 3_600_000L) {
            times.poll();
        }
        return times;
    }
}
