package io.parley.template.operator;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.parley.model.directory.DirectoryEntry;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator's lint of templates over HTTP. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class TemplateLintResourceTest {
    private static final String KEY = "operator-key-of-the-tests";
    private static final String GOOD = """
            {"name":"visit","category":"UTILITY","localizations":[
             {"language":"en","components":[{"type":"BODY","text":"Your visit is on Monday."}]}]}""";

    @Inject
    Directory directory;

    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void createAccount() {
        var account = UUID.randomUUID();
        directory.apply(new DirectoryEntry.Account(account, "Shop", true, 1));
        directory.apply(new DirectoryEntry.WhatsAppAccount(id, account, "102290129340398", "Shop", true, 1));
        directory.markCaughtUp();
    }

    @Test
    void aGoodTemplateHasNoFinding() {
        lint(KEY, id, GOOD).statusCode(200).body("findings", empty()).body("truncated", equalTo(false));
    }

    @Test
    void findingsNamePathRuleAndSource() {
        lint(KEY, id, GOOD.replace("on Monday.", "on {{2}}"))
                .statusCode(200)
                .body("findings.rule", hasItem("placeholder-gap"))
                .body("findings[0].path", equalTo("localizations[0].components[0].text"))
                .body("findings[0].severity", equalTo("ERROR"))
                .body("findings[0].source.startsWith('https://')", equalTo(true));
    }

    @Test
    void aBodyThatIsNotAnObjectHasAFinding() {
        lint(KEY, id, "[]").statusCode(200).body("findings.rule", hasItem("member-type"));
    }

    @Test
    void malformedJsonIsAProblem() {
        lint(KEY, id, "{\"name\":")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("title", equalTo("Data given was not parseable"));
    }

    @Test
    void aTooLargeBodyIsRefused() {
        lint(KEY, id, "{\"name\":\"" + "a".repeat(2_100_000) + "\"}")
                .statusCode(413)
                .contentType("application/problem+json");
    }

    @Test
    void otherMediaTypesAreRefused() {
        given().header("apikey", KEY)
                .contentType("text/plain")
                .body(GOOD)
                .post(path(id))
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void theOperatorsKeyIsRequired() {
        lint("another", id, GOOD).statusCode(401);
    }

    @Test
    void unknownAccountsAreNotFound() {
        lint(KEY, UUID.randomUUID(), GOOD).statusCode(404).contentType("application/problem+json");
    }

    private static ValidatableResponse lint(String key, UUID account, String body) {
        return given().header("apikey", key)
                .contentType("application/json")
                .body(body)
                .post(path(account))
                .then();
    }

    private static String path(UUID account) {
        return "/operator/v1/whatsapp-accounts/" + account + "/templates/lint";
    }
}
