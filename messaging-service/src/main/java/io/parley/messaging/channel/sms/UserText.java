package io.parley.messaging.channel.sms;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decodes the segments of an inbound text, each by its own coding. Adjacent segments of the same coding are joined
 * before they are decoded, because other platforms split escaped characters and surrogate pairs.
 */
record UserText(List<Segment> pieces, DefaultAlphabet alphabet) {

    /** The text; empty if no segment is text. */
    Optional<String> decode() {
        var runs = runs().stream().filter(run -> coding(run).isText()).toList();
        return runs.isEmpty()
                ? Optional.empty()
                : Optional.of(runs.stream().map(this::decode).collect(Collectors.joining()));
    }

    /** Whether every segment can be decoded. */
    boolean isDecodable() {
        return pieces.stream()
                .allMatch(segment -> DataCoding.of(segment.coding()).isText());
    }

    private List<List<Segment>> runs() {
        List<List<Segment>> runs = new ArrayList<>();
        for (var segment : pieces) {
            if (runs.isEmpty() || !continues(runs.getLast().getLast(), segment)) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(segment);
        }
        return runs;
    }

    /** A missing segment ends the run. */
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

    /** Some platforms start every segment with a byte order mark. */
    private static byte[] joined(List<Segment> run) {
        var wide = coding(run) == DataCoding.UCS2;
        var octets = new ByteArrayOutputStream();
        run.forEach(segment -> octets.writeBytes(wide ? Ucs2.withoutMark(segment.octets()) : segment.octets()));
        return octets.toByteArray();
    }
}
