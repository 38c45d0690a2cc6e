package io.parley.sandbox.meta.template.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextParametersTest {

    /** Pairs of words and parameters with Meta's response, as published by a developer who tried them. */
    @ParameterizedTest
    @CsvSource({
        "4, 2, true",
        "5, 2, false",
        "8, 4, true",
        "17, 2, false",
        "18, 3, false",
        "19, 4, false",
        "20, 5, false",
        "25, 4, false",
        "1, 0, false"
    })
    void parametersNeedWords(int words, int parameters, boolean expected) {
        var text = "word ".repeat(words)
                + IntStream.rangeClosed(1, parameters)
                        .mapToObj(number -> "{{" + number + "}}")
                        .collect(Collectors.joining(" - "));

        assertEquals(expected, new TextParameters(text, false).areTooMany());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{1}} is ready | true",
                "It is {{1}} | true",
                "It is {{1}}. | true",
                "¡{{1}}! is ready | true",
                "*{{1}}* is ready | true",
                "It is {{1}} now | false",
                "It is {{1}} ✅ | false",
                "It is ready | false",
                "{{name}} is ready | true"
            })
    void punctuationDoesNotCountAtTheEdge(String text, boolean expected) {
        assertEquals(expected, new TextParameters(text, text.contains("name")).isAtEdge());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a {{1}} b | false | false | false",
                "a {{1}} b {{2}} c | false | false | false",
                "a {{2}} b {{1}} c | false | false | false",
                "a {{2}} b | false | false | true",
                "a {{01}} b | false | true | false",
                "a {{x}} b | false | true | false",
                "a {{1 b | false | true | false",
                "a 1}} b | false | true | false",
                "a {{ 1 }} b | false | false | false",
                "a {1} b | false | false | false",
                "a {{x_1}} b | true | false | false",
                "a {{X}} b | true | true | false",
                "a {{1x}} b | true | true | false",
                "a {{}} b | true | true | false"
            })
    void parametersHaveAForm(String text, boolean named, boolean malformed, boolean gaps) {
        var parameters = new TextParameters(text, named);

        assertEquals(malformed, parameters.isMalformed());
        assertEquals(gaps, !malformed && parameters.hasGaps());
    }
}
