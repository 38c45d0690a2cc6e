package io.parley.flow.validation.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceParserTest {

    private static SourceObject object(String text) throws SourceSyntaxException {
        return (SourceObject) SourceParser.parse(new SourceText(text));
    }

    private static String position(SourceText source, SourceSpan span) {
        var start = source.position(span.start());
        var end = source.position(span.end() - 1);
        return "%d:%d-%d:%d".formatted(start.line(), start.column(), end.line(), end.column());
    }

    @Test
    void aKeyIncludesItsQuotes() throws SourceSyntaxException {
        var text = "{\n" + " ".repeat(16) + "\"initial-text\": 1}";
        var source = new SourceText(text);

        var member = ((SourceObject) SourceParser.parse(source))
                .member("initial-text")
                .orElseThrow();

        assertEquals("2:17-2:30", position(source, member.key()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':  'x y' }|1:8-1:12",
                "{'a':\\r\\n\\t'x'}|2:2-2:4",
                "{'a':\\r'x'}|2:1-2:3",
                "{'a':\\n\\n-1.5e3,'b':1}|3:1-3:6",
                "{'b':'\uD83D\uDE00','a':true}|1:15-1:18",
                "{'a':[1,\\n2]}|1:6-2:2",
                "{'a':{}}|1:6-1:7",
                "{'a':null}|1:6-1:9"
            })
    void aValueHasThePositionOfItsToken(String json, String expected) throws SourceSyntaxException {
        var source = new SourceText(json.replace('\'', '"')
                .replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\t", "\t"));

        var value = ((SourceObject) SourceParser.parse(source)).value("a").orElseThrow();

        assertEquals(expected, position(source, value.span()));
    }

    @Test
    void escapesAreDecodedAndPositionsAreThoseOfTheFile() throws SourceSyntaxException {
        var object = object("{\"k\\u0065y\": \"a\\\"\\u00e9\\\\z\"}");

        var value = (SourceScalar) object.value("key").orElseThrow();

        assertEquals("a\"é\\z", value.textOrNull());
        assertEquals(new SourceSpan(value.start() + 4, value.start() + 10), value.spanOf(2, 3));
    }

    @Test
    void pathsNameMembersAndIndexes() throws SourceSyntaxException {
        var child = (SourceObject) object("{\"a\":[0,{\"b\":{}}]}").objects("a").getFirst();

        assertEquals("a[1].b", child.value("b").orElseThrow().path());
    }

    @Test
    void ofRepeatedKeysTheFirstOneCountsAndAllAreKept() throws SourceSyntaxException {
        var object = object("{\"a\":\"1\",\"a\":\"2\"}");

        assertEquals("1", object.text("a").orElseThrow());
        assertEquals(
                List.of("a", "a"),
                object.members().stream().map(SourceMember::name).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':1,}|7",
                "{'a' 1}|5",
                "{'a':01}|6",
                "{|1",
                "{} {}|3",
                "{'a':tru}|5",
                "['x'|4",
                "{'a':1 'b':2}|7"
            })
    void theOffsetOfASyntaxErrorIsKnown(String json, int offset) {
        var source = new SourceText(json.replace('\'', '"'));

        var failure = assertThrows(SourceSyntaxException.class, () -> SourceParser.parse(source));

        assertTrue(Math.abs(offset - failure.offset()) <= 3, failure.offset() + ": " + failure.getMessage());
    }

    @Test
    void nestingIsBounded() throws SourceSyntaxException {
        SourceParser.parse(new SourceText("[".repeat(100) + "]".repeat(100)));

        var failure = assertThrows(
                SourceSyntaxException.class, () -> SourceParser.parse(new SourceText("[".repeat(1_000_000))));

        assertEquals(100, failure.offset());
    }

    @Test
    void aWordThatIsNoJsonIsAtItsBeginning() {
        for (var text : new String[] {"string", "string ", "{\"a\": string}"}) {
            var failure = assertThrows(SourceSyntaxException.class, () -> SourceParser.parse(new SourceText(text)));
            assertEquals(text.indexOf("string"), failure.offset());
        }
    }

    @Test
    void theNumberOfValuesIsBounded() {
        var many = "[" + "1,".repeat(SourceParser.MAX_VALUES) + "1]";

        var failure = assertThrows(SourceSyntaxException.class, () -> SourceParser.parse(new SourceText(many)));

        assertEquals(1 + 2 * (SourceParser.MAX_VALUES - 1), failure.offset());
    }

    @Test
    void tokensBeyondTheBuffersOfTheParserHaveTheirOffsets() throws SourceSyntaxException {
        var text = "{\"long\": \"" + "x\\n".repeat(50_000) + "\",\"key\" : [true]}";
        var source = new SourceText(text);

        var member = ((SourceObject) SourceParser.parse(source)).member("key").orElseThrow();

        assertEquals(text.indexOf("\"key\""), member.keyStart());
        assertEquals(text.indexOf("[true]"), member.value().start());
        assertEquals(text.length() - 1, member.value().span().end());
    }
}
