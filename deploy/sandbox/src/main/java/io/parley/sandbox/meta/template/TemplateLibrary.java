package io.parley.sandbox.meta.template;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.meta.rules.RuleViolation;
import io.parley.sandbox.web.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The available templates by name and language, the same for every business account. Contains those of {@code
 * templates.json} at start-up and after a reset. Runs on the event loop.
 */
public final class TemplateLibrary {

    private static final int TEMPLATE_MISSING = 132001;
    private static final int PAUSED = 132015;
    private static final int DISABLED = 132016;
    private static final int NOT_FOR_USER_IDS = 131062;

    private final Map<Key, Template> templates = new TreeMap<>();

    public TemplateLibrary() {
        reset();
    }

    private record Key(String name, String language) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            var byName = name.compareTo(other.name);
            return byName == 0 ? language.compareTo(other.language) : byName;
        }
    }

    /**
     * Adds a template, or replaces the one with this name and language.
     *
     * @throws IllegalArgumentException if the definition is invalid
     */
    public void add(ObjectNode json) {
        var template = new Template(json);
        templates.put(new Key(template.name(), template.language()), template);
    }

    /** Removes a template in this language, or in all languages if null. Returns false if there was none. */
    public boolean remove(String name, String language) {
        return templates
                .keySet()
                .removeIf(key -> key.name.equals(name) && (language == null || key.language.equals(language)));
    }

    /** Restores the initial templates. */
    public void reset() {
        templates.clear();
        try (InputStream in = TemplateLibrary.class.getResourceAsStream("/templates.json")) {
            Json.MAPPER.readTree(in).forEach(template -> add((ObjectNode) template));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void write(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (var template : templates.values()) {
            json.writeTree(template.json());
        }
        json.writeEndArray();
    }

    /**
     * Checks that a message's template exists, is active, and accepts these parameters.
     *
     * @param sent object {@code template} of the message, with valid structure
     * @param toUserId whether the recipient is identified by user id only
     */
    public Optional<RuleViolation> check(JsonNode sent, boolean toUserId) {
        var name = sent.path("name").asText();
        var language = sent.at("/language/code").asText();
        var template = templates.get(new Key(name, language));
        if (template == null) {
            return Optional.of(missing(name, language));
        }
        if (toUserId && template.isAuthentication()) {
            return Optional.of(new RuleViolation(
                    NOT_FOR_USER_IDS, "Authentication templates need a phone number as their recipient."));
        }
        return status(template).or(() -> new TemplateMatch(template).check(sent.path("components")));
    }

    private static Optional<RuleViolation> status(Template template) {
        return switch (template.status()) {
            case "APPROVED" -> Optional.empty();
            case "PAUSED" -> Optional.of(new RuleViolation(PAUSED, "Template " + template.name() + " is paused."));
            case "DISABLED" ->
                Optional.of(new RuleViolation(DISABLED, "Template " + template.name() + " is disabled."));
            default -> Optional.of(missing(template.name(), template.language()));
        };
    }

    private static RuleViolation missing(String name, String language) {
        return new RuleViolation(TEMPLATE_MISSING, "template name (" + name + ") does not exist in " + language);
    }
}
