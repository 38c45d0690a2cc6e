package io.parley.messaging.channel.sms;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns the parts of a person's text into text, each by its own coding. Neighbours of equal coding are joined before they
 * are decoded, for other platforms cut through escaped characters and surrogate pairs.
 */
record UserText(List<Segment> pieces, DefaultAlphabet alphabet) {

    /** Empty if no part of it is text. */
    Optional<String> decode() {
        var runs = runs().stream().filter(run -> coding(run).isText()).toList();
        return runs.isEmpty()
                ? Optional.empty()
                : Optional.of(runs.stream().map(this::decode).collect(Collectors.joining()));
    }

    /** Whether every part could be decoded. */
    boolean isWholeText() {
        return pieces.stream().allMatch(piece -> DataCoding.of(piece.coding()).isText());
    }

    private List<List<Segment>> runs() {
        List<List<Segment>> runs = new ArrayList<>();
        for (var piece : pieces) {
            if (runs.isEmpty() || !continues(runs.getLast().getLast(), piece)) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(piece);
        }
        return runs;
    }

    /** A part that is missing between two of them cuts the run. */
    private static boolean continues(Segment before, Segment next) {
        return next.number() == before.number() + 1
                && DataCoding.of(next.coding()) == DataCoding.of(before.coding())
                && next.alphabet().equals(before.alphabet());
    }

    private static DataCoding coding(List<Segment> run) {
        return DataCoding.of(run.getFirst().coding());
    }

    private String decode(List<Segment> run) {
        return switch (coding(run)) {
            case DEFAULT_ALPHABET -> alphabet.decode(joined(run), run.getFirst().alphabet());
            case UCS2 -> new String(joined(run), Ucs2.order(run.getFirst().octets()));
            case BINARY, COMPRESSED -> throw new IllegalStateException("no text");
            case LATIN1, CYRILLIC, HEBREW, JAPANESE, KOREAN ->
                new String(joined(run), coding(run).charset().orElseThrow());
        };
    }

    /** Some platforms begin every part with a byte order mark. */
    private static byte[] joined(List<Segment> run) {
        var wide = coding(run) == DataCoding.UCS2;
        var octets = new ByteArrayOutputStream();
        run.forEach(piece -> octets.writeBytes(wide ? Ucs2.withoutMark(piece.octets()) : piece.octets()));
        return octets.toByteArray();
    }
}
