package io.parley.messaging.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.message.Tenant;
import io.parley.messaging.model.ProviderError;
import io.parley.messaging.queue.DispatchJobState;
import io.parley.messaging.queue.LostClaims;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Messages that are committed as claimed while their response is lost: sent once, and long before their lease ends. */
@QuarkusTest
@TestProfile(LostClaimsTest.LongLease.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("fault")
class LostClaimsTest {

    /** A lease that no test waits for. */
    public static final class LongLease extends ScriptedNetwork {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = super.getConfigOverrides();
            settings.put("parley.dispatch.lease", "PT10M");
            return settings;
        }
    }

    private static final Submission LATER =
            new Submission.Deferred(new ProviderError("viber::error::7", "busy"), Duration.ofHours(1), false);

    @Inject
    Tenant tenant;

    @Inject
    ScriptedChannel channel;

    @Inject
    LostClaims lostClaims;

    @Inject
    DispatchTable table;

    private final String person = Tenant.person();

    @Test
    void jobOfALostClaimIsAttemptedAgain() {
        var id = sendDeferred(person);
        var claim = lostClaims.nextClaim();
        claimAs(claim, id);

        lostClaims.add(claim);

        assertSent(id, 2);
    }

    @Test
    void jobsOfOtherClaimsAreLeftAlone() {
        var id = sendDeferred(Tenant.person());
        claimAs(lostClaims.nextClaim(), id);
        var lost = lostClaims.nextClaim();

        lostClaims.add(lost);
        var other = sendDeferred(person);
        claimAs(lost, other);

        assertSent(other, 2);
        assertEquals(DispatchJobState.CLAIMED, table.state(id));
    }

    private UUID sendDeferred(String person) {
        channel.answer(person, LATER);
        var id = tenant.send(person, "claimed and lost");
        Eventually.holds(() -> assertEquals(DispatchJobState.DUE, table.state(id)));
        channel.script(person, ScriptedChannel::accepted);
        return id;
    }

    /** Claims the job as an instance does that gets no response. */
    private void claimAs(String claim, UUID id) {
        table.sql("""
                update dispatch_job set state = 'claimed', attempt = attempt + 1, fence = fence + 1, lease_owner = $2,
                  due_at = now(), attempted_at = now(), leased_until = now() + interval '10 min'
                where message_id = $1""", id, claim);
    }

    private void assertSent(UUID id, int calls) {
        Eventually.holds(() -> assertEquals("dispatched", tenant.status(id)));
        assertEquals(
                calls,
                channel.callsTo(person).stream()
                        .filter(call -> call.messageId().equals(id))
                        .count());
    }
}
