package io.parley.flow.validation.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void aFileMayHaveAsManyValuesAsFitIntoIt() throws SourceSyntaxException {
        var count = 1_500_000;

        var array = (SourceArray) SourceParser.parse(new SourceText("[" + "1,".repeat(count - 1) + "1]"));

        assertEquals(count, array.size());
        assertEquals("[" + (count - 1) + "]", array.item(count - 1).path());
    }

    @Test
    void columnsCountUtf16UnitsAndOffsetsBytes() throws SourceSyntaxException {
        var line = "€😀é".repeat(5000);
        var source = new SourceText("{\"x\":\"" + line + "\",\"a\":\"é\"}");

        var value = ((SourceObject) SourceParser.parse(source)).value("a").orElseThrow();

        var column = 7 + line.length() + 6;
        assertEquals(new SourcePosition(1, column), source.position(value.start()));
        assertEquals(new SourcePosition(1, column + 2), source.lastPosition(value.span()));
        assertEquals(new SourcePosition(1, column + 1), source.lastPosition(((SourceScalar) value).spanOf(0, 1)));
    }

    @Test
    void aByteThatIsNotUtf8HasItsOffset() {
        var file = "{\"€\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        file[8] = (byte) 0xff;

        assertEquals(OptionalInt.of(8), new SourceText(file).malformedAt());
        assertEquals(new SourcePosition(1, 7), new SourceText(file).position(8));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 40})
    void aStringOfAnyLengthEndsAtItsQuote(int length) throws SourceSyntaxException {
        for (var text : List.of("x".repeat(length), "é".repeat(length), "x".repeat(length) + "\\\"")) {
            var file = new SourceText(" ".repeat(length) + "[\"" + text + "\",0]");

            var value = ((SourceArray) SourceParser.parse(file)).item(0);

            assertEquals(text.replace("\\\"", "\""), value.textOrNull());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 16, 40})
    void aControlCharacterInAStringIsAnError(int length) {
        var text = "[\"" + "x".repeat(length) + "\n" + "x".repeat(length) + "\"]";

        var failure = assertThrows(SourceSyntaxException.class, () -> SourceParser.parse(new SourceText(text)));

        assertEquals(text.indexOf('\n'), failure.offset(), 1);
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
