package io.parley.messaging.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.template.TemplateLookup.Absence;
import io.parley.messaging.template.TemplateLookup.Nothing;
import io.parley.messaging.template.TemplateLookup.State;
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
    void loadEverything() {
        templates.markCaughtUp();
    }

    @Test
    void knowsNothingUntilEverythingWasHeard() {
        var fresh = new TemplateCache();
        fresh.apply(template("en_US", "REJECTED", 1));

        assertEquals(new Nothing(), fresh.ask(WABA, "hello", "en_US"));

        fresh.markCaughtUp();
        assertEquals(new State(template("en_US", "REJECTED", 1)), fresh.ask(WABA, "hello", "en_US"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en_US", "en-US", "en_us", "EN-US"})
    void knowsALanguageInEverySpelling(String language) {
        templates.apply(template("en_US", "APPROVED", 1));

        assertEquals(new State(template("en_US", "APPROVED", 1)), templates.ask(WABA, "hello", language));
    }

    @Test
    void theNewestVersionHolds() {
        templates.apply(template("en_US", "APPROVED", 2));
        templates.apply(template("en_US", "REJECTED", 1));

        assertEquals(new State(template("en_US", "APPROVED", 2)), templates.ask(WABA, "hello", "en_US"));
    }

    @Test
    void whatIsNotThereMayExistUnlessEverythingIsListed() {
        templates.apply(template("en_US", "APPROVED", 1));
        templates.apply(template("de", "PENDING", 1));
        assertEquals(new Nothing(), templates.ask(WABA, "hello", "fr"));
        assertEquals(new Nothing(), templates.ask(WABA, "bye", "fr"));

        templates.apply(new Inventory(1, ACCOUNT, WABA, "20550", 1, AT));

        assertEquals(new Absence(List.of("de", "en_US")), templates.ask(WABA, "hello", "fr"));
        assertEquals(new Absence(List.of()), templates.ask(WABA, "bye", "fr"));
        assertEquals(new Nothing(), templates.ask(ACCOUNT, "bye", "fr"));
        assertEquals(new Nothing(), templates.ask(null, "bye", "fr"));
    }

    @Test
    void whatWasDeletedDoesNotExist() {
        templates.apply(template("en_US", "DELETED", 1));
        templates.apply(template("de", "APPROVED", 1));

        assertEquals(new Absence(List.of("de")), templates.ask(WABA, "hello", "en_US"));
    }

    @Test
    void whatIsForgottenMayExistAgain() {
        templates.apply(template("en_US", "DELETED", 7));

        templates.forget("localization:" + WABA + ":hello:en_US");

        assertEquals(new Nothing(), templates.ask(WABA, "hello", "en_US"));
    }

    private static Localization template(String language, String status, long version) {
        return new Localization(
                1, ACCOUNT, WABA, "20550", "hello", language, null, status, null, null, null, null, null, null, version,
                AT);
    }
}
