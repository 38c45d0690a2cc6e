package io.parley.messaging.configuration;

import static io.parley.messaging.configuration.ConfigurationApi.FULL;
import static io.parley.messaging.configuration.ConfigurationApi.ROOT;
import static io.parley.messaging.configuration.ConfigurationApi.check;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.database.StartupWork;
import io.parley.runtime.database.DatabaseConfig;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of an account. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class AccountConfigurationTest {
    private static final String SECRET = "canary-of-a-signature";

    @Inject
    CallbackSettingsCache settings;

    @Inject
    CallbackSettingsRows rows;

    @Inject
    SecretKeys keys;

    @Inject
    ObjectMapper mapper;

    @Inject
    Event<CallbackSettingsChanged> changed;

    @Inject
    CallbackSettingsCacheConfig config;

    @Inject
    DatabaseConfig database;

    @Inject
    Vertx vertx;

    private ConfigurationApi api;

    @BeforeEach
    void createCustomer() {
        api = ConfigurationApi.ofNewCustomer();
    }

    @Test
    void accountWithoutSettingsHasOnlyScopes() {
        api.get("/configurations", "")
                .statusCode(200)
                .body("scopes", hasItem("channels:read"))
                .body("scopes", hasItem("messages:write"))
                .body("callback", nullValue())
                .body("config", nullValue());
    }

    @Test
    void callbackIsReplacedAsAWholeAndSecretsAreMasked() {
        var answer = api.put("/callbacks", FULL)
                .statusCode(200)
                .body("callback.callbackVersion", equalTo("2.13"))
                .body("callback.eventFilter", contains("MessageStatus::delivered", "MessageStatus::failed"))
                .body("callback.signature.secret", equalTo("********"))
                .body("callback.header.key", equalTo("authorization"))
                .body("callback.header.value", equalTo("********"))
                .body(not(containsString("canary")));
        check("PUT", "/configurations/callbacks", answer);
        var effective = settings.effective(UUID.fromString(api.customer().accountId()), null);
        assertEquals(SECRET, effective.signature().secret());
        assertEquals("Bearer canary-of-a-header", effective.header().value());

        api.put("/callbacks", "{\"messageStatusUrl\":\"https://crm.example.com/other\"}")
                .statusCode(200)
                .body("callback.messageStatusUrl", equalTo("https://crm.example.com/other"))
                .body("callback.signature", nullValue())
                .body("callback.inboundMessageUrl", nullValue());
    }

    @Test
    void secretsAreStoredEncrypted() {
        api.put("/callbacks", FULL).statusCode(200);

        var stored = stored().settings.encode();

        assertTrue(stored.contains("v1:"), stored);
        assertTrue(!stored.contains("canary"), stored);
    }

    @Test
    void replacedSecretSignsForADayAlsoAfterARestart() {
        signedBy("canary-of-old");
        signedBy("canary-of-older");
        signedBy(SECRET);
        signedBy(SECRET);

        var restarted = new CallbackSettingsCache();
        var cache = new CallbackSettingsLoader(rows, restarted, keys, mapper, changed, config, database, vertx);
        cache.start(null);
        cache.stop(null);

        for (var cached : List.of(settings, restarted)) {
            var signature = cached.effective(UUID.fromString(api.customer().accountId()), null)
                    .signature();
            assertEquals(SECRET, signature.secret());
            assertEquals("canary-of-older", signature.old().secret(), "only the most recent previous secret");
            assertTrue(signature.old().isValid(Instant.now().plus(Duration.ofHours(23))));
            assertFalse(signature.old().isValid(Instant.now().plus(Duration.ofHours(24))));
            assertFalse(signature.toString().contains("canary"));
        }
        assertTrue(stored().old().secret().startsWith("v1:"));
    }

    @Test
    void removingTheSignatureRemovesThePreviousSecret() {
        signedBy("canary-of-old");
        signedBy(SECRET);

        api.put("/callbacks", "{}").statusCode(200);
        signedBy(SECRET);

        assertNull(settings.effective(UUID.fromString(api.customer().accountId()), null)
                .signature()
                .old());
        assertNull(stored().old());
    }

    @Test
    void concurrentFirstSettingsAreStoredOneAfterTheOther() {
        var statuses = new ConcurrentLinkedQueue<Integer>();
        try (var clients = Executors.newFixedThreadPool(8)) {
            for (var client = 0; client < 8; client++) {
                var body = "{\"messageStatusUrl\":\"https://crm.example.com/" + client + "\"}";
                clients.submit(
                        () -> statuses.add(api.put("/callbacks", body).extract().statusCode()));
            }
        }

        assertEquals(Collections.nCopies(8, 200), List.copyOf(statuses));
        var cached = settings.ofAccount(UUID.fromString(api.customer().accountId()));
        assertEquals(stored().settings.getString("messageStatusUrl"), cached.messageStatusUrl());
    }

    private void signedBy(String secret) {
        api.put("/callbacks", "{\"signature\":{\"method\":\"HS256\",\"secret\":\"" + secret + "\"}}")
                .statusCode(200)
                .body(not(containsString("canary")));
    }

    private CallbackSettingsRow stored() {
        return StartupWork.await(() -> rows.all()).stream()
                .filter(row -> row.ownerId.toString().equals(api.customer().accountId()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void maskAsSecretIsRejected() {
        api.put("/callbacks", FULL.replace(SECRET, "********"))
                .statusCode(400)
                .body("violations.field", contains("signature.secret"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'callbackVersion':'2.10'}|callbackVersion",
                "{'callbackVersion':2.12}|callbackVersion",
                "{'inboundMessageUrl':'ftp://crm.example.com'}|inboundMessageUrl",
                "{'inboundMessageUrl':''}|inboundMessageUrl",
                "{'messageStatusUrl':'https://user:pass@crm.example.com/'}|messageStatusUrl",
                "{'businessNotificationUrl':'crm.example.com'}|businessNotificationUrl",
                "{'eventFilter':['MessageStatus::delivered','MessageStatus::unheard','x']}|eventFilter[1] eventFilter[2]",
                "{'eventFilter':['MessageStatus::seen','MessageStatus::seen']}|eventFilter",
                "{'eventFilter':'MessageStatus::seen'}|eventFilter",
                "{'signature':{'method':'HS256'}}|signature.secret",
                "{'signature':{'method':'none','secret':'long enough'}}|signature.method",
                "{'signature':{'method':'HS512','secret':'short'}}|signature.secret",
                "{'header':{'key':'host','value':'long enough'}}|header.key",
                "{'signature':{'method':'HS256','secret':'whsec_no base64'}}|signature.secret",
                "{'signature':{'method':'HS256','secret':'whsec_dW5wYWRkZWQ'}}|signature.secret",
                "{'header':{'key':'x y z','value':'long enough'}}|header.key",
                "{'header':{'key':'x-token','value':'with\\nline feed'}}|header.value",
                "{'header':{'key':'x-token'}}|header.value",
                "{'unknown':1}|unknown",
                "{'scopes':['callbacks:read']}|scopes",
            })
    void everyViolationIsReported(String body, String fields) {
        var answer = api.put("/callbacks", body.replace('\'', '"'))
                .statusCode(400)
                .body("title", equalTo("Constraint Violation"));

        assertEquals(List.of(fields.split(" ")), answer.extract().path("violations.field"));
        check("PUT", "/configurations/callbacks", answer);
    }

    @Test
    void emptyFilterMeansAllEvents() {
        api.put("/callbacks", "{\"eventFilter\":[]}").statusCode(200).body("callback.eventFilter", hasSize(0));

        assertTrue(settings.effective(UUID.fromString(api.customer().accountId()), null)
                .isSubscribed("MessageStatus::seen"));
    }

    @Test
    void bodyMustBeAnObject() {
        for (var body : List.of("", " ", "null", "[]", "{\"eventFilter\":[]", "{} {}", "{\"header\":1,\"header\":2}")) {
            api.put("/callbacks", body).statusCode(400).body("title", equalTo("Data given was not parseable"));
        }
        api.customer()
                .request()
                .contentType("text/plain")
                .body("{}")
                .put(ROOT + "/callbacks")
                .then()
                .statusCode(415);
    }
}
