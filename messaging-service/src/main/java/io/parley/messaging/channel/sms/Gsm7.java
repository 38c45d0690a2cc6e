package io.parley.messaging.channel.sms;

import java.io.ByteArrayOutputStream;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The GSM 7-bit alphabet of 3GPP TS 23.038 with one septet in each octet, as in SMPP: the default tables, or national
 * language tables in place of either.
 *
 * @param locking language of the locking shift table (basic characters); null for the default
 * @param single language of the single shift table (escaped characters); null for the default
 */
record Gsm7(@Nullable NationalLanguage locking, @Nullable NationalLanguage single) {
    static final Gsm7 DEFAULT = new Gsm7(null, null);

    static final byte ESCAPE = 0x1B;

    private static final Gsm7Table BASIC = Gsm7Table.load("default-locking");
    private static final Gsm7Table EXTENSION = Gsm7Table.load("default-single");
    private static final Map<NationalLanguage, Gsm7Table> LOCKING = new EnumMap<>(NationalLanguage.class);
    private static final Map<NationalLanguage, Gsm7Table> SINGLE = new EnumMap<>(NationalLanguage.class);

    static {
        for (var language : NationalLanguage.values()) {
            SINGLE.put(language, Gsm7Table.load(language.lowerCase() + "-single"));
            if (language.hasLockingShift()) {
                LOCKING.put(language, Gsm7Table.load(language.lowerCase() + "-locking"));
            }
        }
    }

    /** Number of septets of the character: 1, 2 with its escape, or 0 if the alphabet does not have it. */
    int septets(int character) {
        if (character > Character.MAX_VALUE) {
            return 0;
        }
        return basic().code((char) character) != null ? 1 : extension().code((char) character) != null ? 2 : 0;
    }

    boolean canEncode(String text) {
        return text.codePoints().allMatch(character -> septets(character) > 0);
    }

    /** Number of octets of {@link #elements()}. */
    int headerOctets() {
        return elements().length;
    }

    /** The header elements that name the languages; empty for the default tables. */
    byte[] elements() {
        var out = new ByteArrayOutputStream();
        if (single != null) {
            out.writeBytes(new byte[] {UserDataHeader.SINGLE_SHIFT, 1, (byte) single.id()});
        }
        if (locking != null) {
            out.writeBytes(new byte[] {UserDataHeader.LOCKING_SHIFT, 1, (byte) locking.id()});
        }
        return out.toByteArray();
    }

    /** Encodes a text for which {@link #canEncode} is true. */
    byte[] encode(String text) {
        var out = new ByteArrayOutputStream(text.length() + 8);
        for (var i = 0; i < text.length(); i++) {
            var code = basic().code(text.charAt(i));
            if (code == null) {
                out.write(ESCAPE);
                out.write(escaped(text.charAt(i)));
            } else {
                out.write(code);
            }
        }
        return out.toByteArray();
    }

    /**
     * Decodes. An escape before an unknown code gives the basic character, as phones show it; a trailing one a space.
     */
    String decode(byte[] septets) {
        var text = new StringBuilder(septets.length);
        for (var i = 0; i < septets.length; i++) {
            if (septets[i] == ESCAPE) {
                i++;
                text.append(i < septets.length ? extended(septets[i]) : ' ');
            } else {
                text.append(basic(septets[i]));
            }
        }
        return text.toString();
    }

    private Gsm7Table basic() {
        return locking == null ? BASIC : LOCKING.getOrDefault(locking, BASIC);
    }

    private Gsm7Table extension() {
        return single == null ? EXTENSION : SINGLE.getOrDefault(single, EXTENSION);
    }

    private byte escaped(char character) {
        var code = extension().code(character);
        if (code == null) {
            throw new IllegalArgumentException("the text has a character that the alphabet does not have");
        }
        return code;
    }

    private char extended(byte code) {
        var character = extension().character(code);
        return character == null ? basic(code) : character;
    }

    private char basic(byte code) {
        var character = basic().character(code);
        return character == null ? ' ' : character;
    }
}
