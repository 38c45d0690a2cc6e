package io.parley.template.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Kinds of rules for the sample values of placeholders. */
final class SampleChecks {
    private SampleChecks() {}

    /**
     * A part of the template with its sample.
     *
     * @param placeholders number of placeholders in its text
     */
    private record Sampled(int placeholders, SelectedNode sample) {

        static List<Sampled> all(LintSubject subject) {
            return subject.definitions().parts().stream()
                    .flatMap(part -> part.at().select(subject.rootNode()).stream()
                            .filter(object -> object.node().path(part.text()).isTextual())
                            .map(object -> of(object, part, subject)))
                    .toList();
        }

        private static Sampled of(SelectedNode object, LintDefinitions.Part part, LintSubject subject) {
            var text = object.node().path(part.text()).textValue();
            return new Sampled(subject.definitions().placeholders().names(text).size(), object.at(part.sample()));
        }

        int samples() {
            return sample.node().isArray() ? sample.node().size() : sample.exists() ? 1 : 0;
        }

        boolean lacksSample() {
            return placeholders > 0 && samples() == 0;
        }
    }

    /** A part with samples has one for each placeholder. */
    record Counted() implements LintCheck {
        @Override
        public void run(List<SelectedNode> selected, LintSubject subject, RuleFindings out) {
            Sampled.all(subject).stream()
                    .filter(part -> part.samples() > 0 && part.samples() != part.placeholders())
                    .forEach(part -> out.add(
                            part.sample().path(), Map.of("expected", part.placeholders(), "count", part.samples())));
        }
    }

    /** If one part has samples, all parts with placeholders have. */
    record Partial() implements LintCheck {
        @Override
        public void run(List<SelectedNode> selected, LintSubject subject, RuleFindings out) {
            var parts = Sampled.all(subject);
            if (parts.stream().anyMatch(part -> part.placeholders() > 0 && part.samples() > 0)) {
                parts.stream()
                        .filter(Sampled::lacksSample)
                        .forEach(part -> out.add(part.sample().path()));
            }
        }
    }

    /** A template with placeholders has samples. */
    record NoneGiven() implements LintCheck {
        @Override
        public void run(List<SelectedNode> selected, LintSubject subject, RuleFindings out) {
            var parts = Sampled.all(subject);
            if (parts.stream().noneMatch(part -> part.samples() > 0)) {
                parts.stream()
                        .filter(Sampled::lacksSample)
                        .forEach(part -> out.add(part.sample().path()));
            }
        }
    }

    /**
     * Length of a text after its placeholders are replaced by the samples.
     *
     * @param sample path from the selected object to the sample or the list of samples
     */
    record SubstitutedLength(int max, String sample) implements LintCheck.OfNode {
        @Override
        public void check(SelectedNode selected, LintSubject subject, RuleFindings out) {
            var text = selected.node().path("text");
            if (!text.isTextual() || text.textValue().length() > LintCheck.OfText.MAX_CHECKED) {
                return;
            }
            var message = subject.definitions()
                    .placeholders()
                    .substitute(text.textValue(), texts(selected.at(sample).node()));
            var count = message.codePointCount(0, message.length());
            if (count > max && !message.equals(text.textValue())) {
                out.add(selected.member("text").path(), Map.of("max", max, "count", count));
            }
        }

        private static List<String> texts(JsonNode samples) {
            return samples.isTextual()
                    ? List.of(samples.textValue())
                    : samples.valueStream().map(JsonNode::asText).toList();
        }
    }
}
