package io.parley.messaging.media;

import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.directory.Directory;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A new customer for each test, with a WhatsApp number and a Viber service. */
@Dependent
class MediaCustomer implements BeforeEachCallback {
    private final Directory directory;
    private final Pool pool;
    MediaApi api;
    UUID account;
    Sender number;
    Sender service;

    MediaCustomer(Directory directory, Pool pool) {
        this.directory = directory;
        this.pool = pool;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        api = MediaApi.ofNewCustomer();
        account = UUID.fromString(api.customer().accountId());
        number = sender("whatsapp");
        service = sender("viber");
    }

    RequestSpecification request() {
        return api.customer().request();
    }

    /** Adds a sender. */
    Sender sender(String channel) {
        var id = UUID.randomUUID();
        var identity = Long.toString(Math.abs(id.getMostSignificantBits()) % 1_000_000_000_000L);
        var sender = new Sender(
                id,
                account,
                new ChannelName(channel),
                identity,
                "Shop",
                identity,
                null,
                EnumSet.allOf(Scope.class),
                Map.of(),
                true,
                1);
        directory.apply(sender);
        return sender;
    }

    RowSet<Row> sql(String statement, Object... values) {
        return await(pool.preparedQuery(statement).execute(Tuple.wrap(values)));
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
