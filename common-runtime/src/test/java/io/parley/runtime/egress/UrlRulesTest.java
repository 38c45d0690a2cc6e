package io.parley.runtime.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlRulesTest {

    private final UrlRules rules = new UrlRules(false, Set.of(443, 8443), new AddressRules(List.of()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://example.com/",
                "HTTPS://Example.COM/Path?a=b&c=%20",
                "https://example.com:443/",
                "https://example.com:8443/x",
                "https://a-b.c--d.example/",
                "https://xn--bcher-kva.example/",
                "https://1.1.1.1/",
                "https://[2606:4700::1111]/",
                "https://example.com./",
                "https://1a.example/"
            })
    void publicHttpsIsValid(String url) {
        assertEquals(Optional.empty(), rules.check(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/",
                "https://example.com:22/",
                "https://example.com:9443/",
                "https://example.com:0/",
                "https://user@example.com/",
                "https://example.com/#x",
                "https:///x",
                "https://",
                "",
                "example.com",
                "https://exa mple.com",
                "https://example.com/\r\nX: y",
                "https://example.com/\u2028",
                "https://b\u00fccher.example/",
                "https://127.0.0.1/",
                "https://[::1]/"
            })
    void otherUrlsAreInvalid(String url) {
        assertTrue(rules.check(url).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/a.png",
                "http://example.com:80/a.png",
                "http://example.com:8080/a.png",
                "https://example.com:8443/a.png",
                "https://example.com/#/menu"
            })
    void httpAndFragmentsAreValidForOthers(String url) {
        assertEquals(Optional.empty(), rules.checkPublicUrl(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP://example.com/",
                "http:///a.png",
                "http://example.com:22/",
                "http://a:b@example.com/",
                "http://127.0.0.1/",
                "http://0x7f000001/",
                "http://[::ffff:10.0.0.1]/",
                "http://localhost/",
                "http://b\u00fccher.example/",
                "data:image/png;base64,AAAA",
                ""
            })
    void urlsThatOthersCannotOpenAreInvalid(String url) {
        assertTrue(rules.checkPublicUrl(url).isPresent());
    }

    @Test
    void theLengthIsLimited() {
        var max = "https://example.com/" + "a".repeat(1980);

        assertEquals(Optional.empty(), rules.check(max));
        assertEquals(Optional.of("must have at most 2000 characters"), rules.check(max + "a"));
        assertEquals(Optional.of("must have at most 2000 characters"), rules.checkPublicUrl(max + "a"));
    }

    @Test
    void httpAndLoopbackAreValidIfTheOperatorAllowsThem() {
        var local = new UrlRules(true, Set.of(), new AddressRules(List.of("127.0.0.0/8")));

        assertEquals(Optional.empty(), local.check("http://127.0.0.1:3000/hook"));
        assertEquals(Optional.empty(), local.check("http://localhost:3000/hook"));
        assertTrue(local.check("ftp://127.0.0.1/").isPresent());
        assertTrue(local.check("http://10.0.0.1/").isPresent());
        assertTrue(local.check("http://169.254.169.254/").isPresent());
    }
}
