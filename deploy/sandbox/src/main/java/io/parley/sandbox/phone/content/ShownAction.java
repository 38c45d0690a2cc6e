package io.parley.sandbox.phone.content;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Something that a person can tap.
 *
 * @param kind {@code reply} and {@code row} send {@code reply}; {@code url} opens an address, {@code call} a number; {@code
 *     copy} copies a text; {@code product} puts a product into an order; {@code flow}, {@code location}, {@code address},
 *     {@code contact} and {@code catalog} open what the person fills; {@code none} does nothing
 * @param description second line of a list row; null for none
 * @param section title of the list section; null for none
 * @param value URL, number, text to copy, or product id; null for none
 * @param reply message that a tap sends, in the provider's format; null for none
 */
record ShownAction(String kind, String label, String description, String section, String value, ObjectNode reply) {

    static ShownAction of(String kind, String label, String value) {
        return new ShownAction(kind, label, null, null, value, null);
    }

    static ShownAction reply(String label, ObjectNode reply) {
        return new ShownAction("reply", label, null, null, null, reply);
    }
}
