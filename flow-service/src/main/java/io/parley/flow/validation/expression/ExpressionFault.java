package io.parley.flow.validation.expression;

/** An expression breaks a rule of the grammar. */
public final class ExpressionFault extends Exception {
    private static final long serialVersionUID = 1;

    private final String rule;
    private final int from;
    private final int to;

    ExpressionFault(String rule, int from, int to) {
        super(rule, null, false, false);
        this.rule = rule;
        this.from = from;
        this.to = to;
    }

    /** Id of the rule, without the prefix of expressions. */
    public String rule() {
        return rule;
    }

    /** Offset in the expression. */
    public int from() {
        return from;
    }

    /** Offset after the wrong part. */
    public int to() {
        return to;
    }
}
