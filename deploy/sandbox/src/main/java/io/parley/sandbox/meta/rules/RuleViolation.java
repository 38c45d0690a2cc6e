package io.parley.sandbox.meta.rules;

/**
 * The first rule that a message violates; Meta, too, reports only one.
 *
 * @param code Meta's error code
 * @param details names the parameter, as in {@code text['body']}
 */
public record RuleViolation(int code, String details) {

    /** Invalid structure: an unknown member, a wrong JSON type, or an unknown enum value. */
    public static final int BAD_PARAMETER = 100;

    /** A member is missing. */
    public static final int MISSING = 131008;

    /** A value is out of range. */
    public static final int INVALID = 131009;

    /** Unknown message type. */
    public static final int UNSUPPORTED_TYPE = 131051;

    static RuleViolation badParameter(String details) {
        return new RuleViolation(BAD_PARAMETER, details);
    }

    static RuleViolation missing(String param) {
        return new RuleViolation(MISSING, "The parameter " + param + " is required.");
    }

    static RuleViolation invalid(String param, String rule) {
        return new RuleViolation(INVALID, "Param " + param + " " + rule);
    }
}
