package io.parley.local;

import io.parley.runtime.test.MalformedRequests;
import io.parley.runtime.test.RefusesMalformedRequests;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The front refuses what the services refuse, before it passes anything on; only long bodies are left to them. */
class FrontMalformedRequestsTest extends RefusesMalformedRequests {
    private final Ports ports = Ports.free();
    private final FrontProxy front = new FrontProxy(ports);

    @BeforeEach
    void start() {
        front.start();
    }

    @AfterEach
    void stop() {
        front.stop();
    }

    @Override
    protected int port() {
        return ports.front();
    }

    @Override
    protected List<MalformedRequests> requests() {
        return super.requests().stream()
                .filter(request -> request.status() != 413)
                .toList();
    }
}
