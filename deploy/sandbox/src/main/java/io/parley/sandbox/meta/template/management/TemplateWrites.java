package io.parley.sandbox.meta.template.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.fault.FaultPlan;
import io.parley.sandbox.meta.change.ChangeResponses;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphRejection;
import io.parley.sandbox.meta.template.rules.GraphTemplateRequest;
import io.parley.sandbox.meta.template.rules.SandboxTemplateLanguages;
import io.parley.sandbox.meta.template.rules.TemplateError;
import io.parley.sandbox.web.HttpCall;
import io.parley.sandbox.web.Json;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/** Creates, edits and deletes templates. A call that is rejected changes nothing. */
final class TemplateWrites {
    private static final int THROTTLED = 80008;
    private static final String SAMPLE = "hello_world";
    private static final long DAY_MS = 24 * 3_600_000L;
    private static final int MAX_EDITS = 10;
    private static final Set<String> EDITABLE = Set.of("APPROVED", "REJECTED", "PAUSED");

    private final SandboxContext context;
    private final TemplateLibrary library;
    private final TemplateReviews reviews;
    private final SandboxTemplateChanges changes;
    private final TemplateClock clock;
    private final TemplateMedia media;
    private final BiPredicate<String, JsonNode> flows;
    private final ChangeResponses responses;

    TemplateWrites(
            SandboxContext context,
            TemplateLibrary library,
            TemplateReviews reviews,
            SandboxTemplateChanges changes,
            TemplateClock clock,
            TemplateMedia media,
            BiPredicate<String, JsonNode> flows) {
        this.context = context;
        this.library = library;
        this.reviews = reviews;
        this.changes = changes;
        this.clock = clock;
        this.media = media;
        this.flows = flows;
        responses = new ChangeResponses(context, "templates", FaultPlan::templates);
    }

    /** Handles {@code POST /{waba_id}/message_templates}. */
    void create(HttpCall call, String wabaId) {
        checkRate(wabaId);
        var request = GraphTemplateRequest.of(call.json());
        media.rulesForHandles().check(request);
        checkFlows(wabaId, request);
        checkName(wabaId, request);
        var template = new SandboxTemplate(library.nextId(), wabaId, request, linked(call, request));
        assignCategory(template);
        library.add(template);
        library.creationsOfLastHour(wabaId, clock.now()).add(clock.now());
        reviews.submit(template);
        context.counters().add("templates", "created", 1);
        var created = Json.MAPPER
                .createObjectNode()
                .put("id", template.id)
                .put("status", template.status)
                .put("category", template.category);
        responses.respond(call, created);
    }

    private ArrayNode linked(HttpCall call, GraphTemplateRequest request) {
        return media.link(request.components(), call.request().authority().toString());
    }

    private void checkFlows(String wabaId, GraphTemplateRequest request) {
        if (!TemplateManagement.flowButtons(request.components()).allMatch(button -> flows.test(wabaId, button))) {
            throw TemplateError.UNDOCUMENTED.rejection("The flow of the button does not exist.");
        }
    }

    private void checkRate(String wabaId) {
        var plan = context.faults().plan().templates();
        if (library.creationsOfLastHour(wabaId, clock.now()).size() >= plan.creationsPerHour()) {
            throw new GraphRejection(GraphErrorResponse.of(
                    THROTTLED, "At most " + plan.creationsPerHour() + " templates can be created in one hour."));
        }
    }

    private void checkName(String wabaId, GraphTemplateRequest request) {
        var language = SandboxTemplateLanguages.nameOf(request.language());
        if (request.name().equals(SAMPLE)) {
            throw TemplateError.SAMPLE_NAME.rejection(
                    "This template is named after a sample template created by default. Please use a different name.");
        }
        var existing = library.find(wabaId, request.name(), request.language());
        if (existing.filter(found -> !found.status.equals("PENDING_DELETION")).isPresent()) {
            throw TemplateError.EXISTS.rejection("There is already " + language
                    + " content for this template. You can create a new template and try again.");
        }
        if (existing.isPresent() || library.isNameLocked(wabaId, request.name(), request.language(), clock.now())) {
            throw TemplateError.NAME_LOCKED.rejection("New " + language + " content can't be added while the existing "
                    + language
                    + " content is being deleted. Try again in 4 weeks or consider creating a new message template.");
        }
        checkOtherLanguages(wabaId, request);
        if (library.of(wabaId).size() >= context.faults().plan().templates().maxTemplates()) {
            throw TemplateError.LIMIT.rejection("You have exceeded the maximum number of message templates you can have"
                    + " for this WhatsApp business account.");
        }
    }

