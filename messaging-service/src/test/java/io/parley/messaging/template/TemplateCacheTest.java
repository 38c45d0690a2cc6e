package io.parley.messaging.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.template.TemplateLookup.Found;
import io.parley.messaging.template.TemplateLookup.NotFound;
import io.parley.messaging.template.TemplateLookup.Unknown;
import io.parley.model.fact.TemplateFact.Inventory;
import io.parley.model.fact.TemplateFact.Localization;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateCacheTest {
    private static final UUID ACCOUNT = UUID.fromString("00000000-0000-4000-8000-00000000000a");
    private static final UUID WABA = UUID.fromString("00000000-0000-4000-8000-00000000000b");
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    private final TemplateCache templates = new TemplateCache();

    @BeforeEach
    void markCaughtUp() {
        templates.markCaughtUp();
    }

    @Test
    void everyTemplateIsUnknownUntilCaughtUp() {
        var fresh = new TemplateCache();
        fresh.apply(template("en_US", "REJECTED", 1));

        assertEquals(new Unknown(), fresh.find(WABA, "hello", "en_US"));

        fresh.markCaughtUp();
        assertEquals(new Found(template("en_US", "REJECTED", 1)), fresh.find(WABA, "hello", "en_US"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en_US", "en-US", "en_us", "EN-US"})
    void findsALanguageInEverySpelling(String language) {
        templates.apply(template("en_US", "APPROVED", 1));

        assertEquals(new Found(template("en_US", "APPROVED", 1)), templates.find(WABA, "hello", language));
    }

    @Test
    void theHighestVersionWins() {
        templates.apply(template("en_US", "APPROVED", 2));
        templates.apply(template("en_US", "REJECTED", 1));

        assertEquals(new Found(template("en_US", "APPROVED", 2)), templates.find(WABA, "hello", "en_US"));
    }

    @Test
    void aMissingTemplateIsUnknownUntilTheInventoryIsKnown() {
        templates.apply(template("en_US", "APPROVED", 1));
        templates.apply(template("de", "PENDING", 1));
        assertEquals(new Unknown(), templates.find(WABA, "hello", "fr"));
        assertEquals(new Unknown(), templates.find(WABA, "bye", "fr"));

        templates.apply(new Inventory(1, ACCOUNT, WABA, "20550", 1, AT));

        assertEquals(new NotFound(List.of("de", "en_US")), templates.find(WABA, "hello", "fr"));
        assertEquals(new NotFound(List.of()), templates.find(WABA, "bye", "fr"));
        assertEquals(new Unknown(), templates.find(ACCOUNT, "bye", "fr"));
        assertEquals(new Unknown(), templates.find(null, "bye", "fr"));
    }

    @Test
    void aDeletedTemplateIsNotFound() {
        templates.apply(template("en_US", "DELETED", 1));
        templates.apply(template("de", "APPROVED", 1));

        assertEquals(new NotFound(List.of("de")), templates.find(WABA, "hello", "en_US"));
    }

    @Test
    void aRemovedTemplateIsUnknown() {
        templates.apply(template("en_US", "DELETED", 7));

        templates.remove("localization:" + WABA + ":hello:en_US");

        assertEquals(new Unknown(), templates.find(WABA, "hello", "en_US"));
    }

    @Test
    void templatesOfAnAccountAreListedByLanguage() {
        templates.apply(template("fr", "APPROVED", 1));
        templates.apply(template("de", "REJECTED", 1));

        assertEquals(
                List.of("de", "fr"),
                templates.ofAccount(ACCOUNT).stream()
                        .map(Localization::language)
                        .toList());
        assertEquals(List.of(), templates.ofAccount(WABA));
    }

    private static Localization template(String language, String status, long version) {
        return new Localization(
                1, ACCOUNT, WABA, "20550", "hello", language, null, status, null, null, null, null, null, null, version,
                AT);
    }
}
