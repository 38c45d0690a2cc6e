package io.parley.messaging.media;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A full disk of the media store or the database results in 503 with Retry-After. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(FullDiskTest.Full.class)
@Tag("fault")
class FullDiskTest {

    /** Uses a store without free space. */
    public static class Full implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(FullStore.class);
        }
    }

    @Inject
    Pool pool;

    @BeforeEach
    void fillDisk() {
        FullStore.isFullFor(Integer.MAX_VALUE);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fullMediaStoreIs503AndStoresNothing() {
        var api = MediaApi.ofNewCustomer();

        api.post("", "application/pdf", FileSamples.pdf(1_000))
                .statusCode(503)
                .contentType(equalTo("application/problem+json"))
                .header("Retry-After", notNullValue());

        Eventually.holds(() -> assertEquals(List.of(), Disk.spooled()));
        assertEquals(List.of(), api.list().statusCode(200).extract().<List<?>>path(""));
    }

    @Test
    void fullDatabaseDiskIs503() {
        var api = MediaApi.ofNewCustomer();
        sql("""
            create or replace function disk_full() returns trigger language plpgsql as $$
            begin raise exception 'could not extend file' using errcode = '53100'; end $$""");
        sql("create trigger disk_full before insert or update on callback_setting execute function disk_full()");
        try {
            api.customer()
                    .request()
                    .contentType("application/json")
                    .body("{\"messageStatusUrl\":\"https://customer.invalid/status\"}")
                    .put("/conversations/v3/configurations/callbacks")
                    .then()
                    .statusCode(503)
                    .contentType(equalTo("application/problem+json"))
                    .header("Retry-After", notNullValue());
        } finally {
            sql("drop trigger disk_full on callback_setting");
        }
    }

    private void sql(String statement) {
        pool.query(statement).execute().await().atMost(Duration.ofSeconds(20));
    }
}