    /** Checks that another language of the name, if there is one, has the same category. The sub-code is not known. */
    private void checkOtherLanguages(String wabaId, GraphTemplateRequest request) {
        var categories = categoriesOf(wabaId, request.name());
        if (!categories.isEmpty() && !categories.contains(request.category())) {
            throw TemplateError.UNDOCUMENTED.rejection("The category " + request.category()
                    + " doesn't match the one that's already associated with this template, " + categories.getFirst()
                    + ".");
        }
    }

    private List<String> categoriesOf(String wabaId, String name) {
        return library.of(wabaId).stream()
                .filter(template -> template.name.equals(name))
                .map(template -> template.category)
                .toList();
    }

    /** Assigns the category that the content has, if the caller allows that; the response then contains it. */
    private void assignCategory(SandboxTemplate template) {
        var decision = ReviewDecision.of(template);
        var isFirstLanguage = categoriesOf(template.wabaId, template.name).isEmpty();
        if (template.allowCategoryChange && isFirstLanguage && decision.category() != null) {
            template.category = decision.category();
        }
    }

    /** Handles {@code POST /{template_id}}. */
    void edit(HttpCall call, SandboxTemplate template) {
        var body = call.json();
        var request = GraphTemplateRequest.edit(body, template.asRequest());
        checkEditable(template, request);
        (body.has("components") ? media.rulesForHandles() : media.rulesForLinks()).check(request);
        checkFlows(template.wabaId, request);
        if (template.status.equals(SandboxTemplate.APPROVED)) {
            template.edits.add(clock.now());
        }
        template.set(request, linked(call, request));
        reviews.submit(template);
        context.counters().add("templates", "edited", 1);
        responses.succeed(call);
    }

    private void checkEditable(SandboxTemplate template, GraphTemplateRequest request) {
        if (!EDITABLE.contains(template.status) || template.locked) {
            throw TemplateError.STATUS_FIXED.rejection(
                    "The status for this message template can't be changed. You can only delete or add templates.");
        }
        if (!template.status.equals(SandboxTemplate.APPROVED)) {
            return;
        }
        if (!request.category().equals(template.category)) {
            throw TemplateError.UNDOCUMENTED.rejection("The category of an approved template can't be changed.");
        }
        var now = clock.now();
        var lastMonth =
                template.edits.stream().filter(time -> time > now - 30 * DAY_MS).count();
        var lastDay =
                template.edits.stream().filter(time -> time > now - DAY_MS).count();
        if (lastDay > 0 || lastMonth >= MAX_EDITS) {
            throw TemplateError.STATUS_FIXED.rejection(
                    "An approved template can be edited once in 24 hours and " + MAX_EDITS + " times in 30 days.");
        }
    }

    /** Handles {@code DELETE /{waba_id}/message_templates} with {@code name}, and {@code hsm_id} for one language. */
    void delete(HttpCall call, String wabaId) {
        var name = call.request().getParam("name");
        if (name == null || name.isEmpty()) {
            throw new GraphRejection(GraphErrorResponse.required("name"));
        }
        if (name.equals(SAMPLE)) {
            throw TemplateError.SAMPLE_DELETED.rejection("The sample template " + SAMPLE + " can't be deleted.");
        }
        var id = call.request().getParam("hsm_id");
        var found = library.of(wabaId).stream()
                .filter(template -> template.name.equals(name) && (id == null || template.id.equals(id)))
                .filter(template -> !template.status.equals("PENDING_DELETION"))
                .toList();
        if (found.isEmpty()) {
            throw TemplateError.NOT_FOUND.rejection("The message template " + name + " doesn't exist.");
        }
        deleteAll(found, id == null);
        responses.succeed(call);
    }

    private void deleteAll(List<SandboxTemplate> found, boolean everyLanguage) {
        found.forEach(template -> changes.delete(template, everyLanguage));
    }
}
