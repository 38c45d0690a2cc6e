package io.parley.runtime.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.model.Violation;
import io.parley.runtime.app.Parcel;
import io.parley.runtime.app.WithoutBroker;
import io.parley.runtime.json.StrictJson;
import io.parley.runtime.json.Violations;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Violations of single texts, with JSON paths. */
@QuarkusTest
@TestProfile(WithoutBroker.class)
class ConstraintMessagesTest {

    @Inject
    StrictJson json;

    @Inject
    ObjectMapper mapper;

    @ParameterizedTest
    @ValueSource(strings = {"4915550001111", "+4915550001111", "1234", "+123456789012345"})
    void phoneNumbersAreValid(String to) {
        assertEquals(List.of(), check(Map.of("to", to, "text", "hi")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "+", "123", "1234567890123456", "++491555", "49 1555", "49-1555", "abc", "٤٩١٥٥٥", "１２３４５"})
    void otherTextsAreInvalidPhoneNumbers(String to) {
        assertEquals(List.of("to"), fields(check(Map.of("to", to, "text", "hi"))));
    }

    @Test
    void lengthIsCountedInCodePoints() {
        assertEquals(List.of(), check(Map.of("to", "1234", "text", "🎉".repeat(10))));
        assertEquals(
                List.of(new Violation("text", "must be a text of 1 to 10 characters")),
                check(Map.of("to", "1234", "text", "🎉".repeat(11))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "\u2003"})
    void aBlankTextIsInvalid(String text) {
        assertEquals(List.of("text"), fields(check(Map.of("to", "1234", "text", text))));
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com/, must begin with https://",
        "https://user:pw@example.com/, must not contain a user or password",
        "https://127.0.0.1/, must not point to this network",
        "https://2130706433/, must name a host",
        "https://example.com:22/, must not use this port",
        "javascript:alert(1), must begin with https://",
        "file:///etc/passwd, must begin with https://"
    })
    void anInvalidUrlGetsItsViolation(String hook, String message) {
        assertEquals(List.of(new Violation("hook", message)), check(Map.of("to", "1234", "text", "hi", "hook", hook)));
    }

    @Test
    void aPublicUrlIsValid() {
        assertEquals(List.of(), check(Map.of("to", "1234", "text", "hi", "hook", "https://hooks.example.com/in?x=1")));
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://example.com/a.png, must begin with https:// or http://",
        "javascript:alert(1), must begin with https:// or http://",
        "http://user@example.com/a.png, must not contain a user or password",
        "http://10.0.0.1/a.png, must not point to this network",
        "http://2130706433/a.png, must name a host",
        "http://example.com:22/a.png, must not use this port"
    })
    void anInvalidUrlForOthersGetsItsViolation(String picture, String message) {
        assertEquals(
                List.of(new Violation("picture", message)),
                check(Map.of("to", "1234", "text", "hi", "picture", picture)));
    }

    @Test
    void aUrlForOthersMayBeHttp() {
        assertEquals(List.of(), check(Map.of("to", "1234", "text", "hi", "picture", "http://example.com/a.png#top")));
    }

    @Test
    void aMissingRequiredMemberIsAViolation() {
        assertEquals(List.of(new Violation("to", "must be given")), check(Map.of("text", "hi")));
    }

    @Test
    void pathsStartWithTheGivenPrefix() {
        var found = new Violations();
        var tree = mapper.valueToTree(
                Map.of("to", "1234", "text", "hi", "items", List.of(Map.of("name", "", "pieces", 1))));

        json.bind(tree, Parcel.class, "messages[2]", found);

        assertEquals(List.of("messages[2].items[0].name"), fields(found.list()));
    }

    private List<Violation> check(Map<String, ?> body) {
        var found = new Violations();
        json.bind(mapper.valueToTree(body), Parcel.class, "", found);
        return found.list();
    }

    private static List<String> fields(List<Violation> violations) {
        return violations.stream().map(Violation::field).toList();
    }
}
