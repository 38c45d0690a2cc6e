package io.parley.sandbox.meta.template.management;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.meta.account.AccountControl;
import io.parley.sandbox.meta.account.CompletedUpload;
import io.parley.sandbox.meta.account.TemplateCalls;
import io.parley.sandbox.meta.rules.RuleViolation;
import io.parley.sandbox.meta.template.TemplateSendCheck;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/** The templates of one sandbox: library, review, calls of the Graph API and of the control API. */
public final class TemplateManagement {
    /** How long Meta tries to deliver a message, unless its template sets a shorter time. */
    public static final Duration MAX_LIFETIME = Duration.ofDays(30);

    private final TemplateLibrary library = new TemplateLibrary();
    private final TemplateSamples samples = new TemplateSamples();
    private final TemplateClock clock;
    private final TemplateWebhooks webhooks;
    private final TemplateGraphApi calls;
    private final TemplateControl control;

    /**
     * @param uploads returns the file of an upload handle; empty if the handle is unknown
     * @param flows returns whether an account has the Flow of a button
     */
    public TemplateManagement(
            SandboxContext context,
            AccountControl.Webhooks sender,
            Function<String, Optional<CompletedUpload>> uploads,
            BiPredicate<String, JsonNode> flows) {
        clock = new TemplateClock(context);
        webhooks = new TemplateWebhooks(context, sender);
        var changes = new SandboxTemplateChanges(context, library, webhooks, clock);
        var reviews = new TemplateReviews(context, library, changes, clock);
        var writes = new TemplateWrites(
                context, library, reviews, changes, clock, new TemplateMedia(samples, uploads), flows);
        calls = new TemplateGraphApi(library, writes);
        control = new TemplateControl(library, changes, reviews, webhooks);
    }

    public TemplateCalls calls() {
        return calls;
    }

    /** Returns the files of media headers. */
    public TemplateSamples samples() {
        return samples;
    }

    public TemplateControl control() {
        return control;
    }

    /** Checks the template of a message of this account. */
    public Optional<RuleViolation> checkSend(String wabaId, JsonNode sent, boolean toUserId) {
        var definition = find(wabaId, sent).map(SandboxTemplate::definition).orElse(null);
        return TemplateSendCheck.check(definition, sent, toUserId);
    }

    /** Returns the button of a message's template that opens a Flow; empty if there is none. */
    public Optional<JsonNode> flowButton(String wabaId, JsonNode sent) {
        return find(wabaId, sent)
                .flatMap(template -> flowButtons(template.components).findFirst());
    }

    private Optional<SandboxTemplate> find(String wabaId, JsonNode sent) {
        return library.find(
                wabaId, sent.path("name").asText(), sent.at("/language/code").asText());
    }

    /** Returns the components of a message's template as phones show them, with Meta's own texts. */
    public Optional<JsonNode> shownComponents(String wabaId, JsonNode sent) {
        return find(wabaId, sent).map(MetaAuthenticationTexts::complete);
    }

    /** Returns how long Meta tries to deliver a message with this template. */
    public Duration lifetime(String wabaId, JsonNode sent) {
        return find(wabaId, sent)
                .map(SandboxTemplate::lifetime)
                .filter(seconds -> seconds > 0)
                .map(Duration::ofSeconds)
                .orElse(MAX_LIFETIME);
    }

    /** Returns the buttons with the id or name of a Flow. */
    static Stream<JsonNode> flowButtons(JsonNode components) {
        return components.findValues("buttons").stream()
                .flatMap(JsonNode::valueStream)
                .filter(button -> button.path("type").asText().equalsIgnoreCase("FLOW"))
                .filter(button -> button.has("flow_id") || button.has("flow_name"));
    }

    /** Restores the initial templates. */
    public void reset() {
        library.reset();
        samples.clear();
        clock.clear();
        webhooks.clear();
    }
}
