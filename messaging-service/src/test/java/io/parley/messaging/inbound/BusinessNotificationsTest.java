package io.parley.messaging.inbound;

import static io.parley.messaging.inbound.CallbackAccount.change;
import static io.parley.messaging.inbound.CallbackAccount.of;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.callback.delivery.DeliveryProfile;
import io.parley.messaging.configuration.CallbackSettingsCache;
import io.parley.messaging.configuration.GivenCallbacks;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks for Meta's notifications about accounts and numbers. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DeliveryProfile.class)
@Tag("slow")
class BusinessNotificationsTest {
    @Inject
    @RegisterExtension
    CallbackAccount account;

    @Inject
    TestTopics bus;

    @Inject
    Directory directory;

    @Inject
    CallbackSettingsCache settings;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "phone_number_quality_update | 'event':'FLAGGED','current_limit':'TIER_1K' | {'property':'status','newValue':'FLAGGED'}",
                "phone_number_quality_update | 'event':'UNFLAGGED','current_limit':'TIER_1K' | {'property':'status','oldValue':'FLAGGED','newValue':'CONNECTED'}",
                "phone_number_quality_update | 'event':'UPGRADE','old_limit':'TIER_100K','current_limit':'TIER_UNLIMITED' | {'property':'messagingTier','oldValue':'TIER_100K','newValue':'UNLIMITED'}",
                "phone_number_quality_update | 'event':'ONBOARDING','max_daily_conversations_per_business':'TIER_2K' | {'property':'businessMessagingLimit','newValue':'TIER_2K'}",
                "phone_number_name_update    | 'decision':'REJECTED','requested_verified_name':'Shop','rejection_reason':'NAME_EMPLOYEE_ISSUE' | {'property':'nameStatus','newValue':'REJECTED','reason':'NAME_EMPLOYEE_ISSUE'}",
            })
    void aChangeOfANumberIsPublished(String field, String value, String changed) throws IOException {
        account.meta(
                "1",
                field,
                "'display_phone_number':'+%s','requester':null,%s"
                        .formatted(spaced(account.number.sender.identity()), value));

        var body = account.callbacks(1).getFirst();

        assertEquals(account.tree(changed), body.path("changedValue"));
        assertEquals(
                account.tree("{'type':'phoneNumber','waba':'%s','phoneNumber':'%s'}"
                        .formatted(account.whatsAppAccount.id(), account.number.sender.identity())),
                body.path("entity"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "account_update | 'event':'ACCOUNT_RESTRICTION','restriction_info':[{'restriction_type':'RESTRICTED_BIZ_INITIATED_MESSAGING','expiration':1772442900},{'restriction_type':'RESTRICTED_ADD_PHONE_NUMBER_ACTION'}] | {'property':'status','newValue':'ACCOUNT_RESTRICTION','restrictions':[{'restrictionType':'RESTRICTED_BIZ_INITIATED_MESSAGING','expiration':'2026-03-02T09:15:00.000Z'},{'restrictionType':'RESTRICTED_ADD_PHONE_NUMBER_ACTION'}]}",
                "account_update | 'event':'ACCOUNT_VIOLATION','violation_info':{'violation_type':'SCAM'} | {'property':'status','newValue':'ACCOUNT_VIOLATION','reason':'SCAM'}",
                "account_update | 'event':'DISABLED_UPDATE','ban_info':{'waba_ban_state':'SCHEDULE_FOR_DISABLE','waba_ban_date':'May 1'} | {'property':'status','newValue':'SCHEDULE_FOR_DISABLE'}",
                "account_review_update | 'decision':'APPROVED' | {'property':'accountReviewStatus','newValue':'APPROVED'}",
            })
    void aChangeOfAnAccountIsPublished(String field, String value, String changed) throws IOException {
        account.meta("1", field, value);

        var body = account.callbacks(1).getFirst();

        assertEquals(account.tree(changed), body.path("changedValue"));
        assertEquals(
                account.tree("{'type':'whatsAppBusinessAccount','name':'Corner Shop','waba':'%s'}"
                        .formatted(account.whatsAppAccount.id())),
                body.path("entity"));
    }

    @Test
    void anApprovedNamePublishesStatusAndName() throws IOException {
        account.meta(
                "1",
                "phone_number_name_update",
                "'display_phone_number':'%s','decision':'APPROVED','requested_verified_name':'Corner Shop','rejection_reason':'NONE'"
                        .formatted(account.number.sender.identity()));

        var callbacks = account.callbacks(2);

        assertEquals(
                account.tree("{'property':'nameStatus','newValue':'APPROVED'}"),
                of("nameStatus", callbacks).path("changedValue"));
        assertEquals(
                account.tree("{'property':'verifiedName','newValue':'Corner Shop'}"),
                of("verifiedName", callbacks).path("changedValue"));
    }

    @Test
    void theOldValueIsPublishedIfItIsKnown() throws IOException {
        var limit = "'event':'UPGRADE','display_phone_number':'" + account.number.sender.identity()
                + "','max_daily_conversations_per_business':'%s'";
        var steps = List.of("2 TIER_2K", "3 TIER_10K", "1 TIER_250", "4 TIER_100K");
        for (var i = 0; i < steps.size(); i++) {
            for (var times = 0; times < 2; times++) {
                account.meta(
                        steps.get(i).substring(0, 1),
                        "phone_number_quality_update",
                        limit.formatted(steps.get(i).substring(2)));
            }
            account.callbacks(i + 1);
        }

        var changes = account.callbacks(4).stream()
                .map(body -> body.path("changedValue"))
                .map(value -> value.path("oldValue").asText("?") + " "
                        + value.path("newValue").asText())
                .sorted()
                .toList();
        assertEquals(List.of("? TIER_250", "? TIER_2K", "TIER_10K TIER_100K", "TIER_2K TIER_10K"), changes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account_update 'event':'PARTNER_ADDED'",
                "phone_number_quality_update 'event':'THROUGHPUT_UPGRADE','display_phone_number':'49'",
                "phone_number_quality_update 'event':'FLAGGED'",
                "security 'event':'PIN_CHANGED'",
            })
    void aChangeThatTheContractDoesNotHaveIsParked(String event) throws IOException {
        var parts = event.split(" ", 2);
        account.meta("1", parts[0], parts[1] + ",'run':'" + account.number.run + "'");

        Eventually.equal(1L, account.number::parked);
        assertEquals(0L, account.number.pendingCallbacks());
    }

    @Test
    void anUnknownAccountIsParkedAndWithoutAUrlNothingIsSent() throws IOException {
        directory.remove(account.whatsAppAccount.key());
        account.meta("1", "account_review_update", "'decision':'APPROVED','run':'" + account.number.run + "'");
        Eventually.equal(1L, account.number::parked);
        directory.apply(account.whatsAppAccount);
        GivenCallbacks.ofAccount(settings, account.number.sender.accountId(), "{}");
        var unsent = change("status", null, "APPROVED", null);
        bus.send(List.of(account.template(unsent)));

        Eventually.equal(1L, () -> account.number.count("business_event where id = '%s'".formatted(unsent.id())));
        assertEquals(0L, account.number.pendingCallbacks());
    }

    private static String spaced(String digits) {
        return digits.substring(0, 2) + " " + digits.substring(2, 5) + "-" + digits.substring(5);
    }
}
