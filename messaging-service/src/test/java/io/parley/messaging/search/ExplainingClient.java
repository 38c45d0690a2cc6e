package io.parley.messaging.search;

import io.vertx.mutiny.sqlclient.PreparedQuery;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Executes statements and returns their plans instead of their rows. */
final class ExplainingClient extends SqlClient {

    ExplainingClient(SqlConnection connection) {
        super(connection.getDelegate());
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return super.preparedQuery("explain (analyze, buffers) " + sql);
    }
}
