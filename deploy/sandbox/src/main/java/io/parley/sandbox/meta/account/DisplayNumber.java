package io.parley.sandbox.meta.account;

/** A phone number as Meta shows it in {@code display_phone_number}: with a plus, spaces and dashes. */
public final class DisplayNumber {
    private static final int AREA = 3;
    private static final int GROUP = 4;

    private DisplayNumber() {}

    /** Formats as {@code +49 305-5510-0}. The grouping need not be the country's own: readers use the digits only. */
    public static String of(String digits) {
        var country = digits.startsWith("1") || digits.startsWith("7") ? 1 : 2;
        if (digits.length() <= country + AREA) {
            return "+" + digits;
        }
        var area = country + AREA;
        return "+" + digits.substring(0, country) + " " + digits.substring(country, area) + "-"
                + String.join("-", digits.substring(area).split("(?<=\\G.{" + GROUP + "})"));
    }
}
