package io.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class KannelGatewayTest {

    @Test
    void textAndReportUrlAreEncoded() {
        assertEquals(
                "/cgi-bin/sendsms?username=bench&password=bench-password&from=4930555200&to=49155&text=Hi+%26+bye"
                        + "&dlr-mask=1&dlr-url=http%3A%2F%2F127.0.0.1%3A80%2Fcallbacks",
                KannelGateway.path("49155", "Hi & bye", "http://127.0.0.1:80/callbacks"));
    }

    @Test
    void withoutUrlNoReportIsRequested() {
        assertEquals(
                "/cgi-bin/sendsms?username=bench&password=bench-password&from=4930555200&to=49155&text=Hi",
                KannelGateway.path("49155", "Hi", null));
    }
}
