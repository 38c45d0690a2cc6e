package io.parley.local;

import io.parley.embedded.EmbeddedPostgres;

/** The database. Every commit is on disk before it is acknowledged. */
final class PostgresComponent implements Component {

    private final EmbeddedPostgres postgres;
    private final Credentials credentials;
    private volatile boolean shouldRun;
    private volatile boolean ready;

    PostgresComponent(Options options, StateFolder state, Credentials credentials) {
        this.credentials = credentials;
        postgres = EmbeddedPostgres.at(state.postgres())
                .port(options.ports().postgres())
                .password(credentials.postgresPassword())
                .durable(true);
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public void start() {
        shouldRun = true;
        postgres.start();
        postgres.createDatabase(ServiceEnvironment.DATABASE);
        credentials
                .databasePasswords()
                .forEach((service, password) ->
                        postgres.createServiceRole(ServiceEnvironment.DATABASE, service.route(), password));
        ready = true;
    }

    @Override
    public boolean ready() {
        return ready && postgres.isAlive();
    }

    @Override
    public boolean crashed() {
        return shouldRun && ready && !postgres.isAlive();
    }

    @Override
    public void stop() {
        shouldRun = false;
        ready = false;
        postgres.stop();
    }

    @Override
    public void kill9() {
        shouldRun = false;
        ready = false;
        postgres.kill9();
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }
}
