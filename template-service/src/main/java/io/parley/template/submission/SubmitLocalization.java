package io.parley.template.submission;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.graph.GraphFailure;
import io.parley.template.content.ComponentJson;
import io.parley.template.content.SampleUrls;
import io.parley.template.graph.GraphTemplates;
import io.parley.template.graph.SampleFiles;
import io.parley.template.graph.SampleUnusable;
import io.parley.template.store.StoredLocalizations;
import io.parley.template.store.StoredLocalizations.Found;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Submits one localization. The first attempt submits; every further one first looks the template up by name and
 * language, because the response to the one before may have been lost. So no template is created twice, and each
 * language is submitted on its own.
 */
@ApplicationScoped
class SubmitLocalization {
    private final StoredLocalizations localizations;
    private final Directory directory;
    private final GraphTemplates graph;
    private final SampleFiles samples;
    private final RecordSubmission record;
    private final DeleteAtMeta delete;
    private final ComponentJson json;
    private final SubmissionConfig settings;
    private final InstantSource time;

    SubmitLocalization(
            StoredLocalizations localizations,
            Directory directory,
            GraphTemplates graph,
            SampleFiles samples,
            RecordSubmission record,
            DeleteAtMeta delete,
            ComponentJson json,
            SubmissionConfig settings,
            InstantSource time) {
        this.localizations = localizations;
        this.directory = directory;
        this.graph = graph;
        this.samples = samples;
        this.record = record;
        this.delete = delete;
        this.json = json;
        this.settings = settings;
        this.time = time;
    }

    Uni<AttemptResult> process(SubmissionJob job) {
        return localizations.read(job.localizationId()).chain(found -> found == null ? done() : process(job, found));
    }

    private Uni<AttemptResult> process(SubmissionJob job, Found found) {
        var account =
                directory.whatsAppAccount(found.template().whatsAppAccountId).filter(WhatsAppAccount::active);
        if (account.isEmpty()) {
            return Uni.createFrom().item(AttemptResult.RETRY);
        }
        if (found.template().isDeleted()) {
            return delete.process(account.get(), found);
        }
        return switch (found.localization().status) {
            case REQUESTED -> submit(job, account.get(), found);
            // The process ended after the submission was stored, and before its comparison was scheduled.
            case SUBMITTED, PENDING -> record.awaitReview(account.get()).replaceWith(AttemptResult.DONE);
            default -> done();
        };
    }

    private Uni<AttemptResult> submit(SubmissionJob job, WhatsAppAccount account, Found found) {
        var startedAt = time.instant().truncatedTo(ChronoUnit.MILLIS);
        return submitted(job, account, found)
                .chain(created -> recorded(account, found, created, startedAt))
                .onFailure(GraphFailure.class)
                .recoverWithUni(failure -> failed(found, (GraphFailure) failure))
                .onFailure(SampleUnusable.class)
                .recoverWithUni(failure -> unusable(job, found, (SampleUnusable) failure));
    }

    private Uni<JsonNode> submitted(SubmissionJob job, WhatsAppAccount account, Found found) {
        var isRepeated = job.attempt() > 1 || job.fence() > 1;
        return (isRepeated
                        ? graph.find(account, found.template().name, found.localization().metaLanguage)
                        : Uni.createFrom().item(Optional.<JsonNode>empty()))
                .chain(existing -> existing.map(template -> Uni.createFrom().item(template))
                        .orElseGet(() -> create(account, found)));
    }

    private Uni<JsonNode> create(WhatsAppAccount account, Found found) {
        var components = json.read(found.localization().components);
        return samples.handles(account, SampleUrls.of(components))
                .chain(handles -> graph.create(account, MetaTemplate.of(found, components, handles)));
    }

    private Uni<AttemptResult> recorded(WhatsAppAccount account, Found found, JsonNode created, Instant startedAt) {
        return record.submitted(account, found, created, startedAt).replaceWith(AttemptResult.DONE);
    }

    private Uni<AttemptResult> failed(Found found, GraphFailure failure) {
        if (failure.kind() != GraphFailure.Kind.REFUSED) {
            Log.infof(
                    "template not submitted yet accountId=%s templateId=%s language=%s cause=%s",
                    found.template().accountId,
                    found.template().name,
                    found.localization().metaLanguage,
                    failure.kind());
            return Uni.createFrom().item(AttemptResult.RETRY);
        }
        return record.refused(found, failure.reason()).replaceWith(AttemptResult.DONE);
    }

    private Uni<AttemptResult> unusable(SubmissionJob job, Found found, SampleUnusable failure) {
        return failure.isTemporary() && job.attempt() < settings.sampleAttempts()
                ? Uni.createFrom().item(AttemptResult.RETRY)
                : record.refused(found, String.valueOf(failure.getMessage())).replaceWith(AttemptResult.DONE);
    }

    private static Uni<AttemptResult> done() {
        return Uni.createFrom().item(AttemptResult.DONE);
    }
}
