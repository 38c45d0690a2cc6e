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

/** Rows B24, B25 and B27 as far as they are rules of one text. */
@QuarkusTest
@TestProfile(WithoutBroker.class)
class ConstraintsSpeakJsonTest {

    @Inject
    StrictJson json;

    @Inject
    ObjectMapper mapper;

    @ParameterizedTest
    @ValueSource(strings = {"4915550001111", "+4915550001111", "1234", "+123456789012345"})
    void takesNumbers(String to) {
        assertEquals(List.of(), broken(Map.of("to", to, "text", "hi")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "+", "123", "1234567890123456", "++491555", "49 1555", "49-1555", "abc", "٤٩١٥٥٥", "１２３４５"})
    void refusesWhatIsNoNumber(String to) {
        assertEquals(List.of("to"), fields(broken(Map.of("to", to, "text", "hi"))));
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertEquals(List.of(), broken(Map.of("to", "1234", "text", "🎉".repeat(10))));
        assertEquals(
                List.of(new Violation("text", "must be a text of 1 to 10 characters")),
                broken(Map.of("to", "1234", "text", "🎉".repeat(11))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "\u2003"})
    void aBlankTextIsNone(String text) {
        assertEquals(List.of("text"), fields(broken(Map.of("to", "1234", "text", text))));
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
    void saysWhatIsWrongWithAnAddress(String hook, String message) {
        assertEquals(List.of(new Violation("hook", message)), broken(Map.of("to", "1234", "text", "hi", "hook", hook)));
    }

    @Test
    void takesAPublicAddress() {
        assertEquals(List.of(), broken(Map.of("to", "1234", "text", "hi", "hook", "https://hooks.example.com/in?x=1")));
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
    void saysWhatIsWrongWithAnAddressForOthers(String picture, String message) {
        assertEquals(
                List.of(new Violation("picture", message)),
                broken(Map.of("to", "1234", "text", "hi", "picture", picture)));
    }

    @Test
    void anAddressForOthersMayBePlain() {
        assertEquals(List.of(), broken(Map.of("to", "1234", "text", "hi", "picture", "http://example.com/a.png#top")));
    }

    @Test
    void aMissingMemberIsToBePresent() {
        assertEquals(List.of(new Violation("to", "must be given")), broken(Map.of("text", "hi")));
    }

    @Test
    void pathsBeginWhereTheCallerSays() {
        var violations = new Violations();
        var tree = mapper.valueToTree(
                Map.of("to", "1234", "text", "hi", "items", List.of(Map.of("name", "", "pieces", 1))));

        json.bind(tree, Parcel.class, "messages[2]", violations);

        assertEquals(List.of("messages[2].items[0].name"), fields(violations.list()));
    }

    private List<Violation> broken(Map<String, ?> body) {
        var violations = new Violations();
        json.bind(mapper.valueToTree(body), Parcel.class, "", violations);
        return violations.list();
    }

    private static List<String> fields(List<Violation> violations) {
        return violations.stream().map(Violation::field).toList();
    }
}
