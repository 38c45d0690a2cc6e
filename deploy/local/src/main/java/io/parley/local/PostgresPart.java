package io.parley.local;

import io.parley.embedded.EmbeddedPostgres;

/** The database, with every commit on disk before it is acknowledged. */
final class PostgresPart implements Part {

    private final EmbeddedPostgres postgres;
    private volatile boolean ready;

    PostgresPart(Options options, StateFolder state, Credentials credentials) {
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
        postgres.start();
        postgres.createDatabase(ServiceSettings.DATABASE);
        ready = true;
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public void stop() {
        ready = false;
        postgres.stop();
    }

    @Override
    public void kill9() {
        ready = false;
        postgres.kill9();
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }
}
