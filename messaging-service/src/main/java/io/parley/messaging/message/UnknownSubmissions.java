package io.parley.messaging.message;

import io.parley.messaging.model.MessageReference;
import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlCall;
import io.parley.runtime.sql.SqlFragment;
import java.util.List;

/** Submissions that the provider may have accepted under an id that stays unknown. */
public final class UnknownSubmissions {

    private static final Batch<MessageReference> UNKNOWN = Batch.<MessageReference>named("unknown")
            .text("recipient", message -> digits(message.recipient()))
            .text("identity", MessageReference::identity)
            .text("channel", MessageReference::channel)
            .uuid("message_id", MessageReference::id);

    /** Stores submissions. */
    public static final SqlFragment STORE =
            SqlFragment.of("store_unknown_submissions", """
                    insert into unknown_submission (recipient, identity, channel, message_id)
                    select recipient, identity, channel, message_id from :unknown
                    on conflict do nothing""").batches(UNKNOWN);

    /** Stores the submissions of the messages {@code :ids}. */
    public static final SqlFragment STORE_BY_ID = SqlFragment.of("store_unknown_submissions", """
            insert into unknown_submission (recipient, identity, channel, message_id)
            select ltrim(m.recipient, '+'), m.identity, m.channel, m.id from message m where m.id = any(:ids::uuid[])
            on conflict do nothing""", "ids");

    /** All submissions, as {@code u}. */
    public static final SqlFragment SUBMISSIONS =
            SqlFragment.of("unknown_submissions", "(select recipient, channel, message_id from unknown_submission) u");

    private UnknownSubmissions() {}

    /** Sets the parameters of {@link #STORE}. */
    public static SqlCall store(SqlCall call, List<MessageReference> unknown) {
        return call.with(UNKNOWN, unknown);
    }

    private static String digits(String recipient) {
        return recipient.startsWith("+") ? recipient.substring(1) : recipient;
    }
}
