package io.parley.local;

import io.parley.runtime.test.MalformedRequests;
import io.parley.runtime.test.MalformedRequestsContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** The front proxy rejects the same malformed requests as the services; only these limit the body size. */
@Tag("slow")
class FrontMalformedRequestsTest extends MalformedRequestsContract {
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
