package io.parley.sandbox.phone;

/**
 * An app of a person.
 *
 * @param person digits of the phone, or the id of a person that the channel knows by an id only
 */
public record PhoneId(PhoneApp app, String person) {
    private static final int MAX_PERSON = 140;

    /**
     * Reads an id.
     *
     * @param person a phone may begin with {@code +}
     * @throws IllegalArgumentException if there is no such channel, or no person
     */
    public static PhoneId of(String channel, String person) {
        var app = PhoneApp.of(channel);
        var digits = person.startsWith("+") ? person.substring(1) : person;
        if (digits.isBlank() || digits.length() > MAX_PERSON) {
            throw new IllegalArgumentException("person must have 1 to " + MAX_PERSON + " characters");
        }
        return new PhoneId(app, digits);
    }

    /** Returns the phone of a recipient, as the provider's API accepts it. */
    public static PhoneId of(PhoneApp app, String recipient) {
        return new PhoneId(app, recipient.startsWith("+") ? recipient.substring(1) : recipient);
    }
}
