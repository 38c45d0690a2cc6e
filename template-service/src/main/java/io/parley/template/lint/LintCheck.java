package io.parley.template.lint;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** A kind of rules, with the limits that the data of a rule gives it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @Type(name = "matches", value = TextChecks.Matches.class),
    @Type(name = "contains", value = TextChecks.Contains.class),
    @Type(name = "length", value = TextChecks.Length.class),
    @Type(name = "choice", value = TextChecks.Choice.class),
    @Type(name = "words", value = TextChecks.Words.class),
    @Type(name = "fixed-text", value = TextChecks.Fixed.class),
    @Type(name = "range", value = ListChecks.Range.class),
    @Type(name = "size", value = ListChecks.Size.class),
    @Type(name = "count", value = ListChecks.Count.class),
    @Type(name = "alone", value = ListChecks.Alone.class),
    @Type(name = "contiguous", value = ListChecks.Contiguous.class),
    @Type(name = "distinct", value = ListChecks.Distinct.class),
    @Type(name = "same-shape", value = ListChecks.SameShape.class),
    @Type(name = "unknown-member", value = MemberChecks.Unknown.class),
    @Type(name = "member-type", value = MemberChecks.Types.class),
    @Type(name = "required-member", value = MemberChecks.RequiredByStructure.class),
    @Type(name = "required", value = MemberChecks.Required.class),
    @Type(name = "any-of", value = MemberChecks.AnyOf.class),
    @Type(name = "exactly-one", value = MemberChecks.ExactlyOne.class),
    @Type(name = "forbidden", value = MemberChecks.Forbidden.class),
    @Type(name = "placeholder-max", value = PlaceholderChecks.Max.class),
    @Type(name = "placeholder-gap", value = PlaceholderChecks.Gap.class),
    @Type(name = "placeholder-order", value = PlaceholderChecks.Order.class),
    @Type(name = "placeholder-style", value = PlaceholderChecks.Style.class),
    @Type(name = "placeholder-density", value = PlaceholderChecks.Density.class),
    @Type(name = "sample-count", value = SampleChecks.Counted.class),
    @Type(name = "sample-partial", value = SampleChecks.Partial.class),
    @Type(name = "sample-missing", value = SampleChecks.NoneGiven.class),
    @Type(name = "substituted-length", value = SampleChecks.SubstitutedLength.class)
})
interface LintCheck {

    /** Checks all values that the rule selects in one subject. */
    void run(List<SelectedNode> selected, LintSubject subject, RuleFindings out);

    /** A kind of rules that checks each selected value on its own. */
    interface OfNode extends LintCheck {

        void check(SelectedNode selected, LintSubject subject, RuleFindings out);

        @Override
        default void run(List<SelectedNode> selected, LintSubject subject, RuleFindings out) {
            selected.forEach(node -> check(node, subject, out));
        }
    }

    /** A kind of rules for texts. Values of other types are reported by the rule about types. */
    interface OfText extends OfNode {

        /** Above the maximum length of any text. For texts above it, only the rule about their length applies. */
        int MAX_CHECKED = 4_096;

        void check(String text, String path, LintSubject subject, RuleFindings out);

        @Override
        default void check(SelectedNode selected, LintSubject subject, RuleFindings out) {
            if (selected.node().isTextual() && selected.node().textValue().length() <= MAX_CHECKED) {
                check(selected.node().textValue(), selected.path(), subject, out);
            }
        }
    }
}
