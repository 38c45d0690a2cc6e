package io.parley.messaging.channel.sms;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table of 3GPP TS 23.038 with up to 128 characters. The files in {@code /gsm7} have the layout of the standard: a
 * row for each value of the lower four bits, a column for each value of the upper three.
 */
final class Gsm7Table {
    private static final int SIZE = 128;
    private static final int ROWS = 16;
    private static final int COLUMNS = 8;
    private static final int HEXADECIMAL = 16;

    private final Character[] characters = new Character[SIZE];
    private final Map<Character, Byte> codes = new HashMap<>();

    private Gsm7Table() {}

    /** @param name file name without {@code .txt} */
    static Gsm7Table load(String name) {
        var file = Objects.requireNonNull(Gsm7Table.class.getResourceAsStream("/gsm7/" + name + ".txt"), name);
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            var table = new Gsm7Table();
            var rows = lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            for (var row = 0; row < ROWS; row++) {
                table.read(row, rows.get(row).strip().split("\\s+", -1));
            }
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The character of a code; null if unassigned. */
    @Nullable
    Character character(int code) {
        return characters[code & (SIZE - 1)];
    }

    /** The code of a character; null if the table does not have it. */
    @Nullable
    Byte code(char character) {
        return codes.get(character);
    }

    private void read(int row, String... cells) {
        for (var column = 0; column < COLUMNS; column++) {
            if (!"--".equals(cells[column]) && !"ESC".equals(cells[column])) {
                add(column * ROWS + row, (char) Integer.parseInt(cells[column], HEXADECIMAL));
            }
        }
    }

    /** If a character has two codes, the lower one is encoded and both are decoded. */
    private void add(int code, char character) {
        characters[code] = character;
        codes.merge(character, (byte) code, (one, other) -> (byte) Math.min(one, other));
    }
}
