package io.parley.messaging.message;

import io.parley.messaging.channel.Submission.Accepted;
import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlCall;
import io.parley.runtime.sql.SqlFragment;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The provider's ids of messages, by which statuses and replies find them. */
public final class ProviderRefs {

    /** @param part number of the segment, counted from 1 */
    private record ProviderId(UUID messageId, Accepted response, int part) {

        private static Stream<ProviderId> of(Submitted submitted) {
            return IntStream.rangeClosed(
                            1, submitted.response().providerMessageIds().size())
                    .mapToObj(part -> new ProviderId(submitted.messageId(), submitted.response(), part));
        }

        private String id() {
            return response.providerMessageIds().get(part - 1);
        }
    }

    private static final Batch<ProviderId> IDS = Batch.<ProviderId>named("provider_ids")
            .uuid("message_id", ProviderId::messageId)
            .text("provider", id -> id.response().provider())
            .text("provider_id", ProviderId::id)
            .smallint("part", ProviderId::part)
            .smallint("parts", id -> id.response().providerMessageIds().size())
            .text("encoding", id -> id.response().encoding());

    /**
     * Table expressions that store the ids of submitted messages; the last one, {@code early_statuses}, has a row for
     * each id of which a status arrived before.
     */
    public static final SqlFragment STORE = SqlFragment.file(
                    "store_provider_ids", ProviderRefs.class, "message/store-provider-ids.sql")
            .batches(IDS);

    /** The messages of the last 60 days with the id {@code u.provider_id} and their accounts, as {@code p}. */
    public static final SqlFragment RECENT = SqlFragment.of("messages_of_provider_id", """
            lateral (select r.message_id, m.account_id
             from provider_refs(u.provider, u.provider_id) r join message m on m.id = r.message_id) p""");

    /** The ids of messages as their events have them, as {@code e}. */
    public static final SqlFragment OF_EVENTS = SqlFragment.of("provider_ids_of_events", """
            (select m.id, m.account_id, v.provider_id
             from message m join message_event v on v.message_id = m.id and v.provider_id is not null) e""");

    private ProviderRefs() {}

    /** A message that a provider has accepted. */
    public record Submitted(UUID messageId, Accepted response) {}

    /** Sets the parameters of {@link #STORE}. */
    public static SqlCall store(SqlCall call, List<Submitted> submitted) {
        return call.with(IDS, submitted.stream().flatMap(ProviderId::of).toList());
    }
}
