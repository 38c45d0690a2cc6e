package io.parley.messaging.channel.whatsapp.template;

import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.whatsapp.content.FilledTemplate;
import io.parley.messaging.channel.whatsapp.content.WhatsAppContent;
import io.parley.messaging.channel.whatsapp.flow.FlowSendCheck;
import io.parley.messaging.template.TemplateCache;
import io.parley.messaging.template.TemplateLookup;
import io.parley.model.Violation;
import io.parley.model.fact.TemplateFact.Localization;
import io.parley.model.fact.TemplateShape;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a template can be sent: it exists in the language, Meta allows sending it and the flows of its buttons,
 * and the message fills it. A template that is unknown here is accepted, and Meta decides.
 */
@Singleton
public class TemplateCheck {
    private static final String ID = "template.templateId";
    private static final String LANGUAGE = "template.templateLanguage";
    private static final String NAMED = "NAMED";
    private static final String UNAPPROVED =
            "names a template that WhatsApp has not approved; send it once it is approved";

    /** Errors by Meta's status, for approved templates that cannot be sent. */
    private static final Map<String, String> BLOCKED_BY_META = Map.of(
            "PAUSED",
            "names a template that WhatsApp has paused for its quality; use another one until it is active again",
            "DISABLED",
            "names a template that WhatsApp has disabled for its quality; use another one",
            "ARCHIVED",
            "names a template that WhatsApp has archived; unarchive it at WhatsApp or use another one");

    /** Errors by the contract's status, for templates that cannot be sent. */
    private static final Map<String, String> BLOCKED = Map.of(
            "REQUESTED",
            UNAPPROVED,
            "SUBMITTED",
            UNAPPROVED,
            "PENDING",
            UNAPPROVED,
            "SUBMIT_FAILED",
            "names a template that WhatsApp did not accept; correct it and submit it again",
            "REJECTED",
            "names a template that WhatsApp has rejected; correct it and wait for its approval",
            "DELETION_PENDING",
            "names a template that is being deleted; use another one");

    private final TemplateCache templates;
    private final FlowSendCheck flows;

    TemplateCheck(TemplateCache templates, FlowSendCheck flows) {
        this.templates = templates;
        this.flows = flows;
    }

    /** Returns the violations, with paths relative to the content. Empty if the template is not known here. */
    public List<Violation> violations(@Nullable UUID whatsAppAccountId, FilledTemplate template) {
        return switch (templates.find(whatsAppAccountId, template.templateId(), template.templateLanguage())) {
            case TemplateLookup.Unknown unknown -> List.of();
            case TemplateLookup.NotFound(var languages) -> List.of(notFound(languages));
            case TemplateLookup.Found(var known) ->
                blocked(known)
                        .or(() -> flowProblem(known))
                        .map(text -> List.of(new Violation(ID, text)))
                        .orElseGet(() -> unfilled(known, template));
        };
    }

    /** Shape of the message's template if its placeholders have names; null if they have none or it is not known. */
    public @Nullable TemplateShape namedShape(OutboundMessage<WhatsAppContent> message) {
        if (!(message.content() instanceof WhatsAppContent.Template(var template, var replyTo, var hash))) {
            return null;
        }
        var account = message.sender().whatsAppAccountId();
        return templates.find(account, template.templateId(), template.templateLanguage())
                                instanceof TemplateLookup.Found(var known)
                        && known.shape() != null
                        && NAMED.equals(known.shape().parameterFormat())
                ? known.shape()
                : null;
    }

    private static Violation notFound(List<String> languages) {
        return languages.isEmpty()
                ? new Violation(ID, "must name a template of the sender's WhatsApp account")
                : new Violation(LANGUAGE, "must be a language of the template: " + String.join(", ", languages));
    }

    private static Optional<String> blocked(Localization known) {
        return Optional.ofNullable(known.metaStatus())
                .map(BLOCKED_BY_META::get)
                .or(() -> Optional.ofNullable(BLOCKED.get(known.status())));
    }

    private Optional<String> flowProblem(Localization known) {
        return Optional.ofNullable(known.shape())
                .flatMap(shape -> flows.problemOfTemplate(known.whatsAppAccountId(), shape.flowIds()));
    }

    private static List<Violation> unfilled(Localization known, FilledTemplate template) {
        return known.shape() == null ? List.of() : TemplateFit.violations(known.shape(), template.components());
    }
}
