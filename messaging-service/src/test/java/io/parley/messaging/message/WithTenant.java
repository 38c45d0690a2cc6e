package io.parley.messaging.message;

import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.runtime.directory.Directory;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** A test with its own customer on the scripted channel and its own recipient. */
public abstract class WithTenant {

    @Inject
    protected Directory directory;

    @Inject
    protected ScriptedChannel channel;

    protected Tenant tenant;
    protected String person;

    @BeforeEach
    void newTenant() {
        tenant = Tenant.create(directory);
        person = Tenant.person();
    }
}
