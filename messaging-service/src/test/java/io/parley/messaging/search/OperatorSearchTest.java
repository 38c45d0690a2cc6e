package io.parley.messaging.search;

import static io.parley.messaging.directory.Operator.checked;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.console.WithConsole;
import io.parley.messaging.directory.Operator;
import io.parley.messaging.message.Tenant;
import io.parley.messaging.model.ProviderError;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators search the messages of all accounts. */
@QuarkusTest
@TestProfile(WithConsole.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class OperatorSearchTest {
    @Inject
    Tenant tenant;

    @Inject
    ScriptedChannel channel;

    @Inject
    Directory directory;

    private final String person = Tenant.person();

    @Test
    void messagesOfAllAccountsAreFoundUnlessOneIsNamed() {
        var other = Tenant.create(directory);
        var first = tenant.send(person, "first");
        var second = other.send(person, "second");

        search("to=" + person)
                .body("id", containsInAnyOrder(first.toString(), second.toString()))
                .body("accountName", contains("Test", "Test"));
        search("to=" + person + "&accountId=" + tenant.account())
                .body("id", contains(first.toString()))
                .body("[0].accountId", equalTo(tenant.account().toString()))
                .body("[0].content.text", equalTo("first"));
        search("to=" + person + "&accountId=" + UUID.randomUUID()).body("", hasSize(0));
    }

    @Test
    void messageIsFoundByOurIdAndByTheNetworks() {
        var id = tenant.send(person, "by id");
        Eventually.equal("dispatched", () -> tenant.status(id));

        search("messageId=" + id).body("id", contains(id.toString()));
        search("messageId=" + ScriptedChannel.providerId(id)).body("id", contains(id.toString()));
        search("messageId=" + UUID.randomUUID()).body("", hasSize(0));
    }

    @Test
    void failedMessageIsFoundByItsErrorCodeAndText() {
        var code = "viber::error::" + UUID.randomUUID();
        channel.answer(person, new Submission.Rejected(new ProviderError(code, "refused")));
        var id = tenant.send(person, "Refused text");

        Eventually.holds(() -> search("errorCode=" + code)
                .body("id", contains(id.toString()))
                .body("[0].status", equalTo("failed"))
                .body("[0].details.code", equalTo(code)));
        search("to=" + person + "&text=REFUSED").body("id", contains(id.toString()));
        search("to=" + person + "&text=other").body("", hasSize(0));
    }

    @Test
    void nextPageIsALink() {
        tenant.send(person, "one");
        tenant.send(person, "two");

        var page = search("to=" + person + "&size=1").header("Link", containsString("rel=\"next\""));
        page.body("content.text", contains("two")).header("x-total-items", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=gone",
                "channel=pager",
                "direction=up",
                "since=yesterday",
                "accountId=1",
                "messageId=",
                "messageId=%00",
                "errorCode=%00",
                "text=",
                "size=101",
                "cursor=x",
                "sender=1",
                "to=1&to=2"
            })
    void invalidConditionIsNamed(String query) {
        var answer = Operator.request().urlEncodingEnabled(false).get("/operator/v1/messages?" + query);

        answer.then().statusCode(400).body("violations.field", contains(query.substring(0, query.indexOf('='))));
    }

    private static ValidatableResponse search(String query) {
        return checked("get", "/messages", "/messages?" + query, null, 200);
    }
}
