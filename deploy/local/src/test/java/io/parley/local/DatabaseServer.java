package io.parley.local;

import io.parley.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** The PostgreSQL server of a platform. */
interface DatabaseServer extends AutoCloseable {

    /** Starts the server and creates the platform's database and roles. */
    void start();

    /** Opens a connection of the superuser to the platform's database. */
    Connection connect() throws SQLException;

    @Override
    void close();

    /** Returns the server of the tests, which requires no installation. */
    static DatabaseServer embedded(
            Path folder, String address, String clients, int port, Map<Service, String> passwords) {
        var postgres = EmbeddedPostgres.at(folder).port(port).durable(true).setting("max_connections", "200");
        if (!address.equals(Backend.LOOPBACK)) {
            postgres.address(address, clients);
        }
        return new DatabaseServer() {
            @Override
            public void start() {
                postgres.start().createDatabase(ServiceEnvironment.DATABASE);
                passwords.forEach((service, password) ->
                        postgres.createServiceRole(ServiceEnvironment.DATABASE, service.route(), password));
            }

            @Override
            public Connection connect() throws SQLException {
                return postgres.connect(ServiceEnvironment.DATABASE);
            }

            @Override
            public void close() {
                postgres.stop();
            }
        };
    }
}
