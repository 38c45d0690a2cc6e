package io.parley.sandbox.meta.template.management;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.parley.sandbox.meta.account.CompletedUpload;
import io.parley.sandbox.meta.template.rules.SubmissionRules;
import java.util.Optional;
import java.util.function.Function;

/**
 * The files to which the components of a template refer.
 *
 * @param samples files of existing templates, by link
 * @param uploads files of uploads, by handle
 */
record TemplateMedia(TemplateSamples samples, Function<String, Optional<CompletedUpload>> uploads) {

    /** Returns the rules for components of a call, which must contain handles. */
    SubmissionRules rulesForHandles() {
        return new SubmissionRules(handle -> uploads.apply(handle).map(CompletedUpload::type));
    }

    /** Returns the rules for components that a template has already, which contain links. */
    SubmissionRules rulesForLinks() {
        return new SubmissionRules(samples::typeOf);
    }

    ArrayNode link(ArrayNode components, String host) {
        return samples.link(components, uploads, host);
    }
}
