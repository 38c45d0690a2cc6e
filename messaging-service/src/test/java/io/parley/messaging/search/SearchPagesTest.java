package io.parley.messaging.search;

import static io.parley.messaging.search.SearchApi.CONVERSATION;
import static io.parley.messaging.search.SearchApi.MESSAGES;
import static io.parley.messaging.search.SearchApi.conversation;
import static io.parley.messaging.search.SearchApi.ids;
import static io.parley.messaging.search.SearchApi.messages;
import static io.parley.messaging.search.SearchApi.pages;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.message.Tenant;
import io.parley.messaging.model.MessageState;
import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of many messages: complete, in order, without repetition, each of limited cost. */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class SearchPagesTest {

    private static final int MANY = 10_000;

    /** Partitions of two months before the current one exist. */
    private static final int DAYS = 55;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Inject
    Tenant tenant;

    @Inject
    Pool pool;

    @Inject
    Directory directory;

    @Inject
    SearchMessages search;

    private final String person = Tenant.person();
    private final Instant end = Instant.now().minusSeconds(60);
    private InsertedMessages stored;

    @BeforeEach
    void prepareMessages() {
        stored = new InsertedMessages(pool, tenant);
    }

    @ParameterizedTest
    @CsvSource({
        "?size=100, 10100",
        "?size=100&order=oldestFirst, 10100",
        "?size=7&context=campaign, 100",
        "?size=10&direction=inbound, 100",
        "?size=3&status=failed, 18",
        "?size=1&status=seen, 2"
    })
    void pagesByTheirLinksHaveEachMessageOnceInOrder(String query, int expected) {
        stored.many(MANY, end, person);

        var pages = pages(tenant, MESSAGES, messages(tenant, query));

        var ids = idsOfAll(pages);
        assertEquals(expected, ids.size());
        assertEquals(expected, new HashSet<>(ids).size());
        assertEquals(ordered(ids, query.contains("oldestFirst") ? "oldestFirst" : "newestFirst"), ids);
        totalsAreThoseOfTheLastPage(pages, expected);
    }

    @Test
    void conversationOfManyMessagesIsRead() {
        stored.many(MANY, end, person);

        var pages = pages(tenant, CONVERSATION, conversation(tenant, person, "?size=30"));

        var ids = idsOfAll(pages);
        assertEquals(200, ids.size());
        assertEquals(ordered(ids, "oldestFirst"), ids);
        totalsAreThoseOfTheLastPage(pages, 200);
    }

    /** Over two months, between messages of another account to the same person. */
    @ParameterizedTest
    @CsvSource({"newestFirst", "oldestFirst"})
    void messagesOfAPersonAndWithAContextAreFoundInOrderWhateverTheirAge(String order) {
        var ofOthers = new InsertedMessages(pool, Tenant.create(directory));
        var sent = new ArrayList<UUID>();
        var received = new ArrayList<UUID>();
        for (var day = DAYS - 1; day >= 0; day--) {
            var at = end.minus(Duration.ofDays(day));
            sent.add(stored.sent(at, person, "order-7"));
            received.add(stored.received(at.plusSeconds(1), person));
            ofOthers.sent(at.plusSeconds(2), person, "order-7");
            ofOthers.received(at.plusSeconds(3), person);
        }

        for (var query : List.of("?to=" + person, "?context=order-7", "?to=" + person + "&context=order-7")) {
            assertEquals(
                    ordered(sent, order),
                    idsOfAll(pages(
                            tenant,
                            MESSAGES,
                            messages(tenant, query + "&size=7&until=2999-01-01T00:00:00Z&order=" + order))));
        }
        assertEquals(
                ordered(received, order),
                idsOfAll(pages(tenant, MESSAGES, messages(tenant, "?size=7&from=" + person + "&order=" + order))));
        var both = Stream.concat(sent.stream(), received.stream()).toList();
        assertEquals(
                ordered(both, order),
                idsOfAll(pages(tenant, CONVERSATION, conversation(tenant, person, "?size=30&order=" + order))));
    }

    private static List<UUID> ordered(List<UUID> ids, String order) {
        var sorted = ids.stream().sorted().toList();
        return order.equals("oldestFirst") ? sorted : sorted.reversed();
    }

    private static List<UUID> idsOfAll(List<ValidatableResponse> pages) {
        return pages.stream().flatMap(page -> ids(page).stream()).toList();
    }

    @Test
    void listThatFitsIntoOnePageHasTotals() {
        stored.sent(end, person, null);

        messages(tenant, "?to=" + person)
                .header("x-total-items", equalTo("1"))
                .header("x-total-pages", equalTo("1"))
                .header("x-page-size", equalTo("50"))
                .header("x-current-page", equalTo("1"));
        messages(tenant, "?to=1234").header("x-total-items", equalTo("0")).header("x-total-pages", equalTo("0"));
    }

    @Test
    void messagesThatArriveMeanwhileMoveNoPage() {
        stored.many(100, end, person);
        var first = messages(tenant, "?size=60");
        stored.sent(Instant.now(), person, null);

        var pages = pages(tenant, MESSAGES, first);

        assertEquals(101, pages.stream().mapToInt(page -> ids(page).size()).sum());
    }

    /** A page examines 2,000 messages, so a rare status needs several, some of them empty. */
    @Test
    void rareStatusIsFoundOverSeveralPages() {
        stored.many(MANY, end, person);

        var pages = pages(tenant, MESSAGES, messages(tenant, "?status=seen"));

        assertEquals(2, pages.stream().mapToInt(page -> ids(page).size()).sum());
        assertTrue(pages.size() > 2 && pages.size() <= 7, () -> pages.size() + " pages");
    }

    @Test
    void messagesOfManySendersAreMerged() {
        var senders = new ArrayList<Sender>();
        for (var number = 0; number < 150; number++) {
            senders.add(sender(number));
        }
        stored.many(500, end, person);

        var found = new ArrayList<UUID>();
        var request = PageRequest.first(40);
        for (var more = true; more; ) {
            var page = search.ofSenders(senders, MessageFilter.NONE, request)
                    .await()
                    .atMost(TIMEOUT);
            page.messages().forEach(message -> found.add(message.id()));
            more = page.next().isPresent();
            request = more ? request.after(page.next().orElseThrow()) : request;
        }

        assertEquals(505, found.size());
        assertEquals(found.stream().sorted().toList().reversed(), found);
    }

    @Test
    void operatorFindsMessagesOfAllAccountsByIdTextAndErrorCode() {
        var id = stored.sent(end, person, null, "failed");
        var filter = new MessageFilter(null, null, null, null, null, null, null, "grüße, mina", null, null);

        assertEquals(List.of(id), operators(filter, tenant.account()));
        var ofSms = new MessageFilter(new ChannelName("sms"), null, null, null, null, null, null, null, null, null);
        assertEquals(List.of(), operators(ofSms, tenant.account()));
        assertEquals(
                List.of(id),
                operators(
                        new MessageFilter(
                                new ChannelName("viber"),
                                MessageDirection.OUTBOUND,
                                tenant.serviceId(),
                                person,
                                MessageState.FAILED,
                                null,
                                "viber::error::12",
                                "MINA",
                                end.minusSeconds(1),
                                end.plusSeconds(1)),
                        null));
        assertEquals(
                person, search.byId(id).await().atMost(TIMEOUT).orElseThrow().to());
        assertTrue(search.byId(UUID.randomUUID()).await().atMost(TIMEOUT).isEmpty());
        var all = search.ofAllAccounts(MessageFilter.NONE, PageRequest.first(100))
                .await()
                .atMost(TIMEOUT);
        assertTrue(all.messages().size() > 0);
    }

    private List<UUID> operators(MessageFilter filter, UUID account) {
        var page = account == null
                ? search.ofAllAccounts(filter, PageRequest.first(10))
                : search.ofAccount(account, filter, PageRequest.first(10));
        return page.await().atMost(TIMEOUT).messages().stream()
                .map(FoundMessage::id)
                .toList();
    }

    /** The first is the tenant's, the others have no messages. */
    private Sender sender(int number) {
        return new Sender(
                number == 0 ? tenant.sender() : UUID.randomUUID(),
                tenant.account(),
                new ChannelName("viber"),
                "" + number,
                null,
                "" + number,
                null,
                EnumSet.allOf(Scope.class),
                Map.of(),
                true,
                1);
    }

    private static void totalsAreThoseOfTheLastPage(List<ValidatableResponse> pages, int expected) {
        pages.subList(0, pages.size() - 1)
                .forEach(page -> page.header("x-total-items", nullValue()).header("x-total-pages", nullValue()));
        pages.getLast()
                .header("x-total-items", equalTo("" + expected))
                .header("x-total-pages", equalTo("" + pages.size()))
                .header("x-current-page", equalTo("" + pages.size()));
    }
}
