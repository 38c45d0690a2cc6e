package io.parley.runtime.database;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.test.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pool whose connection arrives when the test wants it to. */
class CountingPgPoolTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicBoolean givenBack = new AtomicBoolean();
    private final Promise<SqlConnection> arriving = Promise.promise();
    private final SqlConnection connection = stub(SqlConnection.class, "close", () -> {
        givenBack.set(true);
        return Future.succeededFuture();
    });
    private final Pool pool = stub(Pool.class, "getConnection", arriving::future);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aConnectionInTimeIsReturned() {
        var acquired = pool(Duration.ofMinutes(1)).getConnection();
        arriving.complete(connection);

        Eventually.holds(() -> assertSame(connection, acquired.result()));
        assertFalse(givenBack.get());
    }

    @Test
    void aConnectionThatComesTooLateIsGivenBack() {
        var acquired = pool(Duration.ofMillis(10)).getConnection();
        Eventually.holds(() -> assertInstanceOf(DatabaseUnavailable.class, acquired.cause()));
        assertFalse(givenBack.get());

        arriving.complete(connection);

        Eventually.holds(() -> assertTrue(givenBack.get()));
    }

    @Test
    void aFailureToConnectIsReported() {
        var acquired = pool(Duration.ofMinutes(1)).getConnection();
        arriving.fail("refused");

        Eventually.holds(() -> assertInstanceOf(DatabaseUnavailable.class, acquired.cause()));
    }

    private CountingPgPool pool(Duration acquireTimeout) {
        return new CountingPgPool((VertxInternal) vertx, pool, acquireTimeout);
    }

    /** An object with one method, beside those of each object. */
    private static <T> T stub(Class<T> type, String only, Supplier<Object> call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> method.getName().equals(only) ? call.get() : type.getSimpleName()));
    }
}
