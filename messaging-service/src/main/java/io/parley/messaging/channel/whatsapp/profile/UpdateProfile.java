package io.parley.messaging.channel.whatsapp.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.messaging.channel.whatsapp.graph.GraphAccounts;
import io.parley.messaging.channel.whatsapp.graph.WhatsAppConfig;
import io.parley.model.Problem;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.graph.GraphError;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.graph.GraphFailure.Kind;
import io.parley.runtime.graph.GraphProblems;
import io.parley.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Changes parts of a profile by one call. Meta may apply some members and refuse others; after a refusal the profile is
 * read, so that the problem states which of them it has now.
 */
@ApplicationScoped
class UpdateProfile {
    private final GraphAccounts graph;
    private final NumberSettings settings;
    private final WhatsAppConfig.Accounts limits;

    UpdateProfile(GraphAccounts graph, NumberSettings settings, WhatsAppConfig limits) {
        this.graph = graph;
        this.settings = settings;
        this.limits = limits.accounts();
    }

    Uni<Void> update(Sender sender, WhatsAppProfile profile) {
        var changes = profile.changes();
        return changes.isEmpty()
                ? Uni.createFrom().voidItem()
                : change(sender, changes)
                        .replaceWithVoid()
                        .onFailure(GraphFailure.class)
                        .recoverWithUni(failure -> report(sender, changes, (GraphFailure) failure));
    }

    /** Sends a change; {@code members} are Meta's. */
    Uni<JsonNode> change(Sender sender, Map<String, Object> members) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("messaging_product", "whatsapp"));
        body.putAll(members);
        return settings.change(sender, () -> graph.changeProfile(sender, body));
    }

    private Uni<Void> report(Sender sender, Map<String, Object> changes, GraphFailure failure) {
        if (failure.kind() != Kind.REFUSED) {
            return Uni.createFrom().failure(GraphProblems.of(failure));
        }
        return appliedTo(sender, changes).chain(applied -> Uni.createFrom().failure(refused(failure, applied)));
    }

    /** Empty if the profile cannot be read at once. */
    private Uni<Optional<AppliedChanges>> appliedTo(Sender sender, Map<String, Object> changes) {
        return settings.readAgain(sender, NumberSetting.PROFILE)
                .map(profile -> Optional.of(AppliedChanges.of(changes, profile.body())))
                .ifNoItem()
                .after(limits.staleAfter())
                .fail()
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    private static ProblemException refused(GraphFailure failure, Optional<AppliedChanges> applied) {
        var effect = applied.map(AppliedChanges::text)
                .orElse("Some of the members may have been changed: read the profile.");
        var code = failure.error()
                .map(GraphError::code)
                .filter(known -> known != GraphError.NO_CODE)
                .map(known -> Integer.toString(known))
                .orElse(null);
        return new ProblemException(new Problem(
                null,
                "Profile update failed.",
                400,
                "WhatsApp refused the change: " + failure.reason() + ". " + effect
                        + " Correct the request and send it again.",
                null,
                code));
    }
}
